import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a process of a room takes, found out without anything that the process could hold up: reading its command line,
/// say, waits for a lock that a process has while it starts another.
package struct RoomWeight: Sendable, Hashable {
  package let process: Int32
  package let threads: Int
  /// Bytes of memory that are its own or shared now.
  package let memory: Int

  /// The processes of all rooms that these are the first processes of.
  package static func all(inRoomsOf first: [Int32]) -> [RoomWeight] {
    let spaces = Set(first.compactMap { RoomProcess.link("/proc/\($0)/ns/pid") })
    return Folders.names(in: "/proc").compactMap { Int32($0) }
      .filter { RoomProcess.link("/proc/\($0)/ns/pid").map(spaces.contains) ?? false }
      .compactMap(RoomWeight.init)
  }

  private init?(_ process: Int32) {
    guard let bytes = try? FileBytes.head("/proc/\(process)/stat", count: 1024),
      let close = bytes.lastIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let fields = bytes[(close + 1)...].split(separator: UInt8(ascii: " "))
      .map { Int(String(decoding: $0, as: UTF8.self)) }
    guard fields.count > 21, let threads = fields[17], let pages = fields[21] else { return nil }
    self.process = process
    self.threads = threads
    memory = pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
