import Basics
import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What one operation has written and made, and must bring to the disk before it goes on.
///
/// Waiting for the disk is most of what a small push costs. So everything that may reach the disk in any order is synced side
/// by side, which the disk does in one go; what must come first is synced before the next step begins.
final class DurableWork {
  private let files: StoreFiles
  private var things: [SyncedThing] = []
  private var made: [String] = []

  init(_ files: StoreFiles) {
    self.files = files
  }

  /// A folder, made if it is not there; those that were made are synced with the rest.
  func makeFolder(_ path: some StringProtocol) throws(SystemError) -> FolderHandle {
    var folder = try files.makeBaseFolder()
    for name in StoreFiles.names(in: path) { folder = try make(name, in: folder) }
    return folder
  }

  /// A folder in another, made if it is not there.
  func make(_ name: String, in parent: FolderHandle) throws(SystemError) -> FolderHandle {
    let path = "\(parent.path)/\(name)"
    do throws(SystemError) {
      let folder = try parent.folder(name)
      // Somebody else has just made it and not yet synced it: whoever is answered first must have.
      if files.unsynced.contains(path) { add(parent) }
      return folder
    } catch  where error.meansNoSuchName {
      files.unsynced.insert(path)
      made.append(path)
      _ = try parent.makeFolder(name)
      add(parent)
      return try parent.folder(name)
    }
  }

  /// Notes that a folder has changed.
  func add(_ folder: FolderHandle) {
    guard !things.contains(where: { $0.path == folder.path }) else { return }
    things.append(
      SyncedThing(descriptor: folder.descriptor, path: folder.path, isFolder: true, owner: folder))
  }

  func add(_ thing: SyncedThing) { things.append(thing) }

  /// Notes that a file has been written.
  func add(_ file: StoredFile) {
    things.append(SyncedThing(descriptor: file.descriptor, path: file.path, isFolder: false, owner: file))
  }

  /// Returns when everything noted has reached the disk.
  func sync() throws(SystemError) {
    defer {
      things = []
      files.unsynced.remove(made)
      made = []
    }
    try files.syncs.sync(things, files.probe)
  }

  deinit { files.unsynced.remove(made) }
}

/// An open file or folder that is to reach the disk.
struct SyncedThing: Sendable {
  let descriptor: Int32
  let path: String
  let isFolder: Bool
  /// Keeps the descriptor open.
  let owner: any AnyObject & Sendable

  func sync() throws(SystemError) {
    // Some file systems cannot sync folders and say EINVAL; there is then nothing more to do.
    guard fsync(descriptor) == 0 || (isFolder && errno == EINVAL) else { throw .last("fsync", path) }
  }
}

/// Syncs several things side by side.
final class SyncQueues: Sendable {
  private static let count = 24
  /// Into how many rows the things of one operation are dealt: waking a thread for each costs more than it saves.
  private static let strands = 4

  private let queues = (0..<count).map { DispatchQueue(label: "dojo.store.sync.\($0)") }
  private let turn = Atomic<Int>(0)

  /// Returns when all have reached the disk.
  ///
  /// - Throws: what one of those that failed says. With a probe they are synced one after the other, each asked for.
  func sync(_ things: [SyncedThing], _ probe: DiskProbe?) throws(SystemError) {
    guard !things.isEmpty else { return }
    if let probe {
      for thing in things where try probe.admits(.sync, thing.path) {
        try thing.sync()
      }
      return
    }
    let failure = Failure()
    let group = DispatchGroup()
    let strands = min(Self.strands, things.count)
    for strand in 1..<strands {
      let queue = queues[turn.wrappingAdd(1, ordering: .relaxed).oldValue % Self.count]
      queue.async(group: group) { Self.sync(things, every: strands, from: strand, failure) }
    }
    Self.sync(things, every: strands, from: 0, failure)
    group.wait()
    if let error = failure.first { throw error }
  }

  private static func sync(_ things: [SyncedThing], every step: Int, from start: Int, _ failure: Failure) {
    for index in stride(from: start, to: things.count, by: step) {
      failure.note { () throws(SystemError) in try things[index].sync() }
    }
  }

  private final class Failure: Sendable {
    private let kept = Mutex<SystemError?>(nil)

    var first: SystemError? { kept.withLock { $0 } }

    func note(_ body: () throws(SystemError) -> Void) {
      do throws(SystemError) { try body() } catch { kept.withLock { $0 = $0 ?? error } }
    }
  }
}

/// Folders that were made and have not yet been synced, by this process.
///
/// Each push asks for a dozen of them, so they are kept in several parts: threads that ask at once seldom meet.
final class UnsyncedFolders: Sendable {
  private final class Part: Sendable {
    let paths = Mutex<[String: Int]>([:])
  }

  private let parts = (0..<32).map { _ in Part() }

  func contains(_ path: String) -> Bool { part(of: path).paths.withLock { $0[path] != nil } }

  func insert(_ path: String) { part(of: path).paths.withLock { $0[path, default: 0] += 1 } }

  func remove(_ made: [String]) {
    for path in made {
      part(of: path).paths.withLock { paths in
        let count = (paths[path] ?? 1) - 1
        paths[path] = count > 0 ? count : nil
      }
    }
  }

  private func part(of path: String) -> Part {
    parts[Int(truncatingIfNeeded: UInt(bitPattern: path.hashValue) % UInt(parts.count))]
  }
}

/// A file that has its bytes but not yet its name; it is removed if it never gets it.
final class NamelessFile {
  let folder: FolderHandle
  private let file: StoredFile
  private let name: String
  private let temporary: String
  private var isNamed = false

  /// Writes the file beside the place where it will stand, and notes it to be synced.
  init(_ bytes: [UInt8], for name: String, in folder: FolderHandle, _ work: DurableWork) throws(SystemError) {
    self.folder = folder
    self.name = name
    temporary = "\(name).\(UInt64.random(in: 0 ... .max)).tmp"
    file = try folder.openForWriting(temporary, isNew: true)
    do throws(SystemError) {
      try StoreFiles.write(bytes, to: file)
    } catch {
      _ = try? folder.removeFile(temporary)
      throw error
    }
    work.add(file)
  }

  /// Gives it its name, in place of whatever had it; its folder is noted to be synced.
  func takeName(_ work: DurableWork) throws(SystemError) {
    try folder.rename(temporary, to: folder, as: name)
    isNamed = true
    work.add(folder)
  }

  deinit { if !isNamed { _ = try? folder.removeFile(temporary) } }
}
