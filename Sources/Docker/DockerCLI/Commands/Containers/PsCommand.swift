import DockerAPI
import EngineClient
import OCI

/// `docker ps`.
enum PsCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "List containers",
    usage: "[OPTIONS]", arguments: .none,
    aliases: ["docker container ls", "docker container list", "docker container ps", "docker ps"],
    flags: [
      Flag("all", "a", .bool, "Show all containers (default shows just running)"),
      Flag("filter", "f", .filter, "Filter output based on conditions provided"),
      Flag("format", nil, .string, HelpText.listFormat),
      Flag("last", "n", .integer, "Show n last created containers (includes all states) (default -1)"),
      Flag("latest", "l", .bool, "Show the latest created container (includes all states)"),
      Flag("no-trunc", nil, .bool, "Don't truncate output"),
      Flag("quiet", "q", .bool, "Only display container IDs"),
      Flag("size", "s", .bool, "Display total file sizes"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let isQuiet = call.arguments.bool("quiet")
    let asked = call.arguments.string("format")
    let isIgnored = isQuiet && !["table", "json"].contains(asked ?? "table")
    if isIgnored {
      call.complain("WARNING: Ignoring custom format, because both --format and --quiet are set.")
    }
    let format = isIgnored && asked != "raw" ? nil : asked
    try validate(format)
    let rows = try await containers(call)
    let isTruncated = !call.arguments.bool("no-trunc")
    let showsSize = call.arguments.bool("size")
    let text = try ContainerRow.format(showsSize: showsSize, isTruncated: isTruncated).text(
      rows.map { ContainerRow(container: $0, isTruncated: isTruncated, environment: call.environment).row },
      format: format, isQuiet: isQuiet)
    call.environment.output.write(text)
    return 0
  }

  private static func containers(_ call: Invocation) async throws -> [ContainerSummary] {
    let arguments = call.arguments
    let limit = arguments.bool("latest") ? 1 : arguments.integer("last") ?? -1
    var query = Filters(arguments.list("filter")).query
    if arguments.bool("all") { query.append(("all", "1")) }
    if limit > 0 { query.append(("limit", "\(limit)")) }
    if arguments.bool("size") || arguments.string("format").map(asksForSize) == true {
      query.append(("size", "1"))
    }
    return try await call.engine().get("/containers/json", query: query)
  }

  /// Whether a template shows the size, or everything.
  private static func asksForSize(_ format: String) -> Bool {
    format.contains(".Size") || format.contains(/json +\.(?![A-Za-z])/)
  }

  /// Docker tries a template on an empty row before it asks the engine.
  private static func validate(_ format: String?) throws(CommandFailure) {
    guard let format, !format.isEmpty, !["table", "json", "raw"].contains(format) else { return }
    let template: Template
    do throws(TemplateError) {
      template = try Template(format)
    } catch {
      throw CommandFailure("failed to parse template: \(error.text)")
    }
    do throws(TemplateError) {
      _ = try template.text(of: .row(ContainerRow.empty))
    } catch {
      throw CommandFailure("failed to execute template: \(error.text)")
    }
  }
}
