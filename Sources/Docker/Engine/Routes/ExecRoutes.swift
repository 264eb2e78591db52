import Basics
import DockerAPI
import HTTPServer
import Shell

/// Commands in containers that run: making, starting, and what became of them.
struct ExecRoutes: Sendable {
  let machine: Machine

  var routes: [Route] {
    [
      Route("POST", "containers/*/exec") { request in
        _ = try await machine.inspect(request.name)
        let asked = try await request.body(ExecRequest.self, as: .exec)
        let id = try await machine.makeExec(in: request.name, asked)
        return .json(201, document: ["Id": .string(id)])
      },
      Route("POST", "exec/*/start") { try await start($0) },
      Route("POST", "exec/*/resize") { request in
        try await machine.resizeExec(request.name, to: request.terminalSize())
        return HTTPReply(200)
      },
      Route("GET", "exec/*/json") { request in
        .json(200, document: try await machine.exec(request.name).inspection)
      },
    ]
  }

  private func start(_ request: RouteRequest) async throws -> HTTPReply {
    let asked = try await request.body(StartRequest.self, as: .execStart)
    let exec = try await machine.claimExec(request.name)
    guard !asked.isDetached else {
      let (_, output) = try await machine.startExec(exec)
      Task { for await _ in output {} }
      return HTTPReply(200)
    }
    let form = OutputForm(isRaw: exec.request.hasTerminal, isStamped: false)
    let headers = EngineRouter.signed(["Content-Type": "application/vnd.docker.raw-stream"])
    return .hijack(request.http, headers: headers) { connection in
      do {
        let (process, output) = try await machine.startExec(exec)
        let keyboard = process.map { process in Task { await type(connection.input, to: process, exec) } }
        defer { keyboard?.cancel() }
        for await piece in output where exec.request.shows(piece.stream) {
          try await connection.write(form.bytes(piece))
        }
      } catch let fault as EngineFault {
        // The answer has begun: Docker tells it where the command would have written.
        let text = Array("\(fault.message)\r\n".utf8)
        try? await connection.write(form.bytes(OutputPiece(stream: .standardOutput, bytes: text)))
      } catch {
        // The client is gone; the command goes on.
      }
    }
  }

  private func type(_ input: ByteStream, to process: LiveChild, _ exec: Exec) async {
    guard exec.request.attachesStdin else { return }
    do {
      for try await bytes in input { await process.write(bytes) }
    } catch {
      // The client is gone; the command goes on.
    }
    await process.endInput()
  }

  private struct StartRequest: Decodable {
    @Defaulted var isDetached: Bool = false

    private enum CodingKeys: String, CodingKey {
      case isDetached = "Detach"
    }
  }
}

extension ExecRequest {
  /// Whether whoever started it wants to see what it writes there.
  func shows(_ stream: OutputStream) -> Bool {
    hasTerminal || (stream == .standardOutput ? attachesStdout : attachesStderr)
  }
}
