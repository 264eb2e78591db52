import Basics
import OCI

/// The tags of a repository at one moment.
package struct TagList: Sendable {
  /// By bytes; a tag whose link is unreadable is left out.
  package let tags: [Tag]
  private let stamps: FileStamps?

  init(tags: [Tag], stamps: FileStamps?) {
    self.tags = tags
    self.stamps = stamps
  }

  /// Whether the list is known to be still the same.
  ///
  /// It follows tags that come and go. A tag whose link another program spoils without taking the tag away stays listed.
  package var isCurrent: Bool { stamps?.areCurrent ?? false }
}

extension ContentStore {
  /// The tags of a repository, in a form that can tell when it is out of date.
  package func tagList(of repository: Repository) throws(StoreError) -> TagList {
    let folder = StoreLayout.tags(repository)
    let stamps = FileStamps([fullPath(folder)])
    let names = try system { () throws(SystemError) in try files.names(in: folder) }
    var tags: [Tag] = []
    var isWhole = true
    for name in names {
      if let tag = try? Tag(parsing: name), try resolve(tag, in: repository) != nil {
        tags.append(tag)
      } else {
        // Its link may come later, which would not show in the folder.
        isWhole = false
      }
    }
    let lasts = isWhole && stamps?.areSettled(at: .now()) == true
    return TagList(tags: tags.sorted(), stamps: lasts ? stamps : nil)
  }

  /// The tags of a repository, by bytes; a tag whose link is unreadable is left out.
  package func tags(of repository: Repository) throws(StoreError) -> [Tag] {
    try tagList(of: repository).tags
  }

  /// The files that make a manifest what it is in a repository: its membership, its bytes and, if it is asked for by tag,
  /// the tag's link.
  package func stamps(of digest: Digest, tag: Tag?, in repository: Repository) -> FileStamps? {
    let tagLink = tag.map { [StoreLayout.tagLink(repository, $0)] } ?? []
    let paths = tagLink + [StoreLayout.revisionLink(repository, digest), StoreLayout.blob(digest)]
    return FileStamps(paths.map(fullPath))
  }
}
