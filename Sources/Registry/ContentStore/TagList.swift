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
    let stamps = try base().flatMap { FileStamps(folder, below: $0) }
    let opened = try system { () throws(SystemError) in try files.folderIfPresent(folder) }
    let names = try system { () throws(SystemError) in try opened?.names() ?? [] }
    var tags: [Tag] = []
    var isWhole = true
    for name in names {
      if let opened, let tag = try? Tag(parsing: name), try isSound(tag, of: repository, in: opened) {
        tags.append(tag)
      } else {
        // Its link may come later, which would not show in the folder.
        isWhole = false
      }
    }
    let lasts = isWhole && stamps?.areSettled(at: .now()) == true
    return TagList(tags: tags.sorted(), stamps: lasts ? stamps : nil)
  }

  /// Whether a tag has a link that can be read; anything unusual about it is looked into with care, and reported.
  private func isSound(
    _ tag: Tag, of repository: Repository, in folder: FolderHandle
  ) throws(StoreError) -> Bool {
    let link = try? folder.folder(tag.name).folder("current").open("link").readAll(limit: 256)
    if let link, (try? Digest(parsing: String(decoding: link, as: UTF8.self))) != nil { return true }
    return try resolve(tag, in: repository) != nil
  }

  /// The tags of a repository, by bytes; a tag whose link is unreadable is left out.
  package func tags(of repository: Repository) throws(StoreError) -> [Tag] {
    try tagList(of: repository).tags
  }

  /// The files that make a manifest what it is in a repository: the tag's link if it is asked for by tag, its membership and
  /// its bytes.
  package func stamps(
    of digest: Digest, tag: Tag?, in repository: Repository
  ) throws(StoreError) -> FileStamps? {
    guard let base = try base() else { return nil }
    let member = StoreLayout.revisionLink(repository, digest)
    let content = StoreLayout.blob(digest)
    guard let tag else { return FileStamps(member, others: [content], below: base) }
    return FileStamps(StoreLayout.tagLink(repository, tag), others: [member, content], below: base)
  }

  private func base() throws(StoreError) -> FolderHandle? {
    try system { () throws(SystemError) in try files.folderIfPresent("") }
  }
}
