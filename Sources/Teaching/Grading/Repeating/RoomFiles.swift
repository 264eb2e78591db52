import Basics
import Checks
import DockerCLI
import Engine
import Practice
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The submission's files as the grader reads them, so that no link leads it anywhere else.
struct RoomFiles: Sendable {
  let room: Room

  /// The path below the room's files of a path as it is called inside; `nil` for what is not the submission's.
  private func inner(_ path: String) -> String? {
    let full =
      path.hasPrefix("~/")
      ? room.home + path.dropFirst() : path.hasPrefix("/") ? path : "\(room.home)/\(path)"
    if room.tools == nil {
      return full.hasPrefix(room.files + "/") ? String(full.dropFirst(room.files.count + 1)) : nil
    }
    if full == room.home || full.hasPrefix(room.home + "/") {
      return "home" + full.dropFirst(room.home.count)
    }
    return full == "/tmp" || full.hasPrefix("/tmp/") ? String(full.dropFirst()) : nil
  }

  fileprivate func entry(at path: String) throws(SystemError) -> ConfinedFolder.Entry {
    guard let inner = inner(path) else { return .missing }
    return try ConfinedFolder(room.files).look(at: inner)
  }
}

extension RoomFiles: CommandFiles {
  func read(_ path: String) throws(SystemError) -> [UInt8] {
    switch try entry(at: path) {
    case .file(let bytes): return bytes
    case .folder: throw SystemError(operation: "read", subject: path, code: EISDIR)
    case .missing, .other: throw SystemError(operation: "open", subject: path, code: ENOENT)
    }
  }

  func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
    guard let inner = inner(path) else { throw SystemError(operation: "open", subject: path, code: EACCES) }
    try ConfinedFolder(room.files).write(bytes, to: inner)
  }

  func kind(of path: String) -> FileKind? {
    switch try? entry(at: path) {
    case .file?: .file
    case .folder?: .folder
    case .missing?, .other?, nil: nil
    }
  }

  /// Packs a single file; a submission's folders are not read on its behalf.
  func pack(_ path: String, as name: String, to sink: ([UInt8]) async throws -> Void) async throws {
    let bytes = try read(path)
    try await sink(ArchiveMember.file(name, bytes))
  }

  func unpack(
    _ members: [(member: ArchiveMember, content: ArraySlice<UInt8>)], into path: String
  ) throws(SystemError) {
    for (member, content) in members {
      guard member.kind == .file else {
        throw SystemError(operation: "unpack", subject: "\(path)/\(member.path)", code: ENOTSUP)
      }
      try write(Array(content), to: "\(path)/\(member.path)")
    }
  }
}

extension RoomFiles: LearnerFiles {
  func look(at path: String) throws -> FileObservation {
    switch try entry(at: path) {
    case .file(let bytes): .text(String(decoding: bytes, as: UTF8.self))
    case .folder: .folder
    case .missing, .other: .missing
    }
  }
}

/// What containers are given of the submission's files: a copy, made when the container is.
///
/// A machine works with paths, and a path into the submission's own folder could become a link at any moment.
struct RoomFolders: HostFolders {
  let room: Room
  let files: RoomFiles

  /// The most that is copied for one mount, in bytes and in files.
  private static let limit = (bytes: 32 << 20, files: 5_000, depth: 32)

  init(room: Room) {
    self.room = room
    files = RoomFiles(room: room)
  }

  func place(of path: String) -> String {
    let name = path.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        String(UnicodeScalar(byte))
      default: "_" + String(byte, radix: 16)
      }
    }
    return "\(room.binds)/\(String(name.joined().prefix(200)))"
  }

  func bring(_ path: String) throws(SystemError) -> Bool {
    let place = place(of: path)
    if Folders.exists(place) { return true }
    var left = Self.limit
    return try copy(path, to: place, &left)
  }

  /// What the grader's computer has is not told: an error message would say it to the submission.
  func kind(ofDevice path: String) -> ArchiveMember.Kind? { nil }

  private func copy(
    _ path: String, to place: String, _ left: inout (bytes: Int, files: Int, depth: Int)
  ) throws(SystemError) -> Bool {
    left.files -= 1
    guard left.files > 0, left.bytes > 0, left.depth > 0 else {
      throw SystemError(operation: "copy", subject: path, code: EFBIG)
    }
    switch try files.entry(at: path) {
    case .missing, .other: return false
    case .file(let bytes):
      left.bytes -= bytes.count
      try AtomicFile.write(bytes, to: place)
    case .folder(let names):
      try Folders.create(place)
      left.depth -= 1
      defer { left.depth += 1 }
      for name in names { _ = try copy("\(path)/\(name)", to: "\(place)/\(name)", &left) }
    }
    return true
  }
}
