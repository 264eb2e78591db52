import Basics
import OCI
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An upload session: a file that grows, and the digest of what is in it so far.
///
/// The file outlives the process; a session that is opened again reads it once to know its digest.
package final class Upload: Sendable {
  package let id: UploadID
  package let repository: Repository
  private let folder: String
  private let state: Mutex<Progress>

  private struct Progress: ~Copyable {
    let descriptor: Int32
    var size = 0
    var sha256 = Digester(.sha256)

    deinit { _ = close(descriptor) }
  }

  init(id: UploadID, repository: Repository, folder: String) throws(StoreError) {
    self.id = id
    self.repository = repository
    self.folder = folder
    let path = "\(folder)/data"
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw .system(.last("open", path)) }
    var progress = Progress(descriptor: descriptor)
    var buffer = [UInt8](repeating: 0, count: 65536)
    var count = unsafe read(descriptor, &buffer, buffer.count)
    while count > 0 {
      progress.sha256.update(buffer.prefix(count))
      progress.size += count
      count = unsafe read(descriptor, &buffer, buffer.count)
    }
    guard count == 0 else { throw .system(.last("read", path)) }
    state = Mutex(progress)
  }

  /// Bytes received so far.
  package var size: Int { state.withLock { $0.size } }

  /// Adds bytes at the end.
  package func append(_ bytes: [UInt8]) throws(StoreError) {
    try state.withLock { progress throws(StoreError) in
      do throws(SystemError) {
        try AtomicFile.writeAll(bytes, to: progress.descriptor, path: "\(folder)/data")
      } catch {
        _ = ftruncate(progress.descriptor, off_t(progress.size))
        _ = lseek(progress.descriptor, off_t(progress.size), SEEK_SET)
        throw .system(error)
      }
      progress.sha256.update(bytes)
      progress.size += bytes.count
    }
  }

  /// Makes the content durable and tells its digest.
  func seal(_ algorithm: Digest.Algorithm) throws(StoreError) -> Digest {
    try state.withLock { progress throws(StoreError) in
      guard fsync(progress.descriptor) == 0 else { throw .system(.last("fsync", "\(folder)/data")) }
      guard algorithm != .sha256 else { return progress.sha256.digest() }
      var digester = Digester(algorithm)
      var buffer = [UInt8](repeating: 0, count: 65536)
      var offset = 0
      while offset < progress.size {
        let count = unsafe pread(progress.descriptor, &buffer, buffer.count, off_t(offset))
        guard count > 0 else { throw .system(.last("read", "\(folder)/data")) }
        digester.update(buffer.prefix(count))
        offset += count
      }
      return digester.digest()
    }
  }
}

extension ContentStore {
  /// Begins an upload; `startedAt` is an RFC 3339 UTC time, kept beside the data as distribution keeps it.
  package func beginUpload(in repository: Repository, startedAt: String) throws(StoreError) -> Upload {
    let id = UploadID()
    let folder = layout.upload(repository, id)
    do throws(SystemError) {
      try FileSystem.makeFolder(folder)
      try AtomicFile.write(startedAt.utf8, to: "\(folder)/startedat")
    } catch {
      throw .system(error)
    }
    return try Upload(id: id, repository: repository, folder: folder)
  }

  /// Opens an upload that was begun earlier, perhaps by another process.
  package func resumeUpload(_ id: UploadID, in repository: Repository) throws(StoreError) -> Upload {
    let folder = layout.upload(repository, id)
    guard Folders.isRealFolder(folder) else { throw .unknownUpload(id) }
    return try Upload(id: id, repository: repository, folder: folder)
  }

  /// Turns a finished upload into content of its repository.
  ///
  /// - Throws: `StoreError.wrongDigest` when the bytes are others; the upload is then gone, as the bytes are of no use.
  package func commit(_ upload: Upload, as digest: Digest) throws(StoreError) {
    let found = try upload.seal(digest.algorithm)
    guard found == digest else {
      cancel(upload)
      throw .wrongDigest(expected: digest, found: found)
    }
    do throws(SystemError) {
      if size(of: digest) != upload.size {
        let folder = layout.blobFolder(digest)
        try FileSystem.makeFolder(folder)
        try FileSystem.rename("\(layout.upload(upload.repository, upload.id))/data", to: "\(folder)/data")
        try AtomicFile.syncFolder(of: folder)
      }
      try addBlob(digest, to: upload.repository)
    } catch {
      throw .system(error)
    }
    cancel(upload)
  }

  /// Throws an upload away.
  package func cancel(_ upload: Upload) {
    Folders.remove(layout.upload(upload.repository, upload.id))
  }
}
