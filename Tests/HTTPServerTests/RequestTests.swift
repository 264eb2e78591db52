import Testing

@testable import HTTPServer

@Suite struct `Requests` {
  private static let understood: [(String, String)] = [
    ("GET / HTTP/1.1\r\nHost: h\r\n\r\n", "GET / [] "),
    ("GET http://h/a?x=1 HTTP/1.1\r\nHost: h\r\n\r\n", "GET /a [x=1] "),
    ("GET /a%2Fb%2525?n=1&last=a%2Fb+c HTTP/1.1\r\nhost: h\r\n\r\n", "GET /a/b%25 [n=1&last=a/b c] "),
    ("PUT /u HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello", "PUT /u [] hello"),
    (
      "POST /u HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n",
      "POST /u [] abcde"
    ),
    ("GET /old HTTP/1.0\r\n\r\n", "GET /old [] "),
  ]

  @Test(arguments: understood)
  func `are understood however they are framed`(bytes: String, expected: String) async throws {
    try await withServer(echo) { port in
      let client = try RawClient(port: port)
      await client.send(bytes)
      client.halfClose()
      let reply = await client.textToEnd()
      #expect(reply?.hasSuffix("\r\n\r\n\(expected)") == true, "\(reply ?? "no end")")
    }
  }

  @Test func `that arrive byte by byte are served`() async throws {
    try await withServer(echo) { port in
      let client = try RawClient(port: port)
      for byte in "PUT /slow HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok".utf8 {
        await client.send([byte])
      }
      #expect(await client.textToEnd()?.hasSuffix("PUT /slow [] ok") == true)
    }
  }

  @Test func `that are sent all at once are answered in order`() async throws {
    try await withServer(echo) { port in
      let client = try RawClient(port: port)
      let requests = (1...50).map { "PUT /\($0) HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\n." }
      await client.send(requests.joined())
      client.halfClose()
      let text = await client.textToEnd() ?? ""
      let answered = text.split(separator: "\r\n").compactMap { line in
        line.split(separator: "PUT /", omittingEmptySubsequences: false).dropFirst().first
          .flatMap { Int($0.prefix { $0.isNumber }) }
      }
      #expect(answered == Array(1...50))
    }
  }

  private static let refused: [(String, String)] = [
    ("GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 400 Bad Request"),
    ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "HTTP/1.1 400 Bad Request"),
    ("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 400 Bad Request"),
    ("nonsense\r\n\r\n", "HTTP/1.1 400 Bad Request"), ("GET /\r\n\r\n", "HTTP/1.1 400 Bad Request"),
    ("GET / HTTP/2.0\r\nHost: h\r\n\r\n", "HTTP/1.1 400 Bad Request"),
    ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HTTP/1.1 400 Bad Request"),
    ("GET / HTTP/1.1\r\nHost : h\r\n\r\n", "HTTP/1.1 400 Bad Request"),
    ("GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n", "HTTP/1.1 400 Bad Request"),
    ("GET / HTTP/1.1\r\nHost: h\r\nX: a\u{0}b\r\n\r\n", "HTTP/1.1 400 Bad Request"),
    // What two readers could cut at different places could smuggle a second request past one of them.
    (
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "HTTP/1.1 400 Bad Request"
    ),
    (
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
      "HTTP/1.1 400 Bad Request"
    ),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 400 Bad Request"),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +1\r\n\r\na", "HTTP/1.1 400 Bad Request"),
    (
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n", "HTTP/1.1 400 Bad Request"
    ),
    ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n", "HTTP/1.1 501 Not Implemented"),
    (
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
      "HTTP/1.1 501 Not Implemented"
    ),
    (
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nExpect: fun\r\n\r\na",
      "HTTP/1.1 417 Expectation Failed"
    ),
    ("\u{16}\u{03}\u{01}\u{02}\u{00}\u{01}", "HTTP/1.1 400 Bad Request"),
    (
      "GET / HTTP/1.1\r\nHost: h\r\nX: \(String(repeating: "x", count: 70_000))\r\n\r\n",
      "HTTP/1.1 431 Request Header Fields Too Large"
    ),
    (
      "GET / HTTP/1.1\r\nHost: h\r\n" + String(repeating: "X: y\r\n", count: 40_000),
      "HTTP/1.1 431 Request Header Fields Too Large"
    ),
  ]

  @Test(arguments: refused)
  func `that are malformed get a plain refusal and a close`(bytes: String, status: String) async throws {
    try await withServer(echo) { port in
      let client = try RawClient(port: port)
      await client.send(bytes)
      let reply = await client.textToEnd()
      #expect(reply?.hasPrefix(status) == true, "\(reply ?? "no end")")
    }
  }

  @Test(arguments: [
    ("GET / HTTP/1.0\r\n\r\n", true), ("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", false),
    ("GET / HTTP/1.1\r\nHost: h\r\n\r\n", false),
    ("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", true),
    ("GET / HTTP/1.1\r\nHost: h\r\nConnection: keep-alive, Close\r\n\r\n", true),
  ])
  func `close the connection as their version and their fields say`(bytes: String, closes: Bool) async throws
  {
    try await withServer(echo) { port in
      let client = try RawClient(port: port)
      await client.send(bytes)
      #expect(await client.read(until: "GET / [] ").contains(" 200 OK\r\n"))
      await client.send("GET /again HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
      #expect(await client.textToEnd()?.hasSuffix("GET /again [] ") == !closes)
    }
  }

  @Test func `whose heads come byte by byte for too long are given up, however often a byte comes`()
    async throws
  {
    var options = ServerOptions { 0 }
    options.stallLimit = .milliseconds(300)
    try await withServer(options: options, echo) { port in
      let client = try RawClient(port: port)
      await client.send("GET / HTTP/1.1\r\nX: ")
      let dripping = Task {
        while !Task.isCancelled {
          await client.send("x")
          try await Task.sleep(for: .milliseconds(20))
        }
      }
      #expect(await client.textToEnd()?.hasPrefix("HTTP/1.1 408 Request Timeout\r\n") == true)
      dripping.cancel()
    }
  }

  @Test func `that begin TLS are told that the port speaks plain HTTP`() async throws {
    try await withServer(echo) { port in
      let client = try RawClient(port: port)
      await client.send([0x16, 3, 1, 0, 200, 1, 0, 0, 0xC4, 3, 3])
      let reply = await client.textToEnd()
      #expect(reply?.hasPrefix("HTTP/1.1 400 Bad Request\r\n") == true)
      #expect(reply?.contains("TLS") == true)
    }
  }

  @Test func `with Expect get 100 Continue only when the body is wanted`() async throws {
    let service = HTTPService { request in
      guard request.path == "/take" else { return .text(404, "no") }
      let body = (try? await request.body.collect(upTo: 100)) ?? []
      return .text(200, "took \(body.count)")
    }
    let head = "HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"
    try await withServer(service) { port in
      let taken = try RawClient(port: port)
      await taken.send("PUT /take \(head)")
      #expect(await taken.read(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
      await taken.send("abc")
      #expect(await taken.read(until: "took 3").hasPrefix("HTTP/1.1 200 OK"))
      let left = try RawClient(port: port)
      await left.send("PUT /leave \(head)")
      let reply = await left.textToEnd()
      #expect(reply?.hasPrefix("HTTP/1.1 404 Not Found") == true)
      #expect(reply?.contains("Connection: close") == true)
    }
  }

  @Test func `that name another protocol are answered and the connection ends`() async throws {
    try await withServer(echo) { port in
      let client = try RawClient(port: port)
      await client.send(
        "GET /h2 HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n")
      let reply = await client.textToEnd()
      #expect(reply?.hasPrefix("HTTP/1.1 200 OK") == true)
      #expect(reply?.contains("Connection: close") == true)
    }
  }

  @Test func `leave the connection open unless one side asked to close it`() async throws {
    try await withServer(echo) { port in
      let client = try RawClient(port: port)
      for number in 1...3 {
        await client.send("GET /\(number) HTTP/1.1\r\nHost: h\r\n\r\n")
        #expect(await client.read(until: "GET /\(number) [] ").contains("200 OK"))
      }
      await client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
      #expect(await client.textToEnd()?.contains("Connection: close") == true)
    }
  }

  @Test func `whose body nobody reads still get their answer`() async throws {
    let service = HTTPService { _ in .text(403, "no") }
    try await withServer(service) { port in
      let client = try RawClient(port: port)
      await client.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 3000000\r\n\r\n")
      await client.send([UInt8](repeating: 1, count: 3_000_000))
      #expect(await client.textToEnd()?.hasPrefix("HTTP/1.1 403 Forbidden") == true)
    }
  }

  @Test func `of peers that are not accepted get no answer`() async throws {
    var options = ServerOptions { 0 }
    options.accepts = { !$0.isFromThisComputer }
    try await withServer(options: options, echo) { port in
      let client = try RawClient(port: port)
      await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
      #expect(await client.readToEnd() ?? [] == [])
    }
  }

  @Test func `of a server that hangs up end in silence, never in a reset`() async throws {
    var options = ServerOptions { 0 }
    options.hangsUp = true
    try await withServer(options: options, echo) { port in
      for _ in 0..<50 {
        let client = try RawClient(port: port)
        await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        #expect(await client.readToEnd() == [])
      }
      // Whoever says nothing is not kept either.
      #expect(try await RawClient(port: port).readToEnd() == [])
    }
  }
}
