#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The time of day.
enum WallClock {
  /// Milliseconds since 1970.
  @Sendable static func milliseconds() -> Int64 {
    var now = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
  }
}
