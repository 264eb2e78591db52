import Basics
import DockerAPI
import EngineClient
import HTTPServer
import TestSupport
import Testing

/// The client against a real server on a real socket.
@Suite struct EngineClientTests {
  /// Serves on a unix socket while `body` runs.
  private func with(
    isAlone: Bool = false, _ respond: @escaping @Sendable (HTTPRequest) async -> HTTPReply,
    _ body: (EngineClient) async throws -> Void
  ) async throws {
    let folder = try ScratchFolder()
    let path = folder.path + "/e.sock"
    let loops = ServerLoops()
    let server = try await HTTPServer.start(
      HTTPService { await respond($0) }, at: .unix(path: path), on: loops, options: ServerOptions(now: { 0 }))
    do {
      try await body(EngineClient(endpoint: .unix(path: path), isAlone: isAlone))
    } catch {
      await server.shutdown()
      await loops.shutdown()
      throw error
    }
    await server.shutdown()
    await loops.shutdown()
  }

  @Test(arguments: [false, true])
  func `Client and engine agree on a version, and requests ask for it`(isAlone: Bool) async throws {
    try await with(isAlone: isAlone) { request in
      if request.path == "/_ping" { return HTTPReply(200, headers: ["Api-Version": "1.45"]) }
      return .text(200, "{\"path\":\"\(request.path)\"}", type: "application/json")
    } _: { client in
      let negotiated = try await client.negotiated()
      #expect(negotiated.version == APIVersion(1, 41))
      let reply = try await negotiated.document(EngineRequest(.get, "/info"))
      #expect(reply["path"]?.string == "/v1.41/info")
    }
  }

  @Test func `A message of a stream is handed over before the next one is sent`() async throws {
    let (received, next) = AsyncStream<Void>.makeStream()
    try await with({ _ in
      .stream(200) { writer in
        try await writer.write("{\"status\":\"one\"}\r\n")
        for await _ in received { break }
        try await writer.write("{\"status\":\"two\"}\r\n")
      }
    }) { client in
      var messages: [String?] = []
      try await client.withReply(to: EngineRequest(.post, "/images/create")) { reply in
        try await reply.forEachMessage { message in
          messages.append(message["status"]?.string)
          next.yield()
        }
      }
      #expect(messages == ["one", "two"])
    }
  }

  @Test(arguments: [false, true])
  func `The head of a wait is there before the container has ended`(isAlone: Bool) async throws {
    let (started, start) = AsyncStream<Void>.makeStream()
    try await with(isAlone: isAlone) { request in
      if request.path.hasSuffix("/start") {
        start.yield()
        return HTTPReply(204)
      }
      return .stream(200) { writer in
        for await _ in started { break }
        try await writer.write("{\"StatusCode\":7}\r\n")
      }
    } _: { client in
      let code = try await client.withReply(to: EngineRequest(.post, "/containers/a/wait")) { wait in
        try await client.send(EngineRequest(.post, "/containers/a/start"))
        return try await wait.document()["StatusCode"]?.int
      }
      #expect(code == 7)
    }
  }

  @Test(arguments: [false, true])
  func `A question that is answered late holds nobody up who asks meanwhile`(isAlone: Bool) async throws {
    let (started, start) = AsyncStream<Void>.makeStream()
    try await with(isAlone: isAlone) { request in
      if request.path.hasSuffix("/start") { start.yield() } else { for await _ in started { break } }
      return .text(200, String(repeating: request.path, count: 20_000))
    } _: { client in
      async let late = client.send(EngineRequest(.post, "/containers/a/wait")).body
      let early = try await client.send(EngineRequest(.post, "/containers/a/start")).body
      #expect(early.count == 20_000 * "/containers/a/start".utf8.count)
      let last = try await late
      #expect(last.count == 20_000 * "/containers/a/wait".utf8.count)
    }
  }

  @Test func `A client that is alone asks again where the engine has closed its connection`() async throws {
    try await with(isAlone: true) { request in
      HTTPReply(200, headers: ["Connection": "close"], body: .bytes(Array(request.path.utf8)))
    } _: { client in
      for path in ["/a", "/b"] {
        let body = try await client.send(EngineRequest(.get, path)).body
        #expect(body == Array(path.utf8))
      }
    }
  }

  @Test func `A stream that was taken over goes both ways, and its input can end first`() async throws {
    try await with({ request in
      .hijack(request) { connection in
        var heard: [UInt8] = []
        do {
          for try await bytes in connection.input { heard += bytes }
          try await connection.write(Array("heard ".utf8) + heard)
        } catch {}
      }
    }) { client in
      let heard = try await client.withHijackedStream(EngineRequest(.post, "/containers/a/attach")) {
        stream, input in
        try await input.send(Array("hello".utf8))
        input.end()
        return String(decoding: try await stream.allBytes(), as: UTF8.self)
      }
      #expect(heard == "heard hello")
    }
  }

  @Test(arguments: [false, true])
  func `An engine's refusal keeps its status and its words`(isAlone: Bool) async throws {
    try await with(isAlone: isAlone) { request in
      request.path.hasSuffix("/json")
        ? .text(404, "{\"message\":\"No such container: x\"}", type: "application/json")
        : .text(400, "client version 1.1 is too old\n")
    } _: { client in
      await #expect(throws: EngineClientError.refused(status: 404, message: "No such container: x")) {
        _ = try await client.send(EngineRequest(.get, "/containers/x/json"))
      }
      await #expect(
        throws: EngineClientError.refused(status: 400, message: "client version 1.1 is too old")
      ) {
        _ = try await client.send(EngineRequest(.get, "/images"))
      }
    }
  }

  @Test func `What is already so (304) is no refusal`() async throws {
    try await with({ _ in HTTPReply(304) }) { client in
      let status = try await client.send(EngineRequest(.post, "/containers/a/stop")).head.status
      #expect(status == 304)
    }
  }

  @Test(arguments: [false, true])
  func `Nobody at the socket is told apart from an engine that refuses`(isAlone: Bool) async throws {
    let folder = try ScratchFolder()
    let endpoint = EngineEndpoint.unix(path: folder.path + "/none.sock")
    do {
      _ = try await EngineClient(endpoint: endpoint, isAlone: isAlone).negotiated()
      Issue.record("connected to nothing")
    } catch EngineClientError.unreachable(let unreachable, let code) {
      #expect(unreachable == endpoint)
      #expect(code == 2)
    }
  }

  @Test(arguments: [false, true])
  func `A connection that closes in the middle is an error`(isAlone: Bool) async throws {
    try await with(isAlone: isAlone) { _ in
      .stream(200) { writer in
        try await writer.write("{\"a\":")
        throw CancellationError()
      }
    } _: { client in
      await #expect(throws: EngineClientError.self) {
        try await client.document(EngineRequest(.get, "/info"))
      }
    }
  }
}
