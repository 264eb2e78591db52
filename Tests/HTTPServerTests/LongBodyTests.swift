import Synchronization
import Testing

@testable import HTTPServer

/// Tells how many bytes it was sent and whether they were the right ones, reading on the calling thread where that is possible.
private let counter = HTTPService(blocks: true) { request in
  let count = Mutex(0)
  let sum = Mutex(UInt64(0))
  do {
    try await unsafe request.body.drain { bytes in
      count.withLock { $0 += bytes.count }
      let part = unsafe bytes.reduce(UInt64(0)) { $0 &+ UInt64($1) }
      sum.withLock { $0 &+= part }
    }
  } catch {
    return .text(400, "broken")
  }
  return .text(200, "\(count.withLock { $0 }) \(sum.withLock { $0 })")
}

@Suite struct `Long bodies` {
  private static func expected(_ bytes: [UInt8]) -> String {
    "\(bytes.count) \(bytes.reduce(UInt64(0)) { $0 &+ UInt64($1) })"
  }

  private static func head(_ length: Int) -> String {
    "PUT /u HTTP/1.1\r\nHost: h\r\nContent-Length: \(length)\r\n\r\n"
  }

  @Test func `arrive whole, and the connection serves the next request`() async throws {
    try await withServer(counter) { port in
      let client = try RawClient(port: port)
      for length in [3_000_000, 5_000_001] {
        let bytes = pattern(count: length)
        await client.send(Self.head(length))
        await client.send(bytes)
        let reply = await client.read(until: Self.expected(bytes))
        #expect(reply.hasPrefix("HTTP/1.1 200 OK"))
      }
    }
  }

  @Test func `arrive whole from a peer that says it will send nothing more`() async throws {
    let bytes = pattern(count: 4_000_000)
    try await withServer(counter) { port in
      let client = try RawClient(port: port)
      await client.send(Self.head(bytes.count))
      await client.send(bytes)
      client.halfClose()
      #expect(await client.textToEnd()?.hasSuffix(Self.expected(bytes)) == true)
    }
  }

  @Test func `are followed by what was sent right behind them`() async throws {
    let bytes = pattern(count: 2_000_000)
    try await withServer(counter) { port in
      let client = try RawClient(port: port)
      await client.send(Self.head(bytes.count))
      await client.send(bytes + Array("PUT /v HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab".utf8))
      client.halfClose()
      let text = await client.textToEnd() ?? ""
      #expect(text.contains(Self.expected(bytes)))
      #expect(text.hasSuffix("2 195"))
    }
  }

  @Test func `that end early are broken off, and the peer is told`() async throws {
    try await withServer(counter) { port in
      let client = try RawClient(port: port)
      await client.send(Self.head(9_000_000))
      await client.send(pattern(count: 2_000_000))
      client.halfClose()
      #expect(await client.textToEnd()?.hasPrefix("HTTP/1.1 400") == true)
    }
  }
}
