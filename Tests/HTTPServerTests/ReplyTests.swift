import Basics
import Testing

@testable import HTTPServer

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct `Replies` {
  @Test func `print their headers in the order and spelling given`() async throws {
    let service = HTTPService(atOnce: { _ in
      HTTPReply(
        202, headers: ["Docker-Upload-Uuid": "1", "etag": "\"x\"\r\nInjected: 1"], body: .bytes([0x41]))
    }) { _ in HTTPReply(500) }
    try await withServer(options: ServerOptions { 1_795_449_867 }, service) { port in
      let client = try RawClient(port: port)
      await client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
      #expect(
        await client.textToEnd() == """
          HTTP/1.1 202 Accepted\r
          Docker-Upload-Uuid: 1\r
          etag: "x"  Injected: 1\r
          Date: Mon, 23 Nov 2026 16:04:27 GMT\r
          Content-Length: 1\r
          Connection: close\r
          \r
          A
          """)
    }
  }

  @Test func `to HEAD carry the length but no body`() async throws {
    try await withServer(echo) { port in
      let client = try RawClient(port: port)
      await client.send("HEAD /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
      let reply = await client.textToEnd()
      #expect(reply?.contains("Content-Length: 11\r\n") == true)
      #expect(reply?.hasSuffix("\r\n\r\n") == true)
    }
  }

  @Test func `that stream send their head before the first byte of the body`() async throws {
    let gate = AsyncStream.makeStream(of: Void.self)
    let service = HTTPService { _ in
      .stream(200) { writer in
        for await _ in gate.stream { break }
        try await writer.write("late")
      }
    }
    try await withServer(service) { port in
      let client = try RawClient(port: port)
      await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
      #expect(await client.read(until: "\r\n\r\n").contains("Transfer-Encoding: chunked"))
      gate.continuation.yield()
      #expect(await client.read(until: "0\r\n\r\n") == "4\r\nlate\r\n0\r\n\r\n")
    }
  }

  @Test func `that break half-way do not look complete`() async throws {
    struct Broken: Error {}
    let service = HTTPService { _ in
      .stream(200) { writer in
        try await writer.write("half")
        throw Broken()
      }
    }
    try await withServer(service) { port in
      let client = try RawClient(port: port)
      await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
      let body = await client.readToEnd() ?? []
      #expect(!String(decoding: body, as: UTF8.self).hasSuffix("0\r\n\r\n"))
    }
  }

  @Test func `without an end of their own stop when the peer goes away`() async throws {
    let ended = AsyncStream.makeStream(of: Bool.self)
    let service = HTTPService { _ in
      .endlessStream(200) { _ in
        try? await Task.sleep(for: .seconds(600))
        ended.continuation.yield(Task.isCancelled)
      }
    }
    try await withServer(service) { port in
      let client = try RawClient(port: port)
      await client.send("GET /events HTTP/1.1\r\nHost: h\r\n\r\n")
      _ = await client.read(until: "\r\n\r\n")
      client.halfClose()
      for await wasCancelled in ended.stream {
        #expect(wasCancelled)
        break
      }
    }
  }

  @Test func `send files whole, even to a peer that closed its side`() async throws {
    let path = "/tmp/dojo-http-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    let bytes = pattern(count: 8_000_000)
    try AtomicFile.write(bytes, to: path)
    defer { _ = unsafe unlink(path) }
    let file = try OpenFile(path: path)
    let service = HTTPService(atOnce: { _ in HTTPReply(200, body: .file(file, 10..<8_000_000)) }) { _ in
      HTTPReply(500)
    }
    try await withServer(service) { port in
      let client = try RawClient(port: port)
      await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
      client.halfClose()
      let reply = await client.readToEnd() ?? []
      let isSame = reply.suffix(7_999_990) == bytes[10...]
      #expect(isSame, "\(reply.count) bytes")
    }
  }

  @Test func `are reported with status and length once they have left`() async throws {
    let sent = AsyncStream.makeStream(of: SentReply.self)
    let service = HTTPService { _ in
      var reply = HTTPReply.text(201, "12345")
      reply.whenSent = { sent.continuation.yield($0) }
      return reply
    }
    try await withServer(service) { port in
      let client = try RawClient(port: port)
      await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
      for await report in sent.stream {
        #expect(report == SentReply(status: 201, bodyBytes: 5, isComplete: true))
        break
      }
    }
  }
}

@Suite struct `Hijacked connections` {
  private let service = HTTPService { request in
    _ = try? await request.body.collect(upTo: 1000)
    return .hijack(request, headers: ["Content-Type": "application/vnd.docker.raw-stream"]) { connection in
      var total = 0
      do {
        for try await bytes in connection.input {
          total += bytes.count
          try await connection.write(bytes)
        }
        try await connection.write(Array("end \(total)".utf8))
      } catch {}
      await connection.closeOutput()
    }
  }

  @Test func `carry every byte both ways after the client has finished`() async throws {
    let bytes = pattern(count: 4_000_000)
    try await withServer(service) { port in
      let client = try RawClient(port: port)
      await client.send(
        "POST /exec HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: 2\r\n\r\n{}"
      )
      let head = await client.read(until: "\r\n\r\n")
      #expect(
        head == """
          HTTP/1.1 101 UPGRADED\r
          Content-Type: application/vnd.docker.raw-stream\r
          Connection: Upgrade\r
          Upgrade: tcp\r
          \r

          """)
      async let upload: Void = client.send(bytes)
      let echoed = await Self.read(bytes.count, from: client)
      await upload
      let isSame = echoed == bytes
      #expect(isSame, "\(echoed.count) of \(bytes.count) bytes")
      client.halfClose()
      #expect(await client.textToEnd() == "end 4000000")
    }
  }

  private static func read(_ count: Int, from client: RawClient) async -> [UInt8] {
    var all: [UInt8] = []
    while all.count < count, let piece = await client.receive(atMost: min(65536, count - all.count)),
      !piece.isEmpty
    {
      all += piece
    }
    return all
  }

  @Test func `start with 200 for a client that named no protocol`() async throws {
    try await withServer(service) { port in
      let client = try RawClient(port: port)
      await client.send("POST /attach HTTP/1.1\r\nHost: h\r\n\r\n")
      #expect(await client.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
      await client.send("x")
      client.halfClose()
      #expect(await client.textToEnd() == "xend 1")
    }
  }
}

@Suite struct `Servers` {
  @Test func `say which port is taken`() async throws {
    try await withServer(echo) { port in
      let loops = ServerLoops()
      let error = await #expect(throws: SystemError.self) {
        _ = try await HTTPServer.start(
          echo, at: .tcp(host: "127.0.0.1", port: port), on: loops, options: ServerOptions { 0 })
      }
      #expect(error?.code == EADDRINUSE)
      await loops.shutdown()
    }
  }

  @Test func `close idle connections when they shut down`() async throws {
    let loops = ServerLoops()
    let server = try await HTTPServer.start(
      echo, at: .tcp(host: "127.0.0.1", port: 0), on: loops, options: ServerOptions { 0 })
    let client = try RawClient(port: server.port ?? 0)
    await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
    _ = await client.read(until: "GET / [] ")
    await server.shutdown(grace: .seconds(5))
    #expect(await client.readToEnd() == [])
    await loops.shutdown()
  }

  @Test func `close connections that say nothing for too long`() async throws {
    var options = ServerOptions { 0 }
    options.idleLimit = .milliseconds(20)
    options.stallLimit = .milliseconds(20)
    try await withServer(options: options, echo) { port in
      let silent = try RawClient(port: port)
      #expect(await silent.readToEnd() == [])
      let slow = try RawClient(port: port)
      await slow.send("GET / HTT")
      #expect(await slow.textToEnd()?.hasPrefix("HTTP/1.1 408 Request Timeout") == true)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `cut off a peer that stops reading, but never the reader of a stream without an end`()
    async throws
  {
    var options = ServerOptions { 0 }
    options.readerLimit = .milliseconds(20)
    let size = 16 << 20
    let (endings, ended) = AsyncStream<SentReply>.makeStream()
    let service = HTTPService { request in
      let write: @Sendable (BodyWriter) async throws -> Void = { try await $0.write(pattern(count: size)) }
      var reply: HTTPReply
      switch request.path {
      case "/endless": return .endlessStream(200, headers: ["Content-Length": "\(size)"], write)
      case "/stream": reply = .stream(200, write)
      default: reply = HTTPReply(200, body: .bytes(pattern(count: size)))
      }
      reply.whenSent = { ended.yield($0) }
      return reply
    }
    try await withServer(options: options, service) { port in
      let slow = try RawClient(port: port)
      await slow.send("GET /endless HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
      var ending = endings.makeAsyncIterator()
      for path in ["/stream", "/bytes"] {
        let stopped = try RawClient(port: port)
        await stopped.send("GET \(path) HTTP/1.1\r\nHost: h\r\n\r\n")
        #expect(await ending.next()?.isComplete == false, "\(path)")
      }
      #expect((await slow.readToEnd()?.count ?? 0) > size)
    }
  }

  @Test func `serve unix sockets and take the socket file away afterwards`() async throws {
    let path = "/tmp/dojo-\(getpid())-\(UInt16.random(in: 0 ... .max)).sock"
    let loops = ServerLoops()
    let server = try await HTTPServer.start(
      echo, at: .unix(path: path), on: loops, options: ServerOptions { 0 })
    #expect(unsafe access(path, F_OK) == 0)
    await server.shutdown()
    #expect(unsafe access(path, F_OK) != 0)
    let tooLong = ListenAddress.unix(path: "/tmp/" + String(repeating: "x", count: 200))
    let error = await #expect(throws: SystemError.self) {
      _ = try await HTTPServer.start(echo, at: tooLong, on: loops, options: ServerOptions { 0 })
    }
    #expect(error?.code == ENAMETOOLONG)
    await loops.shutdown()
  }
}

@Suite struct `Dates` {
  @Test(arguments: [
    (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
    (1_795_449_867, "Mon, 23 Nov 2026 16:04:27 GMT"), (4_102_444_799, "Thu, 31 Dec 2099 23:59:59 GMT"),
  ])
  func `are spelled as HTTP wants them`(seconds: Int, text: String) {
    #expect(HTTPDate.text(secondsSince1970: seconds) == text)
  }
}
