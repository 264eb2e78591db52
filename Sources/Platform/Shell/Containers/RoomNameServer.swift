import Basics
import CNamespaces
import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Docker's name server in the network of a room, at 127.0.0.11: a socket of this process.
package final class RoomNameServer: Sendable {
  /// Where programs find it.
  package static let address = "127.0.0.11"

  private let source: Mutex<any DispatchSourceRead>

  /// Begins to answer; `nil` where that cannot be.
  ///
  /// - Parameters:
  ///   - process: A process of the room, whose loopback interface is up in a moment.
  ///   - answer: The reply to a question.
  package init?(for process: Int32, answer: @escaping @Sendable (NameQuestion) async -> [UInt8]) {
    var found: Int32 = -1
    for _ in 0..<200 {
      found = dojo_receive_in_network_of(process, 0x7F00_000B, 53)
      guard found == -EADDRNOTAVAIL else { break }
      usleep(1_000)
    }
    guard found >= 0 else { return nil }
    let descriptor = found
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    let source = DispatchSource.makeReadSource(
      fileDescriptor: descriptor, queue: DispatchQueue(label: "container.names"))
    source.setEventHandler {
      while let (bytes, sender) = Self.receive(descriptor) {
        guard let question = NameQuestion(bytes) else { continue }
        Task { Self.send(await answer(question), to: sender, descriptor) }
      }
    }
    source.setCancelHandler { _ = systemClose(descriptor) }
    source.activate()
    self.source = Mutex(source)
  }

  deinit { source.withLock { $0.cancel() } }

  private static func receive(_ descriptor: Int32) -> ([UInt8], sockaddr_in)? {
    var bytes = [UInt8](repeating: 0, count: 512)
    var sender = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let count = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe withUnsafeMutablePointer(to: &sender) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe recvfrom(descriptor, buffer.baseAddress, buffer.count, 0, $0, &length)
        }
      }
    }
    return count > 0 ? (Array(bytes.prefix(count)), sender) : nil
  }

  private static func send(_ bytes: [UInt8], to receiver: sockaddr_in, _ descriptor: Int32) {
    var receiver = receiver
    unsafe bytes.withUnsafeBytes { buffer in
      unsafe withUnsafeMutablePointer(to: &receiver) { pointer in
        _ = unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe sendto(
            descriptor, buffer.baseAddress, buffer.count, 0, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
    }
  }
}

/// `close(2)`, under a name that nothing above shadows.
private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
