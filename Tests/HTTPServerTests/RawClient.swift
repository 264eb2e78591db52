import Dispatch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A client that sends exactly the bytes it is told to; blocking calls run beside the cooperative pool.
final class RawClient: Sendable {
  private let descriptor: Int32
  private let writing = DispatchQueue(label: "write")
  private let reading = DispatchQueue(label: "read")

  init(port: Int) throws {
    #if canImport(Glibc)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw RawClientError.refused(errno) }
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    _ = unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit {
    _ = close(descriptor)
  }

  func send(_ text: String) async { await send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) async {
    await Self.run(on: writing) { [descriptor] in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = unsafe rest.withUnsafeBytes { bytes in
          #if canImport(Glibc)
            unsafe Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
          #else
            unsafe Darwin.send(descriptor, bytes.baseAddress, bytes.count, 0)
          #endif
        }
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
      }
    }
  }

  func halfClose() {
    _ = shutdown(descriptor, Int32(SHUT_WR))
  }

  /// Everything up to the end of the connection, or `nil` if it did not end within the limit.
  func readToEnd() async -> [UInt8]? {
    var all: [UInt8] = []
    while let piece = await receive() {
      guard !piece.isEmpty else { return all }
      all += piece
    }
    return nil
  }

  func textToEnd() async -> String? { await readToEnd().map { String(decoding: $0, as: UTF8.self) } }

  /// What comes until `end` has come, or the connection's end.
  func read(until end: String) async -> String {
    var text = ""
    while !text.hasSuffix(end), let piece = await receive(atMost: 1), !piece.isEmpty {
      text += String(decoding: piece, as: UTF8.self)
    }
    return text
  }

  func receive(atMost limit: Int = 65536) async -> [UInt8]? {
    await Self.run(on: reading) { [descriptor] in
      var buffer = [UInt8](repeating: 0, count: limit)
      let count = unsafe recv(descriptor, &buffer, limit, 0)
      return count < 0 ? nil : Array(buffer.prefix(count))
    }
  }
}

extension RawClient {
  /// A queue of its own has a thread of its own: blocked calls do not wait for one another.
  private static func run<Value: Sendable>(
    on queue: DispatchQueue, _ work: @escaping @Sendable () -> Value
  ) async -> Value {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: work()) }
    }
  }
}

enum RawClientError: Error {
  case refused(Int32)
}
