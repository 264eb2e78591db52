import Basics
import OCI

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Content under the name of its digest: `blobs/sha256/<hex>`, as in an OCI image layout.
struct BlobFolder: Sendable {
  private let path: String

  /// Makes the folder if it is not there.
  init(inside folder: String) throws {
    path = "\(folder)/blobs/sha256"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func file(of digest: Digest) -> String { "\(path)/\(digest.hex)" }

  func contains(_ digest: Digest) -> Bool {
    FileManager.default.fileExists(atPath: file(of: digest))
  }

  func read(_ digest: Digest) throws(SystemError) -> [UInt8] { try FileBytes.read(file(of: digest)) }

  /// Writes bytes whose digest the caller has computed.
  func write(_ bytes: [UInt8], digest: Digest) throws(SystemError) {
    guard !contains(digest) else { return }
    try AtomicFile.write(bytes, to: file(of: digest))
  }

  /// Takes in a file that nobody will change: as a second name of it, or as a copy where that is not possible.
  ///
  /// A new name reaches the disk with the next file that is synced, which is the one that speaks of the blob.
  func adopt(_ file: String, digest: Digest) throws {
    guard !contains(digest) else { return }
    do {
      try FileManager.default.linkItem(atPath: file, toPath: self.file(of: digest))
    } catch {
      try write(FileBytes.read(file), digest: digest)
    }
  }

  /// Removes content; that it was not there is no error.
  func remove(_ digest: Digest) {
    try? FileManager.default.removeItem(atPath: file(of: digest))
  }

  /// Everything that is there.
  func digests() throws -> [Digest] {
    try FileManager.default.contentsOfDirectory(atPath: path)
      .compactMap { try? Digest(parsing: "sha256:\($0)") }
  }
}
