import Basics
import DockerCLI
import Practice

/// The submission's files, and before them those that a recorded command carries.
struct CarriedFiles: CommandFiles {
  let room: RoomFiles
  let places: [CarriedPlace]
  /// The folder in which the learner called the command.
  let origin: String
  /// The folder in which it is called now.
  let folder: String

  /// What the command carries of a path, as it is called now or was called by the learner.
  private func place(_ path: String) -> CarriedPlace? {
    let isInside = path == folder || path.hasPrefix(folder + "/")
    let original = isInside ? origin + path.dropFirst(folder.count) : path
    return places.last { $0.path == original || $0.path + "/" == original }
  }

  func read(_ path: String) throws(SystemError) -> [UInt8] {
    guard let place = place(path), place.isFile, let bytes = place.contents.first?.bytes else {
      return try room.read(path)
    }
    return bytes
  }

  func kind(of path: String) -> FileKind? {
    place(path).map { $0.isFile ? .file : .folder } ?? room.kind(of: path)
  }

  func pack(_ path: String, as name: String, to sink: ([UInt8]) async throws -> Void) async throws {
    guard let place = place(path) else { return try await room.pack(path, as: name, to: sink) }
    var folders: Set<String> = []
    if !place.isFile { try await sink(ArchiveMember(path: name, kind: .folder, modified: 0).header) }
    for (file, bytes) in place.contents {
      var above = name
      for part in file.path.split(separator: "/").dropLast() {
        above += "/\(part)"
        guard folders.insert(above).inserted else { continue }
        try await sink(ArchiveMember(path: above, kind: .folder, modified: 0).header)
      }
      let whole = file.path.isEmpty ? name : "\(name)/\(file.path)"
      try await sink(ArchiveMember.file(whole, bytes, mode: file.mode))
    }
  }

  func write(_ bytes: [UInt8], to path: String) throws(SystemError) { try room.write(bytes, to: path) }

  func unpack(
    _ members: [(member: ArchiveMember, content: ArraySlice<UInt8>)], into path: String
  ) throws(SystemError) {
    try room.unpack(members, into: path)
  }

  /// Puts everything where containers will mount it, in the place of what is there.
  func share(in folders: RoomFolders) throws {
    for place in places {
      let isInside = place.path == origin || place.path.hasPrefix(origin + "/")
      let now = isInside ? folder + place.path.dropFirst(origin.count) : place.path
      for target in Set([place.path, now]).map(folders.place(of:)) {
        if !place.isFile { try Folders.create(target) }
        for (file, bytes) in place.contents {
          let path = file.path.isEmpty ? target : "\(target)/\(file.path)"
          try Folders.create(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
          try AtomicFile.write(bytes, to: path, mode: UInt32(file.mode & 0o777))
        }
      }
    }
  }
}
