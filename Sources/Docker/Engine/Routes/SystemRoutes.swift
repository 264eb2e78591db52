import Basics
import DockerAPI
import HTTPServer

/// The engine itself: `_ping`, `version`, `info`, `events`, `system df`.
struct SystemRoutes: Sendable {
  let machine: Machine

  var routes: [Route] {
    [
      Route("GET", "_ping", always: Self.ping(saying: "OK")),
      Route("HEAD", "_ping", always: Self.ping(saying: "")),
      Route("GET", "version") { _ in try .json(200, machine.engineVersion) },
      Route("GET", "info") { _ in try .json(200, await machine.info()) },
      Route("GET", "system/df") { _ in try .json(200, await machine.diskUsage()) },
      Route("GET", "events") { try events($0) },
    ]
  }

  private static func ping(saying text: String) -> HTTPReply {
    HTTPReply(
      200,
      headers: [
        "Cache-Control": "no-cache, no-store, must-revalidate", "Content-Type": "text/plain; charset=utf-8",
        "Pragma": "no-cache",
      ], body: .bytes(Array(text.utf8)))
  }

  /// What has happened since then, and unless it ends before now, what happens from here on.
  private func events(_ request: RouteRequest) throws -> HTTPReply {
    let since = try moment(request, "since")
    let until = try moment(request, "until")
    if let since, let until, until < since {
      throw EngineFault.badParameter(
        "`since` time (\(request.value("since") ?? "")) cannot be after `until` time (\(request.value("until") ?? ""))"
      )
    }
    let selection = EventSelection(since: since, until: until, filters: try request.filters())
    let (past, future) = machine.events.listen()
    let remaining = until.map { $0.duration(since: machine.now()) }
    return .endlessStream(200, headers: ["Content-Type": "application/json"]) { writer in
      if since != nil {
        for event in past where selection.includes(event) { try await writer.write(Self.line(event)) }
      }
      try await Self.send(future, selection, within: remaining, to: writer)
    }
  }

  private static func send(
    _ events: AsyncStream<EventMessage>, _ selection: EventSelection, within limit: Duration?,
    to writer: BodyWriter
  ) async throws {
    if let limit, limit <= .zero { return }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for await event in events where selection.includes(event) { try await writer.write(line(event)) }
      }
      if let limit { group.addTask { try await Task.sleep(for: limit) } }
      try await group.next()
      group.cancelAll()
    }
  }

  private static func line(_ event: EventMessage) throws -> [UInt8] {
    try JSONLine.bytes(event)
  }

  private func moment(_ request: RouteRequest, _ name: String) throws(EngineFault) -> Timestamp? {
    guard let text = request.value(name) else { return nil }
    if let moment = Timestamp(query: text) { return moment }
    guard let ago = SleepArgument.duration(text) else {
      throw .system("strconv.ParseInt: parsing \"\(text)\": invalid syntax")
    }
    return machine.now().advanced(by: .zero - ago)
  }
}
