import NIOCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A connection's socket, taken out of its event loop while one thread reads a long body from it.
///
/// The thread reads into one small buffer that stays in its processor's cache: half the cost of passing buffers between threads.
final class LentSocket: Sendable {
  /// How reading ended.
  enum Outcome {
    case complete
    /// The peer is slow; a thread is too precious to wait for it.
    case paused
    case disconnected
  }

  /// Bodies with less to come are not worth the change.
  static let worthwhile = 1024 * 1024

  private static let bufferSize = 128 * 1024
  /// Milliseconds that filling the buffer may take; a slower peer waits in the loop, where waiting costs nothing.
  private static let patience = 250

  /// Open until the socket is given back or let go.
  let descriptor: Int32

  /// Takes over a second descriptor of a connection's socket, and makes reads from it wait.
  init?(duplicating socket: Int32) {
    let copy = fcntl(socket, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { return nil }
    descriptor = copy
    let flags = fcntl(copy, F_GETFL)
    var patience = timeval(tv_sec: 0, tv_usec: .init(Self.patience * 1000))
    guard fcntl(copy, F_SETFL, flags & ~O_NONBLOCK) == 0,
      unsafe setsockopt(copy, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size)) == 0
    else { return nil }
  }

  deinit { _ = close(descriptor) }

  /// Another descriptor for the loop that goes on with the connection; `nil` when there are no more.
  func duplicate() -> Int32? {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    return copy >= 0 ? copy : nil
  }

  /// Ends the connection for whoever reads from it.
  func cut() { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// Reads `count` bytes, or as many as come without a pause, and counts down what is left.
  func read(
    _ count: inout Int, _ take: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> Outcome {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.bufferSize, alignment: 4096)
    defer { unsafe buffer.deallocate() }
    while count > 0 {
      let wanted = min(count, Self.bufferSize)
      let got = unsafe recv(descriptor, buffer.baseAddress, wanted, Int32(MSG_WAITALL))
      if got > 0 {
        count -= got
        unsafe try take(UnsafeRawBufferPointer(rebasing: buffer[..<got]))
        if got < wanted { return .paused }
      } else if got == 0 {
        return .disconnected
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        return .paused
      } else if errno != EINTR {
        return .disconnected
      }
    }
    return .complete
  }
}
