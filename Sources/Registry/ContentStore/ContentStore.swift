import Basics
import OCI

/// Content-addressed blobs on disk, and the repositories that own, name and list them.
///
/// Everything appears under its final name whole and synced, or not at all; a link that cannot be read counts as absent,
/// but a disk that cannot be read does not: that is an error. The calls block: use them from a task that may, or from a
/// thread. Any number of stores, in any number of processes, may work on one folder at once.
package struct ContentStore: Sendable {
  let files: StoreFiles
  let known = KnownFolders()
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
  package func path(of digest: Digest) -> String { fullPath(StoreLayout.blob(digest)) }

  /// The path of something that lies in the store.
  func fullPath(_ path: String) -> String { "\(root)/docker/registry/v2/\(path)" }

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
    let work = DurableWork(files)
    try inContentFolder(of: digest, work) { folder throws(StoreError) in
      let file = try prepare(bytes, in: folder, work)
      try system { () throws(SystemError) in
        try work.sync()
        try file?.takeName(work)
        try work.sync()
      }
    }
    return digest
  }

  /// Writes content that is yet to get its name; `nil` if it is here and sound, and then it counts as new again.
  func prepare(
    _ bytes: [UInt8], in folder: FolderHandle, _ work: DurableWork
  ) throws(StoreError) -> NamelessFile? {
    try system { () throws(SystemError) in
      if let status = try folder.statusIfPresent(of: "data"), status.kind == .file,
        status.size == bytes.count,
        try folder.open("data").readAll(limit: bytes.count) == bytes
      {
        try folder.touch()
        return nil
      }
      return try NamelessFile(bytes, for: "data", in: folder, work)
    }
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
    of digest: Digest, _ work: DurableWork, _ body: (FolderHandle) throws(StoreError) -> Void
  ) throws(StoreError) {
    let stripe = try system { () throws(SystemError) in try work.makeFolder(StoreLayout.stripe(digest)) }
    try stripe.locked(alone: false) { () throws(StoreError) in
      try body(system { () throws(SystemError) in try work.make(digest.hex, in: stripe) })
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
