import Basics
import OCI
import Synchronization

/// An upload session: a file that grows, and the digest of what is in it so far.
///
/// The file outlives the process. One request at a time owns the session: a later one takes it over, so that a client
/// whose connection broke need not wait until the registry notices.
package final class Upload: Sendable {
  package let id: UploadID
  package let repository: Repository
  let folder: FolderHandle
  private let state: Mutex<Progress>

  /// The right to add to an upload, until the next one asks for it.
  package struct Claim: Sendable {
    fileprivate let number: Int
  }

  private struct Progress: ~Copyable {
    let file: StoredFile
    var size: Int
    /// Bytes that the disk has been told to write.
    var handedOver = 0
    /// The digest of what came so far; `nil` for bytes of an earlier life, which are read when it is needed.
    var digester: Digester?
    var claim = 0
    /// Whether the file may hold what nobody meant to write.
    var failure: SystemError?
    var isOver = false
  }

  init(
    id: UploadID, repository: Repository, folder: FolderHandle, file: StoredFile,
    algorithm: Digest.Algorithm
  ) {
    self.id = id
    self.repository = repository
    self.folder = folder
    let size = file.size
    state = Mutex(
      Progress(file: file, size: size, digester: size == 0 ? Digester(algorithm) : nil))
  }

  /// Bytes received so far.
  package var size: Int { state.withLock { $0.size } }

  /// Takes the session over from whoever had it.
  package func claim() -> Claim {
    state.withLock { progress in
      progress.claim += 1
      return Claim(number: progress.claim)
    }
  }

  /// Adds bytes at the end.
  ///
  /// - Throws: `StoreError.superseded` when another request has the session, `.unknownUpload` when it is over.
  package func append(_ bytes: [UInt8], by claim: Claim) throws(StoreError) {
    var failure: StoreError?
    unsafe bytes.withUnsafeBytes { buffer in
      do throws(StoreError) { try unsafe append(buffer, by: claim) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Adds bytes at the end, as above.
  package func append(_ bytes: UnsafeRawBufferPointer, by claim: Claim) throws(StoreError) {
    // As a number, since the compiler cannot see that the lock keeps nothing of what a closure brings in.
    let (address, count) = (Int(bitPattern: bytes.baseAddress), bytes.count)
    try state.withLock { progress throws(StoreError) in
      try check(progress, claim)
      let bytes = unsafe UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count)
      do throws(SystemError) {
        try unsafe progress.file.write(bytes)
      } catch {
        do throws(SystemError) { try progress.file.rewind(to: progress.size) } catch {
          progress.failure = error
        }
        throw .system(error)
      }
      unsafe progress.digester?.update(bytes)
      progress.size += count
      if progress.size - progress.handedOver >= Self.stride {
        progress.file.beginSync(of: progress.handedOver..<progress.size)
        progress.handedOver = progress.size
      }
    }
  }

  /// Bytes after which the disk is told to begin writing, so that little is left to wait for at the end.
  private static let stride = 8 * 1024 * 1024

  private func check(_ progress: borrowing Progress, _ claim: Claim) throws(StoreError) {
    guard !progress.isOver else { throw .unknownUpload(id) }
    guard progress.claim == claim.number else { throw .superseded(id) }
    if let failure = progress.failure { throw .system(failure) }
  }

  /// Tells the content's digest; nothing can be added any more, unless the session is opened again.
  func seal(_ algorithm: Digest.Algorithm, by claim: Claim) throws(StoreError) -> Digest {
    try state.withLock { progress throws(StoreError) in
      try check(progress, claim)
      let found = try Self.digest(of: &progress, algorithm)
      progress.isOver = true
      return found
    }
  }

  /// The file as something to sync; the session keeps it open.
  var syncedFile: SyncedThing {
    state.withLock {
      SyncedThing(descriptor: $0.file.descriptor, path: $0.file.path, isFolder: false, owner: $0.file)
    }
  }

  /// Lets a sealed session go on after a failure.
  func reopen(after error: StoreError, isFileSuspect: Bool) {
    state.withLock { progress in
      // Bytes that the disk would not take once may be lost, whatever it says the next time.
      if isFileSuspect, case .system(let failure) = error { progress.failure = failure }
      progress.isOver = false
    }
  }

  private static func digest(
    of progress: inout Progress, _ algorithm: Digest.Algorithm
  ) throws(StoreError) -> Digest {
    if let digester = progress.digester.take(), digester.algorithm == algorithm { return digester.digest() }
    var digester = Digester(algorithm)
    do throws(SystemError) {
      try progress.file.readPieces { digester.update($0) }
    } catch {
      throw .system(error)
    }
    return digester.digest()
  }

  /// Ends the session for whoever still has it.
  func end() { state.withLock { $0.isOver = true } }
}

extension ContentStore {
  /// Begins an upload; `startedAt` is an RFC 3339 UTC time, kept beside the data as distribution keeps it.
  ///
  /// Content whose digest will be of another algorithm is read once more at the end.
  package func beginUpload(
    in repository: Repository, startedAt: String, algorithm: Digest.Algorithm = .sha256
  ) throws(StoreError) -> Upload {
    let id = UploadID()
    return try system { () throws(SystemError) in
      let work = DurableWork(files)
      let repositoryFolder = try work.makeFolder(StoreLayout.repository(repository))
      try work.sync()
      // The session itself need not survive a power cut: nobody relies on it.
      let folder = try work.make(id.description, in: work.make("_uploads", in: repositoryFolder))
      try StoreFiles.writeLightly(Array(startedAt.utf8), as: "startedat", in: folder)
      let file = try folder.openForWriting("data", isNew: true)
      return Upload(id: id, repository: repository, folder: folder, file: file, algorithm: algorithm)
    }
  }

  /// Opens an upload that was begun earlier, perhaps by another process.
  package func resumeUpload(_ id: UploadID, in repository: Repository) throws(StoreError) -> Upload {
    let upload = try system { () throws(SystemError) -> Upload? in
      guard let folder = try files.folderIfPresent(StoreLayout.upload(repository, id)) else { return nil }
      let isNew = try folder.statusIfPresent(of: "data") == nil
      let file = try folder.openForWriting("data", isNew: isNew)
      try file.rewind(to: file.size)
      return Upload(id: id, repository: repository, folder: folder, file: file, algorithm: .sha256)
    }
    guard let upload else { throw .unknownUpload(id) }
    return upload
  }

  /// Turns a finished upload into content of its repository.
  ///
  /// - Throws: `StoreError.wrongDigest` when the bytes are others; the upload is then gone, as the bytes are of no use.
  package func commit(_ upload: Upload, as digest: Digest, by claim: Upload.Claim) throws(StoreError) {
    let work = DurableWork(files)
    let found = try upload.seal(digest.algorithm, by: claim)
    guard found == digest else {
      try cancel(upload)
      throw .wrongDigest(expected: digest, found: found)
    }
    let link = try syncFile(of: upload, linkedAs: digest, work)
    try inContentFolder(of: digest, work) { folder throws(StoreError) in
      // A purge, perhaps by another process, may have taken a session that lay still for long.
      guard try isThere(upload) else { throw .unknownUpload(upload.id) }
      try system { () throws(SystemError) in
        try upload.folder.rename("data", to: folder, as: "data")
        work.add(folder)
        // A link that stands before its content does names nothing, and nobody has been told of it.
        try link?.takeName(work)
        try work.sync()
      }
    }
    // What is left of the session holds nothing anybody needs; a purge takes what cannot be removed now.
    try? cancel(upload)
  }

  /// Brings an upload's bytes to the disk, and the link that will name them.
  private func syncFile(
    of upload: Upload, linkedAs digest: Digest, _ work: DurableWork
  ) throws(StoreError) -> NamelessFile? {
    var isFileSuspect = false
    do throws(StoreError) {
      let link = try prepareLink(digest, at: StoreLayout.layerLink(upload.repository, digest), work)
      work.add(upload.syncedFile)
      isFileSuspect = true
      try system { () throws(SystemError) in try work.sync() }
      return link
    } catch {
      upload.reopen(after: error, isFileSuspect: isFileSuspect)
      throw error
    }
  }

  private func isThere(_ upload: Upload) throws(StoreError) -> Bool {
    try system { () throws(SystemError) in try upload.folder.statusIfPresent(of: "data") != nil }
  }

  /// Throws an upload away.
  package func cancel(_ upload: Upload) throws(StoreError) {
    upload.end()
    try system { () throws(SystemError) in
      let uploads = try files.folderIfPresent(StoreLayout.uploads(upload.repository))
      try uploads?.removeAll(upload.id.description)
    }
  }
}
