import DockerAPI
import HTTPServer
import Shell

/// Containers: starting, ending, and waiting for it.
struct LifecycleRoutes: Sendable {
  let machine: Machine

  var routes: [Route] {
    [
      Route("POST", "containers/*/start") { request in
        try await requireEmpty(request)
        return try await machine.start(request.name) ? .noContent : .notModified
      },
      Route("POST", "containers/*/stop") { request in
        try await machine.stop(request.name, grace: grace(request)) ? .noContent : .notModified
      },
      Route("POST", "containers/*/restart") { request in
        try await machine.restart(request.name, grace: grace(request))
        return .noContent
      },
      Route("POST", "containers/*/kill") { request in
        try await kill(request)
        return .noContent
      },
      Route("POST", "containers/*/pause") { request in
        try await machine.pause(request.name)
        return .noContent
      },
      Route("POST", "containers/*/unpause") { request in
        try await machine.unpause(request.name)
        return .noContent
      },
      Route("POST", "containers/*/resize") { request in
        try await machine.resize(request.name, to: request.terminalSize())
        return HTTPReply(200)
      },
      Route("POST", "containers/*/wait") { try await wait($0) },
    ]
  }

  /// Until API 1.24 a start could bring settings of the host with it.
  private func requireEmpty(_ request: RouteRequest) async throws {
    guard request.version >= APIVersion(1, 24) else { return }
    let body = try await request.http.body.collect(upTo: 8 << 20)
    guard body.count <= 7 else {
      throw EngineFault.badParameter(
        "starting container with non-empty request body was deprecated since API v1.22 and removed in v1.24")
    }
  }

  private func kill(_ request: RouteRequest) async throws(EngineFault) {
    let text = request.value("signal") ?? "KILL"
    let signal: Signal
    do throws(EngineFault) {
      signal = try Signal(parsing: text)
    } catch {
      guard let number = Int(text), number != 0 else { throw error }
      // Docker says so of a container that it has.
      do throws(EngineFault) {
        _ = try await machine.container(named: request.name)
      } catch {
        throw EngineFault(status: 404, message: "Cannot kill container: \(request.name): \(error.message)")
      }
      throw .system(
        "Cannot kill container: \(request.name): The linux daemon does not support signal \(number)")
    }
    do throws(EngineFault) {
      try await machine.kill(request.name, signal: signal)
    } catch  where error.status == 404 {
      throw EngineFault(
        status: error.status, message: "Cannot kill container: \(request.name): \(error.message)")
    }
  }

  /// The seconds that a container gets to end; negative ones mean for ever.
  ///
  /// - Throws: `EngineFault` in the words of Go when they are no number, and nothing is then done to the container.
  private func grace(_ request: RouteRequest) throws(EngineFault) -> Duration? {
    guard let text = request.value("t"), !text.isEmpty else { return nil }
    guard let seconds = Int(text) else {
      let isNumber = text.drop { "+-".contains($0) }.allSatisfy { ("0"..."9").contains($0) }
      throw .system(
        "strconv.Atoi: parsing \"\(text)\": \(isNumber ? "value out of range" : "invalid syntax")")
    }
    return .seconds(seconds < 0 ? 1 << 31 : seconds)
  }

  /// The head of the answer goes out at once: clients wait for it before they start the container.
  private func wait(_ request: RouteRequest) async throws -> HTTPReply {
    let condition = request.value("condition").flatMap(WaitCondition.init(rawValue:)) ?? .notRunning
    let replies = try await machine.wait(for: request.name, until: condition)
    return .endlessStream(200, headers: ["Content-Type": "application/json"]) { writer in
      for await reply in replies { try await writer.write(JSONLine.bytes(reply)) }
    }
  }
}

extension RouteRequest {
  /// The `h` and `w` of a resize.
  func terminalSize() throws(EngineFault) -> WindowSize {
    func number(_ name: String) throws(EngineFault) -> UInt16 {
      let text = value(name) ?? ""
      guard let number = UInt16(text) else {
        throw .badParameter("strconv.Atoi: parsing \"\(text)\": invalid syntax")
      }
      return number
    }
    return WindowSize(rows: try number("h"), columns: try number("w"))
  }
}
