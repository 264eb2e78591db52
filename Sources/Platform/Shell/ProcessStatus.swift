import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the kernel says of a process in one line (proc(5), `/proc/PID/stat`).
///
/// Nothing that the process does can hold up who reads it: its command line, say, waits for a lock that a process has
/// while it starts another.
package struct ProcessStatus: Sendable, Hashable {
  package let process: Int32
  /// The name of its program, cut to fifteen bytes.
  package let name: String
  package let parent: Int32
  package let hasTerminal: Bool
  /// Whether it runs, or would if it had a processor.
  package let isRunnable: Bool
  /// Seconds of processor time in its programs.
  package let userSeconds: Double
  /// Seconds of processor time in the kernel on its behalf.
  package let kernelSeconds: Double
  package let threads: Int
  /// Seconds from the start of this computer to its own.
  package let started: Double
  /// Bytes of memory that are its own or shared now.
  package let memory: Int

  /// The status of a process; `nil` when it is gone, or where there is no `/proc`.
  package init?(_ process: Int32) {
    guard let line = try? FileBytes.head("/proc/\(process)/stat", count: 1024),
      let open = line.firstIndex(of: UInt8(ascii: "(")),
      // The name may hold anything, so the fields are counted from the last parenthesis.
      let close = line.lastIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let fields = line[(close + 1)...].split(separator: UInt8(ascii: " "))
    func number(_ field: Int) -> Int? {
      fields.indices.contains(field) ? Int(String(decoding: fields[field], as: UTF8.self)) : nil
    }
    guard let parent = number(1), let terminal = number(4), let userTime = number(11),
      let kernelTime = number(12), let threads = number(17), let start = number(19), let pages = number(21)
    else { return nil }
    let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
    self.process = process
    name = String(decoding: line[(open + 1)..<close], as: UTF8.self)
    self.parent = Int32(parent)
    hasTerminal = terminal != 0
    isRunnable = fields.first.map { $0.elementsEqual("R".utf8) } ?? false
    userSeconds = Double(userTime) / ticks
    kernelSeconds = Double(kernelTime) / ticks
    self.threads = threads
    started = Double(start) / ticks
    memory = pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
