import Basics
import DockerAPI
import EngineClient

/// `docker events`.
enum EventsCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Get real time events from the server",
    usage: "[OPTIONS]", arguments: .none,
    aliases: ["docker system events", "docker events"],
    flags: [
      Flag("filter", "f", .filter, "Filter output based on conditions provided"),
      Flag("format", nil, .string, HelpText.inspectFormat),
      Flag("since", nil, .string, "Show all events created since timestamp"),
      Flag("until", nil, .string, "Stream events until this timestamp"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let problem = "Error parsing format: "
    let template = try FormatArgument.template(call, problem: problem)
    var query = Filters(call.arguments.list("filter")).query
    for name in ["since", "until"] {
      guard let text = call.arguments.string(name) else { continue }
      query.append((name, try TimeArgument.parameter(text, now: call.environment.now())))
    }
    let request = EngineRequest(.get, "/events", query: query)
    try await call.engine().withReply(to: request) { reply in
      try await reply.requireSuccess()
      try await reply.forEachMessage { message in
        guard let template else { return call.printLine(text(try message.decoded(), call)) }
        let event = TemplateValue.typed(message.object ?? JSONObject([]), typeName: "*events.Message")
        call.printLine(try FormatArgument.text(template, of: event, problem: problem, exitCode: 64))
      }
    }
    return 0
  }

  /// `2026-11-23T16:22:52.012791608Z container prune  (reclaimed=0)`.
  private static func text(_ event: EventMessage, _ call: Invocation) -> String {
    let (seconds, nanoseconds) = event.timeNano.quotientAndRemainder(dividingBy: 1_000_000_000)
    let time = call.environment.timeZone.internetText(
      seconds: event.timeNano == 0 ? event.time : seconds, nanoseconds: nanoseconds)
    let attributes = event.actor.attributes
    let details = attributes.sortedKeys.map { "\($0)=\(attributes[$0] ?? "")" }.joined(separator: ", ")
    let line = "\(time) \(event.type) \(event.action) \(event.actor.id)"
    return details.isEmpty ? line : "\(line) (\(details))"
  }
}
