import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The signals this process is sent.
struct ProcessSignals: SignalSource {
  func forwarded() -> AsyncStream<ForwardedSignal> {
    AsyncStream { continuation in
      let handlers = ForwardedSignal.allCases.map { forwarded in
        SignalWatch(forwarded.number) { continuation.yield(forwarded) }
      }
      continuation.onTermination = { _ in handlers.forEach { $0.cancel() } }
    }
  }

  func resizes() -> AsyncStream<Void> {
    AsyncStream { continuation in
      let handler = SignalWatch(SIGWINCH) { continuation.yield() }
      continuation.onTermination = { _ in handler.cancel() }
    }
  }
}

extension ForwardedSignal {
  fileprivate var number: Int32 {
    switch self {
    case .interrupt: SIGINT
    case .terminate: SIGTERM
    case .hangUp: SIGHUP
    case .quit: SIGQUIT
    }
  }
}
