#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a signal did before it was ignored.
struct SignalDisposition {
  private let previous: sigaction

  static func ignore(_ number: Int32) -> Self {
    var previous = sigaction()
    unsafe sigaction(number, nil, &previous)
    signal(number, SIG_IGN)
    return Self(previous: previous)
  }

  private init(previous: sigaction) {
    self.previous = previous
  }

  func restore(_ number: Int32) {
    var previous = previous
    unsafe sigaction(number, &previous, nil)
  }
}
