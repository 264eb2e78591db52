import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How many programs want the processors of this computer at a moment.
package enum ProcessorLoad {
  /// The part of a processor that each program which wants one has now.
  ///
  /// - Parameter own: How many of them belong together and count as one, because they take it from each other.
  /// - Returns: 1 where there are enough, or nobody can tell.
  package static func share(own: Int = 1) -> Double {
    let bytes = (try? FileBytes.read("/proc/loadavg")) ?? []
    return share(
      by: String(decoding: bytes, as: UTF8.self), processors: sysconf(Int32(_SC_NPROCESSORS_ONLN)), own: own)
  }

  /// The same by `0.20 0.18 0.12 RUNNABLE/ALL 11206` (proc(5), `/proc/loadavg`).
  static func share(by text: String, processors: Int, own: Int) -> Double {
    let fields = text.split(separator: " ")
    guard fields.count > 3, let runnable = fields[3].split(separator: "/").first.flatMap({ Int($0) }) else {
      return 1
    }
    return min(1, Double(max(1, processors)) / Double(max(1, runnable - max(1, own) + 1)))
  }
}
