import Basics
import HTTPServer
import Synchronization
import Testing

@testable import HTTPClient

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

private let echo = HTTPService { request in
  let body = (try? await request.body.collect(upTo: 1 << 24)) ?? []
  let framing = request.headers["Transfer-Encoding"] ?? request.headers["Content-Length"] ?? "none"
  let words =
    "\(request.method) \(request.path) \(request.headers["Host"] ?? "") \(request.headers["X-Word"] ?? "") "
    + "\(framing) \(body.count)"
  return .text(request.path == "/missing" ? 404 : 200, words)
}

private func withServer(
  _ service: HTTPService = echo, _ address: ListenAddress = .tcp(host: "127.0.0.1", port: 0),
  _ body: (HTTPClient, Int) async throws -> Void
) async throws {
  let loops = ServerLoops()
  let server = try await HTTPServer.start(service, at: address, on: loops, options: ServerOptions { 0 })
  do {
    try await body(HTTPClient(), server.port ?? 0)
  } catch {
    await server.shutdown()
    await loops.shutdown()
    throw error
  }
  await server.shutdown()
  await loops.shutdown()
}

@Suite struct `The HTTP client` {
  @Test func `gets status, headers and body`() async throws {
    try await withServer { client, port in
      let request = ClientRequest("GET", "http://127.0.0.1:\(port)/a", headers: [("X-Word", "w")])
      let reply = try await client.send(request)
      #expect(reply.status == 200)
      #expect(reply["content-TYPE"] == "text/plain; charset=utf-8")
      #expect(reply.text == "GET /a 127.0.0.1:\(port) w none 0")
    }
  }

  @Test(arguments: [
    ("PUT", ClientRequest.Upload.bytes([1, 2, 3]), "3 3"), ("POST", .none, "0 0"),
    ("DELETE", .none, "none 0"),
    ("PUT", .bytes([]), "0 0"),
  ])
  func `sends bodies of known length`(method: String, body: ClientRequest.Upload, expected: String)
    async throws
  {
    try await withServer { client, port in
      var request = ClientRequest(method, "http://127.0.0.1:\(port)/")
      request.body = body
      let text = try await client.send(request).text
      #expect(text.hasSuffix(" \(expected)"))
    }
  }

  @Test func `streams bodies of unknown length`() async throws {
    try await withServer { client, port in
      let left = Mutex(100)
      var request = ClientRequest("PATCH", "http://127.0.0.1:\(port)/")
      request.body = .pieces(length: nil) {
        left.withLock { left in
          left -= 1
          return left >= 0 ? [UInt8](repeating: 7, count: 100_000) : nil
        }
      }
      let text = try await client.send(request).text
      #expect(text.hasSuffix(" chunked 10000000"))
    }
  }

  @Test func `hands a successful body to its receiver, and keeps an error's`() async throws {
    try await withServer { client, port in
      let received = Mutex<[UInt8]>([])
      let take: @Sendable ([UInt8]) -> Void = { bytes in received.withLock { $0 += bytes } }
      let good = try await client.send(ClientRequest("GET", "http://127.0.0.1:\(port)/a"), receive: take)
      #expect(good.body.isEmpty)
      #expect(received.withLock { String(decoding: $0, as: UTF8.self) }.hasPrefix("GET /a"))
      let bad = try await client.send(ClientRequest("GET", "http://127.0.0.1:\(port)/missing"), receive: take)
      #expect(bad.status == 404)
      #expect(bad.text.hasPrefix("GET /missing"))
    }
  }

  @Test func `connects elsewhere when told so, keeping the name`() async throws {
    try await withServer { client, port in
      var request = ClientRequest("GET", "http://host-a:5000/x")
      request.connectTo = "127.0.0.1:\(port)"
      let text = try await client.send(request).text
      #expect(text.hasPrefix("GET /x host-a:5000 "))
    }
  }

  @Test func `speaks to unix sockets`() async throws {
    let path = "/tmp/dojo-\(getpid())-\(UInt16.random(in: 0 ... .max)).sock"
    try await withServer(echo, .unix(path: path)) { client, _ in
      var request = ClientRequest("GET", "http://docker/x")
      request.unixSocket = path
      let text = try await client.send(request).text
      #expect(text.hasPrefix("GET /x docker "))
    }
  }

  /// A port that is taken, so that no other test gets it, but on which nobody listens.
  private static func reservePort() -> (socket: Int32, port: Int) {
    #if canImport(Glibc)
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bound in
        _ = unsafe bind(descriptor, bound, length)
        _ = unsafe getsockname(descriptor, bound, &length)
      }
    }
    return (descriptor, Int(in_port_t(bigEndian: address.sin_port)))
  }

  @Test func `says that nobody listens, and where`() async throws {
    let (socket, port) = Self.reservePort()
    defer { _ = close(socket) }
    let error = await #expect(throws: HTTPClientError.self) {
      try await HTTPClient().send(ClientRequest("GET", "http://127.0.0.1:\(port)/"))
    }
    #expect(error == .couldNotConnect(address: "127.0.0.1:\(port)", code: ECONNREFUSED))
  }

  @Test func `says that a server speaks plain HTTP when it was asked over TLS`() async throws {
    try await withServer { client, port in
      let error = await #expect(throws: HTTPClientError.self) {
        try await client.send(ClientRequest("GET", "https://127.0.0.1:\(port)/"))
      }
      #expect(error == .serverSpeaksPlainHTTP(address: "127.0.0.1:\(port)"))
    }
  }

  @Test func `says that an answer is too long, or too late, or was not waited for`() async throws {
    let silent = HTTPService { request in
      if request.path == "/long" { return .text(200, String(repeating: "x", count: 10_000)) }
      try? await Task.sleep(for: .seconds(600))
      return .text(200, "late")
    }
    try await withServer(silent) { client, port in
      var long = ClientRequest("GET", "http://127.0.0.1:\(port)/long")
      long.bodyLimit = 100
      var error = await #expect(throws: HTTPClientError.self) { try await client.send(long) }
      #expect(error == .tooLong(limit: 100))
      var late = ClientRequest("GET", "http://127.0.0.1:\(port)/late")
      late.timeout = .milliseconds(50)
      error = await #expect(throws: HTTPClientError.self) { try await client.send(late) }
      #expect(error == .timedOut(address: "127.0.0.1:\(port)"))
      let task = Task { try await client.send(ClientRequest("GET", "http://127.0.0.1:\(port)/late")) }
      task.cancel()
      let stopped = await #expect(throws: HTTPClientError.self) { try await task.value }
      #expect(stopped == .cancelled)
    }
  }

  @Test func `sends a body once more when a kept connection turns out to be closed`() async throws {
    let (socket, port) = Self.reservePort()
    defer { _ = close(socket) }
    #expect(listen(socket, 2) == 0)
    let peer = Task.detached { Self.answerOneThenClose(socket) }
    let client = HTTPClient()
    var request = ClientRequest("PUT", "http://127.0.0.1:\(port)/")
    request.body = .bytes(Array(repeating: 0x61, count: 50))
    #expect(try await client.send(request).text == "1")
    #expect(try await client.send(request).text == "2")
    #expect(await peer.value == [50, 50, 50])
  }

  /// Answers a request, closes the connection when it has read the next one, and answers that on a new connection.
  ///
  /// - Returns: the lengths of the bodies that came.
  private static func answerOneThenClose(_ listener: Int32) -> [Int] {
    var lengths: [Int] = []
    let first = accept(listener, nil, nil)
    lengths.append(readBody(first, of: 50))
    answer(first, "1")
    lengths.append(readBody(first, of: 50))
    _ = close(first)
    let second = accept(listener, nil, nil)
    lengths.append(readBody(second, of: 50))
    answer(second, "2")
    _ = close(second)
    return lengths
  }

  private static func readBody(_ connection: Int32, of length: Int) -> Int {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      if let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)), bytes.count - end.upperBound >= length {
        return bytes.count - end.upperBound
      }
      let count = unsafe read(connection, &buffer, buffer.count)
      guard count > 0 else { return -1 }
      bytes += buffer.prefix(count)
    }
  }

  private static func answer(_ connection: Int32, _ text: String) {
    let reply = Array("HTTP/1.1 200 OK\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)".utf8)
    _ = unsafe write(connection, reply, reply.count)
  }

  @Test func `serves more callers than it has threads`() async throws {
    try await withServer { client, port in
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<40 {
          group.addTask { try await client.send(ClientRequest("GET", "http://127.0.0.1:\(port)/")).status }
        }
        for try await status in group { #expect(status == 200) }
      }
    }
  }
}
