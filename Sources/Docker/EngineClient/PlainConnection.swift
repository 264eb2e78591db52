import Basics
import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A connection to a unix socket on which one question after the other is asked and answered whole.
///
/// A command is over as soon as it has its answer: event loops and their threads would cost it more than the question.
final class PlainConnection: Sendable {
  private let descriptor: Int32
  private let path: String

  /// How long an answer is waited for on the thread that asks, in milliseconds: almost all are there by then.
  private static let patience: Int32 = 20

  /// - Throws: `SystemError` when nobody listens.
  init(to path: String) throws(SystemError) {
    self.path = path
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let name = Array(path.utf8)
    guard name.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw SystemError(operation: "connect", subject: path, code: ENAMETOOLONG)
    }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: name) }
    descriptor = Self.openSocket()
    guard descriptor >= 0 else { throw .last("socket", path) }
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    // Whoever is whole by now is closed by its end, also when it throws: once more would take somebody else's away.
    guard result == 0 else { throw .last("connect", path) }
  }

  deinit { _ = close(descriptor) }

  /// Whether a question can be asked: while none is, the engine says nothing but that it closes the connection.
  var isOpen: Bool { !hasNews(within: 0) }

  private static func openSocket() -> Int32 {
    #if os(Linux)
      socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    #else
      let descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      var isOn: Int32 = 1
      unsafe setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &isOn, socklen_t(MemoryLayout<Int32>.size))
      return descriptor
    #endif
  }

  /// What came of a question.
  struct Answer: Sendable {
    let head: ReplyHead
    let body: [UInt8]
    /// Whether another question may follow on this connection.
    let staysOpen: Bool
  }

  /// Asks, and waits for the whole answer; a task that is cancelled meanwhile loses the connection.
  ///
  /// - Returns: `nil` when the engine closed the connection instead of answering.
  /// - Throws: `EngineClientError.connectionLost`, or `ReplyParser.Malformation`.
  func answer(to question: [UInt8], isHead: Bool) async throws -> Answer? {
    do {
      return try await withTaskCancellationHandler {
        try send(question)
        return try await answer(isHead: isHead)
      } onCancel: {
        _ = shutdown(descriptor, Int32(SHUT_RDWR))
      }
    } catch let error as SystemError {
      throw EngineClientError.connectionLost("\(error.operation): \(error.reason)")
    }
  }

  private func answer(isHead: Bool) async throws -> Answer? {
    var parser = ReplyParser(isReplyToHead: isHead)
    var head: ReplyHead?
    var body: [UInt8] = []
    while true {
      let bytes = try await next()
      if bytes.isEmpty, head == nil { return nil }
      for part in try bytes.isEmpty ? parser.finish() + [.end] : parser.append(bytes) {
        switch part {
        case .head(let found) where found.status == 101 || found.status >= 200: head = found
        case .head: break
        case .bytes(let piece): body += piece
        case .end:
          guard let head else { break }
          let staysOpen = !bytes.isEmpty && head.headers["connection"]?.lowercased() != "close"
          return Answer(head: head, body: body, staysOpen: staysOpen)
        }
      }
    }
  }

  private func send(_ bytes: [UInt8]) throws(SystemError) {
    #if os(Linux)
      let flags = Int32(MSG_NOSIGNAL)
    #else
      let flags: Int32 = 0
    #endif
    var offset = 0
    while offset < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe systemSend(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset, flags)
      }
      if count > 0 {
        offset += count
      } else if errno != EINTR {
        throw .last("send", path)
      }
    }
  }

  /// The next bytes; none at the end.
  ///
  /// What does not come soon is waited for on a thread of its own, never on one of the pool.
  private func next() async throws(SystemError) -> [UInt8] {
    if hasNews(within: Self.patience) { return try receive() }
    let result: Result<[UInt8], SystemError> = await withCheckedContinuation { continuation in
      DispatchQueue.global().async { [self] in
        do throws(SystemError) {
          continuation.resume(returning: .success(try receive()))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
    }
    return try result.get()
  }

  private func hasNews(within milliseconds: Int32) -> Bool {
    var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&watched, 1, milliseconds) > 0
  }

  private func receive() throws(SystemError) -> [UInt8] {
    try FileBytes.readSome(from: descriptor, path: path)
  }
}

/// `send(2)`, under a name that the method above does not shadow.
@unsafe private func systemSend(
  _ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int, _ flags: Int32
) -> Int {
  unsafe send(descriptor, bytes, count, flags)
}

/// The connection that one question has left for the next.
final class KeptConnection: Sendable {
  private let idle = Mutex<PlainConnection?>(nil)

  /// The connection, unless somebody else asks on it now or the engine has closed it meanwhile.
  func take() -> PlainConnection? {
    let kept = idle.withLock { connection in
      defer { connection = nil }
      return connection
    }
    return kept?.isOpen == true ? kept : nil
  }

  func keep(_ connection: PlainConnection) {
    idle.withLock { $0 = connection }
  }
}
