#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Timestamp {
  /// Reads the system's clock.
  package static func now() -> Timestamp {
    var time = timespec()
    // Fails only for a clock that the system does not have.
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec))
  }

  /// Whole milliseconds since 1970.
  package var milliseconds: Int64 { Int64(seconds) * 1_000 + Int64(nanoseconds / 1_000_000) }

  /// The moment so much later, or earlier when the duration is negative.
  package func advanced(by duration: Duration) -> Timestamp {
    let (whole, attoseconds) = duration.components
    let total = nanoseconds + Int(attoseconds / 1_000_000_000)
    let carry = total >= 1_000_000_000 ? 1 : total < 0 ? -1 : 0
    return Timestamp(seconds: seconds + Int(whole) + carry, nanoseconds: total - carry * 1_000_000_000)
  }

  /// How long after `earlier` this moment is; negative when it comes before.
  package func duration(since earlier: Timestamp) -> Duration {
    .seconds(seconds - earlier.seconds) + .nanoseconds(nanoseconds - earlier.nanoseconds)
  }
}
