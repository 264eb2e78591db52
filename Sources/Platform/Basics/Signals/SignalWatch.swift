import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs a closure at every arrival of a signal, instead of what the signal does by itself, until it is cancelled.
///
/// A signal does what it always did until the watch has begun, and is heard from then on: at no moment is it lost.
package final class SignalWatch: Sendable {
  private let number: Int32
  private let source: Mutex<any DispatchSourceSignal>

  /// `onBegin` is called once the signal is heard.
  package init(
    _ number: Int32, onBegin: @escaping @Sendable () -> Void = {}, onArrival: @escaping @Sendable () -> Void
  ) {
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler(handler: onArrival)
    source.setRegistrationHandler {
      // On Linux libdispatch has a handler of its own by now, which must stay. Elsewhere the kernel tells of a signal
      // whatever becomes of it, so that nothing must. Ignored any earlier, here or there, it would be told to nobody.
      #if !os(Linux)
        signal(number, SIG_IGN)
      #endif
      onBegin()
    }
    source.resume()
    self.number = number
    self.source = Mutex(source)
  }

  /// Leaves the signal to do what it does by itself.
  package func cancel() {
    source.withLock { $0.cancel() }
    signal(number, SIG_DFL)
  }
}
