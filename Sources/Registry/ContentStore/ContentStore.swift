import Basics
import OCI

/// Content-addressed blobs on disk, and the repositories that own, name and list them.
///
/// Everything appears under its final name whole and synced, or not at all; a link that cannot be read counts as absent,
/// but a disk that cannot be read does not: that is an error. The calls block: use them from a task that may, or from a
/// thread. Any number of stores, in any number of processes, may work on one folder at once.
package struct ContentStore: Sendable {
  let files: StoreFiles
  /// Told what is wrong on the disk.
  let notice: @Sendable (StoreNotice) -> Void

  /// Opens the store in a folder, which is made with the first content.
  package init(
    root: String, probe: DiskProbe? = nil, notice: @escaping @Sendable (StoreNotice) -> Void = { _ in }
  ) {
    files = StoreFiles(root: root, probe: probe)
    self.notice = notice
  }

  /// The folder the store lies in.
  package var root: String { files.root }

  /// Whether content is here, in whichever repository.
  package func has(_ digest: Digest) throws(StoreError) -> Bool { try size(of: digest) != nil }

  /// The file that holds content, whether it exists or not.
  package func path(of digest: Digest) -> String {
    "\(root)/\(StoreFiles.base.joined(separator: "/"))/\(StoreLayout.blob(digest))"
  }

  /// Length of content in bytes; `nil` if it is not here.
  package func size(of digest: Digest) throws(StoreError) -> Int? {
    try system { () throws(SystemError) in try files.size(of: StoreLayout.blob(digest)) }
  }

  /// Opens content for reading, unchecked: what is sent must be checked by who receives it.
  ///
  /// - Throws: `StoreError.missing`, `.system`.
  package func open(_ digest: Digest) throws(StoreError) -> StoredFile {
    let file = try system { () throws(SystemError) in try files.open(StoreLayout.blob(digest)) }
    guard let file else { throw .missing(digest) }
    return file
  }

  /// Reads content whole and checks its digest.
  ///
  /// - Throws: `StoreError.missing`, `.damaged` when the bytes no longer match, `.system`.
  package func read(_ digest: Digest, limit: Int = 64 * 1024 * 1024) throws(StoreError) -> [UInt8] {
    let file = try open(digest)
    let bytes = try system { () throws(SystemError) in try file.readAll(limit: limit) }
    guard Digest.of(bytes, digest.algorithm) == digest else {
      notice(.damagedContent(digest))
      throw .damaged(digest)
    }
    return bytes
  }

  /// Stores content; if it is already here and sound nothing is written, but it counts as new again.
  @discardableResult
  package func write(
    _ bytes: [UInt8], _ algorithm: Digest.Algorithm = .sha256
  ) throws(StoreError) -> Digest {
    let digest = Digest.of(bytes, algorithm)
    try system { () throws(SystemError) in
      try inContentFolder(of: digest) { folder throws(SystemError) in
        if let status = try folder.statusIfPresent(of: "data"), status.kind == .file,
          status.size == bytes.count,
          try folder.open("data").readAll(limit: bytes.count) == bytes
        {
          return try folder.touch()
        }
        try StoreFiles.write(bytes, as: "data", in: folder)
      }
    }
    return digest
  }

  /// Removes content, whoever links it.
  package func remove(_ digest: Digest) throws(StoreError) {
    try system { () throws(SystemError) in
      guard let stripe = try files.folderIfPresent(StoreLayout.stripe(digest)) else { return }
      try stripe.locked(alone: true) { () throws(SystemError) in _ = try stripe.removeAll(digest.hex) }
      try stripe.sync()
    }
  }

  /// Every blob in the store, in no order.
  package func blobs() throws(StoreError) -> [Digest] {
    try system { () throws(SystemError) in
      var found: [Digest] = []
      for algorithm in try files.names(in: StoreLayout.blobs) {
        for stripe in try files.names(in: "\(StoreLayout.blobs)/\(algorithm)") {
          found += try files.names(in: "\(StoreLayout.blobs)/\(algorithm)/\(stripe)").compactMap { hex in
            try? Digest(parsing: "\(algorithm):\(hex)")
          }
        }
      }
      return found
    }
  }

  /// Makes the folder of content and works in it while nobody may collect what is there.
  func inContentFolder(
    of digest: Digest, _ body: (FolderHandle) throws(SystemError) -> Void
  ) throws(SystemError) {
    let stripe = try files.makeFolder(StoreLayout.stripe(digest))
    try stripe.locked(alone: false) { () throws(SystemError) in
      try body(StoreFiles.make(digest.hex, in: stripe))
    }
  }

  /// Runs file operations; their error is told to whoever looks after the store, and thrown as the store's.
  func system<Value>(
    _ body: () throws(SystemError) -> Value
  ) throws(StoreError) -> Value {
    do throws(SystemError) {
      return try body()
    } catch {
      notice(.failure(error))
      throw .system(error)
    }
  }
}
