import Basics
import DockerAPI
import HTTPServer
import Shell

/// Containers: what they wrote and write, and what is typed to them.
struct OutputRoutes: Sendable {
  let machine: Machine

  var routes: [Route] {
    [
      Route("GET", "containers/*/logs") { try await logs($0) },
      Route("POST", "containers/*/attach") { request in
        do throws(EngineFault) {
          return try await attach(request)
        } catch {
          return Self.refusal(error)
        }
      },
    ]
  }

  private func logs(_ request: RouteRequest) async throws -> HTTPReply {
    var selection = LogSelection()
    selection.includesOutput = request.flag("stdout")
    selection.includesErrors = request.flag("stderr")
    guard selection.includesOutput || selection.includesErrors else {
      throw EngineFault.badParameter("Bad parameters: you must choose at least one stream")
    }
    for name in ["since", "until"] {
      guard let text = request.value(name), Timestamp(query: text) == nil else { continue }
      throw EngineFault.system("strconv.ParseInt: parsing \"\(text)\": invalid syntax")
    }
    selection.tail = request.value("tail").flatMap { Int($0) }
    selection.since = request.value("since").flatMap { $0 == "0" ? nil : Timestamp(query: $0) }
    selection.until = request.value("until").flatMap { $0 == "0" ? nil : Timestamp(query: $0) }
    let chosen = selection
    let isStamped = request.flag("timestamps")
    let (container, past, future) = try await machine.output(
      of: request.name, chosen, follow: request.flag("follow"))
    let form = OutputForm(
      isRaw: container.hasTerminal, isStamped: isStamped,
      details: request.flag("details") ? LogOptions.details(of: container) : nil)
    guard let future else {
      return .stream(200) { writer in for entry in past { try await writer.write(form.bytes(entry)) } }
    }
    return .endlessStream(200) { writer in
      for entry in past { try await writer.write(form.bytes(entry)) }
      for await entry in future where chosen.includes(entry) { try await writer.write(form.bytes(entry)) }
    }
  }

  /// Docker has taken the connection over before it looks whether it can attach, and tells in plain words.
  private static func refusal(_ fault: EngineFault) -> HTTPReply {
    HTTPReply(
      fault.status, headers: ["Content-Type": "application/vnd.docker.raw-stream"],
      body: .bytes(Array("\(fault.message)\r\n".utf8)))
  }

  private func attach(_ request: RouteRequest) async throws(EngineFault) -> HTTPReply {
    try EscapeKeys.require(request.value("detachKeys") ?? "")
    let (container, past, future) = try await machine.attach(
      to: request.name, includingPast: request.flag("logs"))
    let form = OutputForm(isRaw: container.hasTerminal, isStamped: false)
    var selection = LogSelection()
    selection.includesOutput = request.flag("stdout")
    selection.includesErrors = request.flag("stderr")
    let chosen = selection
    let streams = request.flag("stream")
    let listens = request.flag("stdin") && container.config.opensStdin
    let headers: HTTPFields = ["Content-Type": "application/vnd.docker.raw-stream"]
    return .hijack(request.http, headers: headers) { connection in
      let keyboard = Task { if listens { await type(connection.input, to: container) } }
      defer { keyboard.cancel() }
      do {
        for entry in past where chosen.includes(entry) { try await connection.write(form.bytes(entry)) }
        guard streams else { return }
        for await piece in future where chosen.includes(piece.stream) {
          try await connection.write(form.bytes(piece))
        }
      } catch {
        // The client is gone; the container goes on.
      }
    }
  }

  /// Takes what is typed to a container, and its end.
  private func type(_ input: ByteStream, to container: Container) async {
    let process = await machine.process(of: container.id)
    do {
      for try await bytes in input {
        if let process {
          await process.write(bytes)
        } else if container.hasTerminal {
          // A program that this process plays knows Ctrl-C and Ctrl-\; nothing else has a reader here.
          for byte in bytes { await machine.press(byte, on: container.id) }
        }
      }
    } catch {
      // The client is gone; the container goes on.
    }
    if container.config.closesStdinAfterFirst { await process?.endInput() }
  }
}

/// How output travels: framed, or bare from a terminal; with the time in front of each line or not.
struct OutputForm: Sendable {
  let isRaw: Bool
  let isStamped: Bool
  /// What stands before each line; `nil` when not asked for.
  var details: String?

  func bytes(_ entry: LogEntry) -> [UInt8] {
    let line = details.map { "\($0) \(entry.text)" } ?? entry.text
    let text = isStamped ? "\(entry.time.fixedText) \(line)" : line
    guard !isRaw else { return Array(text.utf8) }
    let stream: StreamFrame.Stream = entry.stream == .standardOutput ? .standardOutput : .standardError
    return StreamFrame(stream, Array(text.utf8)).bytes
  }

  func bytes(_ piece: OutputPiece) -> [UInt8] {
    guard !isRaw else { return piece.bytes }
    return StreamFrame(piece.stream == .standardOutput ? .standardOutput : .standardError, piece.bytes).bytes
  }
}
