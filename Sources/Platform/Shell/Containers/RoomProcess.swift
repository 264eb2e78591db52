import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A process of a room, as this computer sees it (proc(5)).
@dynamicMemberLookup package struct RoomProcess: Sendable, Hashable {
  private let status: ProcessStatus
  /// Who it runs as, in its own eyes.
  package let user: UInt32
  /// Its command line, or its name in brackets.
  package let command: String

  package subscript<Value>(dynamicMember member: KeyPath<ProcessStatus, Value>) -> Value {
    status[keyPath: member]
  }

  /// Seconds of processor time.
  package var processorSeconds: Double { status.userSeconds + status.kernelSeconds }

  /// This process itself.
  package static var own: RoomProcess? { RoomProcess(getpid()) }

  /// All processes of the room that this is the first process of, lowest number first.
  package static func all(inRoomOf first: Int32) -> [RoomProcess] {
    numbers(inRoomsOf: [first]).sorted().compactMap(RoomProcess.init)
  }

  /// How the processes of all rooms stand that these are the first processes of.
  package static func statuses(inRoomsOf first: [Int32]) -> [ProcessStatus] {
    numbers(inRoomsOf: first).compactMap(ProcessStatus.init)
  }

  private static func numbers(inRoomsOf first: [Int32]) -> [Int32] {
    let spaces = Set(first.compactMap { link("/proc/\($0)/ns/pid") })
    return Folders.names(in: "/proc").compactMap { Int32($0) }
      .filter { link("/proc/\($0)/ns/pid").map(spaces.contains) ?? false }
  }

  private init?(_ process: Int32) {
    guard let status = ProcessStatus(process) else { return nil }
    self.status = status
    user = Self.user(process)
    let words = (try? FileBytes.read("/proc/\(process)/cmdline")) ?? []
    let line = words.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    command = line.isEmpty ? "[\(status.name)]" : line
  }

  /// The number by which its user namespace knows its user.
  private static func user(_ process: Int32) -> UInt32 {
    let status = String(decoding: (try? FileBytes.read("/proc/\(process)/status")) ?? [], as: UTF8.self)
    let line = status.split(separator: "\n").first { $0.hasPrefix("Uid:") }
    // The real one, and then the one whose rights it has.
    guard let outside = line?.split(whereSeparator: \.isWhitespace).dropFirst(2).first.flatMap({ UInt32($0) })
    else { return 0 }
    return UserMap.Run.all(in: "/proc/\(process)/uid_map").lazy.compactMap { $0.inside(of: outside) }.first
      ?? 0
  }

  private static func link(_ path: String) -> String? {
    var count = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 64) { buffer, length in
      unsafe buffer.withMemoryRebound(to: CChar.self) { buffer in
        count = unsafe buffer.baseAddress.map { unsafe readlink(path, $0, 64) } ?? -1
        length = max(0, count)
      }
    }
    return count > 0 ? String(decoding: bytes, as: UTF8.self) : nil
  }

  /// Seconds since this computer was started.
  package static var uptime: Double {
    let bytes = (try? FileBytes.read("/proc/uptime")) ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: " ").first.flatMap { Double($0) } ?? 0
  }
}
