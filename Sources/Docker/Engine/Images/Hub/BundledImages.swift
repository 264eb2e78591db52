import Basics
import OCI

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The images that dojo brings along: an OCI image layout (image-spec, "Image Layout"), read only.
package struct BundledImages: Sendable {
  /// The folder with `index.json` and `blobs`.
  package let folder: String
  /// The manifests by the names they have, in the order of the index.
  package let entries: [Entry]
  /// What machines that start with an image take over of it.
  let prepared = PreparedImages()

  /// A manifest and the name under which `docker pull` finds it.
  package struct Entry: Sendable {
    package let name: Reference
    package let manifest: Descriptor
  }

  /// Reads the index; entries without a full name are passed over.
  package init(folder: String) throws {
    let index: ImageIndex = try JSONValue(
      parsing: Array(Data(contentsOf: URL(filePath: "\(folder)/index.json")))
    ).decoded()
    self.folder = folder
    entries = try index.manifests.compactMap { descriptor in
      guard let name = descriptor.annotations?["io.containerd.image.name"] else { return nil }
      var bare = descriptor
      bare.annotations = nil
      return Entry(name: try Reference(parsing: name).withDefaultTag, manifest: bare)
    }
  }

  /// The names as people type them: `registry:2.7.1`.
  package var names: [String] { entries.map(\.name.familiar) }

  /// The manifest that a name stands for.
  func manifest(of name: Reference) -> Descriptor? {
    entries.first { $0.name == name.withDefaultTag }?.manifest
  }

  /// The file that holds a blob.
  func file(of digest: Digest) -> String { "\(folder)/blobs/\(digest.algorithm.rawValue)/\(digest.hex)" }

  func bytes(of digest: Digest) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: file(of: digest))))
  }
}
