import Basics
import DockerAPI
import DockerCLI
import EngineClient
import HTTPServer
import TestSupport
import Testing

/// Containers in the foreground, on a real socket.
@Suite struct AttachedSessionTests {
  /// What a learner types, key by key, on a terminal.
  private struct Keys: InputChannel {
    let stream: AsyncStream<[UInt8]>

    init(_ pieces: [String]) {
      stream = AsyncStream { continuation in
        // No end: a terminal stays open.
        for piece in pieces { continuation.yield(Array(piece.utf8)) }
      }
    }

    var isTerminal: Bool { true }

    func read() async -> [UInt8]? {
      for await bytes in stream { return bytes }
      return nil
    }
  }

  /// An engine with one container that echoes until it reads `exit`, then ends with code 3.
  private static func engine(
    _ request: HTTPRequest, ended: AsyncStream<Void>, end: AsyncStream<Void>.Continuation
  ) -> HTTPReply {
    let path = AskedVersion.split(path: request.path[...]).rest
    if path == "/containers/create" {
      return .text(201, #"{"Id":"c0ffee","Warnings":[]}"#, type: "application/json")
    }
    if path.hasSuffix("/wait") {
      return .stream(200) { writer in
        for await _ in ended { break }
        try await writer.write(#"{"Error":null,"StatusCode":3}"#)
      }
    }
    if path.hasSuffix("/attach") {
      return .hijack(request) { connection in
        var heard = ""
        do {
          for try await bytes in connection.input {
            heard += String(decoding: bytes, as: UTF8.self)
            try await connection.write(bytes)
            if heard.contains("exit") { break }
          }
        } catch {}
        end.yield()
      }
    }
    return HTTPReply(path == "/_ping" ? 200 : 204, headers: ["Api-Version": "1.41"])
  }

  private func run(_ keys: [String]) async throws -> (code: Int32, output: String) {
    let folder = try ScratchFolder()
    let loops = ServerLoops()
    let (ended, end) = AsyncStream<Void>.makeStream()
    let server = try await HTTPServer.start(
      HTTPService { Self.engine($0, ended: ended, end: end) }, at: .unix(path: folder.path + "/e.sock"),
      on: loops,
      options: ServerOptions(now: { 0 }))
    let output = CollectedOutput(terminal: TerminalSize(columns: 120, rows: 40))
    let code = await DockerCommandLine.run(
      arguments: ["run", "-it", "--rm", "alpine", "sh"],
      environment: CommandEnvironment(
        endpoint: .unix(path: folder.path + "/e.sock"), input: Keys(keys), output: output,
        errors: CollectedOutput(), now: { Timestamp(seconds: 0) }))
    await server.shutdown()
    await loops.shutdown()
    return (code, output.text)
  }

  @Test func `What is typed reaches the container, and its exit code is the command's`() async throws {
    let (code, output) = try await run(["echo hi\n", "exit\n"])
    #expect(code == 3)
    #expect(output == "echo hi\nexit\n")
  }

  @Test func `Ctrl-P Ctrl-Q leaves the container running`() async throws {
    let (code, output) = try await run(["echo hi\n", "\u{10}", "\u{11}"])
    #expect(code == 0)
    #expect(!output.contains("\u{11}"))
  }

  @Test func `A terminal is refused where there is none to attach`() async throws {
    let errors = CollectedOutput()
    let code = await DockerCommandLine.run(
      arguments: ["run", "-it", "alpine"],
      environment: CommandEnvironment(
        endpoint: .unix(path: "/nowhere"), output: CollectedOutput(), errors: errors,
        now: { Timestamp(seconds: 0) }))
    #expect(code == 1)
    #expect(errors.text == "the input device is not a TTY\n")
  }
}
