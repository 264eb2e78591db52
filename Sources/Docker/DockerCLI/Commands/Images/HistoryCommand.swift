import Basics
import DockerAPI
import EngineClient

/// `docker history`.
enum HistoryCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Show the history of an image",
    usage: "[OPTIONS] IMAGE", arguments: .exactly(1),
    aliases: ["docker image history", "docker history"],
    flags: [
      Flag("format", nil, .string, HelpText.listFormat),
      Flag("human", "H", .bool, "Print sizes and dates in human readable format (default true)"),
      Flag("no-trunc", nil, .bool, "Don't truncate output"),
      Flag(
        "platform", nil, .string,
        "Show history for the given platform. Formatted as \"os[/arch[/variant]]\" "
          + "(e.g., \"linux/amd64\")", requires: APIVersion(1, 48)),
      Flag("quiet", "q", .bool, "Only show image IDs"),
    ])

  private static let format = ListFormat(
    typeName: "*image.historyContext",
    titles: [
      "ID": "IMAGE", "CreatedSince": "CREATED", "CreatedAt": "CREATED AT", "CreatedBy": "CREATED BY",
      "Size": "SIZE", "Comment": "COMMENT",
    ],
    table: "{{.ID}}\t{{.CreatedSince}}\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}", quiet: "{{.ID}}")

  static func run(_ call: Invocation) async throws -> Int32 {
    let entries: [HistoryEntry] = try await call.engine().get("/images/\(call.name(0))/history")
    let isForPeople = call.arguments.bool("human", default: true)
    let rows = entries.map { row($0, isForPeople: isForPeople, call) }
    var format = format
    if !isForPeople {
      format = ListFormat(
        typeName: format.typeName, titles: format.titles.merging(["CreatedSince": "CREATED AT"]) { $1 },
        table: format.table, quiet: format.quiet)
    }
    call.environment.output.write(
      try format.text(
        rows, format: call.arguments.string("format"), isQuiet: call.arguments.bool("quiet")))
    return 0
  }

  private static func row(_ entry: HistoryEntry, isForPeople: Bool, _ call: Invocation) -> TemplateRow {
    let isTruncated = !call.arguments.bool("no-trunc")
    let createdAt = call.environment.timeZone.internetText(seconds: entry.created)
    let since = Duration.seconds(call.environment.now().seconds - entry.created).inWords + " ago"
    let command = entry.createdBy.map { $0 == "\t" ? " " : String($0) }.joined()
    return TemplateRow(
      typeName: format.typeName,
      texts: [
        "ID": isTruncated ? Shortening.id(entry.id) : entry.id, "CreatedAt": createdAt,
        "CreatedSince": isForPeople ? since : createdAt,
        "CreatedBy": isTruncated ? Shortening.ellipsis(command, 45) : command,
        "Size": isForPeople ? Units.size(entry.size, digits: 3) : "\(entry.size)",
        "Comment": entry.comment,
      ])
  }
}
