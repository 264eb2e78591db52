import Dispatch
import Synchronization

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
        SignalHandler(forwarded.number) { continuation.yield(forwarded) }
      }
      continuation.onTermination = { _ in handlers.forEach { $0.cancel() } }
    }
  }

  func resizes() -> AsyncStream<Void> {
    AsyncStream { continuation in
      let handler = SignalHandler(SIGWINCH) { continuation.yield() }
      continuation.onTermination = { _ in handler.cancel() }
    }
  }
}

/// Runs a closure at every arrival of a signal, until cancelled.
private final class SignalHandler: Sendable {
  private let source: Mutex<any DispatchSourceSignal>

  init(_ number: Int32, _ handler: @escaping @Sendable () -> Void) {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number)
    source.setEventHandler(handler: handler)
    source.setCancelHandler { signal(number, SIG_DFL) }
    source.resume()
    self.source = Mutex(source)
  }

  func cancel() {
    source.withLock { $0.cancel() }
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
