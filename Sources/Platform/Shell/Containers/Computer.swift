import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What this computer has, and has done so far (proc(5)).
package enum Computer {
  /// Processors that work now.
  package static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Bytes of memory.
  package static var memory: Int { max(0, Int(sysconf(Int32(_SC_PHYS_PAGES)))) * pageSize }

  static var pageSize: Int { Int(sysconf(Int32(_SC_PAGESIZE))) }

  /// The most that this process may allow itself of a resource, by Linux's number (getrlimit(2)); `nil` for no limit.
  package static func hardLimit(_ number: UInt32) -> Int? {
    var limit = rlimit()
    #if canImport(Glibc)
      guard unsafe getrlimit(__rlimit_resource_t(number), &limit) == 0 else { return nil }
    #else
      guard unsafe getrlimit(Int32(number), &limit) == 0 else { return nil }
    #endif
    return Int(exactly: limit.rlim_max)
  }

  /// Nanoseconds that all processors together have worked or rested since the start; 0 where there is no `/proc`.
  package static var processorTime: Int {
    let line = text(of: "/proc/stat").split(separator: "\n").first ?? ""
    let ticks = line.split(separator: " ").dropFirst().prefix(8).compactMap { Int($0) }.reduce(0, +)
    return ticks * (1_000_000_000 / max(1, Int(sysconf(Int32(_SC_CLK_TCK)))))
  }

  /// What went through the network interfaces that a process has, loopback apart.
  package static func traffic(of process: Int32) -> [NetworkTraffic] {
    text(of: "/proc/\(process)/net/dev").split(separator: "\n").dropFirst(2).compactMap { line in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let name = line[..<colon].filter { $0 != " " }
      let numbers = line[line.index(after: colon)...].split(separator: " ").compactMap { Int($0) }
      guard name != "lo", numbers.count >= 12 else { return nil }
      return NetworkTraffic(
        interface: name, received: Array(numbers[0..<4]), sent: Array(numbers[8..<12]))
    }
  }

  /// Bytes that processes have read from and written to disks; those that one may not look at count for nothing.
  package static func storage(of processes: [RoomProcess]) -> (read: Int, written: Int) {
    processes.reduce(into: (0, 0)) { sum, process in
      for line in text(of: "/proc/\(process.process)/io").split(separator: "\n") {
        let parts = line.split(separator: " ")
        guard parts.count == 2, let bytes = Int(parts[1]) else { continue }
        if parts[0] == "read_bytes:" { sum.0 += bytes }
        if parts[0] == "write_bytes:" { sum.1 += bytes }
      }
    }
  }

  private static func text(of path: String) -> String {
    (try? FileBytes.read(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}

/// Counters of a network interface.
package struct NetworkTraffic: Sendable, Hashable {
  package let interface: String
  /// Bytes, packets, errors, and packets that were dropped; so is `sent`.
  package let received: [Int]
  package let sent: [Int]
}
