import Basics

/// The files of one layer: a tar archive, packed with gzip or not (image-spec, "Image Layer Filesystem Changeset").
package struct LayerArchive: Sendable {
  /// A member of the archive.
  package struct Entry: Sendable, Equatable {
    /// What a member is, by its type flag.
    package enum Kind: Sendable, Equatable {
      case file
      case folder
      /// A symbolic link.
      case link(to: String)
      /// The same file as another path of the archive or of a layer below.
      case hardLink(to: String)
      /// A device, a pipe or anything else that holds no content.
      case other
    }

    /// The path relative to the root, without `./` in front and `/` behind.
    package let path: String
    package let kind: Kind
    /// The permission bits.
    package let mode: Int
    package let content: ArraySlice<UInt8>
    /// When it was changed, in seconds since 1970.
    package var modified = 0
    package var owner = UserAndGroup.root
  }

  package let entries: [Entry]

  /// Reads a layer as it travels.
  init(unpacking bytes: [UInt8]) throws(LayerError) {
    let tar = Gunzip.recognises(bytes) ? try Gunzip.unpack(bytes) : bytes
    entries = try TarReader.entries(tar)
  }

  /// Bytes of all files: what Docker calls the size of a layer.
  var contentSize: Int { entries.contentSize }
}

extension [LayerArchive.Entry] {
  /// Bytes of all files as a disk counts them: a symbolic link is as long as what it points to.
  var contentSize: Int {
    reduce(0) { size, entry in
      guard case .link(let target) = entry.kind else { return size + entry.content.count }
      return size + target.utf8.count
    }
  }
}

/// Reads the tar archives of layers and images.
enum TarReader {
  static func entries(_ bytes: [UInt8]) throws(LayerError) -> [LayerArchive.Entry] {
    do throws(ArchiveDamage) {
      return try ArchiveContent.members(bytes).map { LayerArchive.Entry($0.member, $0.content) }
    } catch {
      throw .truncated
    }
  }
}

extension LayerArchive.Entry {
  /// A member as a layer means it: below the root, whether or not its path says so.
  fileprivate init(_ member: ArchiveMember, _ content: ArraySlice<UInt8>) {
    let kind: Kind =
      switch member.kind {
      case .file: .file
      case .folder: .folder
      case .link(let target): .link(to: target)
      case .hardLink(let target): .hardLink(to: target)
      case .other: .other
      }
    self.init(
      path: member.path.split(separator: "/").filter { $0 != "." }.joined(separator: "/"), kind: kind,
      mode: member.mode, content: content, modified: member.modified, owner: member.owner)
  }
}
