import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A process of a room, as this computer sees it (proc(5)).
package struct RoomProcess: Sendable, Hashable {
  package let process: Int32
  package let parent: Int32
  /// Who it runs as, in its own eyes.
  package let user: UInt32
  /// Seconds of processor time, in programs and in the kernel on their behalf.
  package let userSeconds: Double
  package let kernelSeconds: Double
  package let threads: Int
  /// Seconds since this computer was started.
  package let started: Double
  /// Bytes of memory that are its own or shared now.
  package let memory: Int
  /// Its command line, or its name in brackets.
  package let command: String
  package let hasTerminal: Bool

  /// Seconds of processor time.
  package var processorSeconds: Double { userSeconds + kernelSeconds }

  /// This process itself.
  package static var own: RoomProcess? { RoomProcess(getpid()) }

  /// All processes of the room that this is the first process of, lowest number first.
  package static func all(inRoomOf first: Int32) -> [RoomProcess] {
    guard let space = link("/proc/\(first)/ns/pid") else { return [] }
    return Folders.names(in: "/proc").compactMap { Int32($0) }.sorted()
      .filter { link("/proc/\($0)/ns/pid") == space }.compactMap(RoomProcess.init)
  }

  private init?(_ process: Int32) {
    guard let bytes = try? FileBytes.read("/proc/\(process)/stat") else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: close)...].split(separator: " ")
    guard fields.count > 21, let parent = Int32(fields[1]), let userTime = Double(fields[11]),
      let systemTime = Double(fields[12]), let start = Double(fields[19]), let pages = Int(fields[21])
    else { return nil }
    let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
    self.process = process
    self.parent = parent
    userSeconds = userTime / ticks
    kernelSeconds = systemTime / ticks
    threads = Int(fields[17]) ?? 1
    started = start / ticks
    memory = pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    hasTerminal = fields[4] != "0"
    user = Self.user(process)
    let words = (try? FileBytes.read("/proc/\(process)/cmdline")) ?? []
    let line = words.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    command = line.isEmpty ? "[\(text[text.index(after: open)..<close])]" : line
  }

  /// The one user that its user namespace knows.
  private static func user(_ process: Int32) -> UInt32 {
    let map = (try? FileBytes.read("/proc/\(process)/uid_map")) ?? []
    return String(decoding: map, as: UTF8.self).split(whereSeparator: \.isWhitespace).first
      .flatMap { UInt32($0) } ?? 0
  }

  static func link(_ path: String) -> String? {
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
