import Basics
import DockerAPI
import EngineClient

/// `docker search`.
enum SearchCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Search Docker Hub for images",
    usage: "[OPTIONS] TERM", arguments: .exactly(1),
    flags: [
      Flag("filter", "f", .filter, "Filter output based on conditions provided"),
      Flag("format", nil, .string, "Pretty-print search using a Go template"),
      Flag("limit", nil, .integer, "Max number of search results"),
      Flag("no-trunc", nil, .bool, "Don't truncate output"),
    ])

  private static let format = ListFormat(
    typeName: "*formatter.searchContext",
    titles: [
      "Name": "NAME", "Description": "DESCRIPTION", "StarCount": "STARS", "IsOfficial": "OFFICIAL",
      "IsAutomated": "AUTOMATED",
    ],
    table: "{{.Name}}\t{{.Description}}\t{{.StarCount}}\t{{.IsOfficial}}", quiet: "{{.Name}}")

  static func run(_ call: Invocation) async throws -> Int32 {
    var query = [(name: "term", value: call.name(0))] + Filters(call.arguments.list("filter")).query
    if let limit = call.arguments.integer("limit"), limit > 0 { query.append(("limit", "\(limit)")) }
    let header = Credentials(folder: call.configFolder).header(for: "docker.io")
    let request = EngineRequest(
      .get, "/images/search", query: query, headers: [("X-Registry-Auth", header)])
    let found: [FoundImage] = try await call.engine().value(request)
    let isWhole = call.arguments.bool("no-trunc")
    call.environment.output.write(
      try format.text(found.map { row($0, isWhole: isWhole) }, format: call.arguments.string("format")))
    return 0
  }

  private static func row(_ image: FoundImage, isWhole: Bool) -> TemplateRow {
    let description = image.description.replacing("\n", with: " ").replacing("\r", with: " ")
    return TemplateRow(
      typeName: format.typeName,
      texts: [
        "Name": image.name, "Description": isWhole ? description : Shortening.ellipsis(description, 45),
        "StarCount": "\(image.stars)", "IsOfficial": image.isOfficial ? "[OK]" : "",
        "IsAutomated": image.isAutomated ? "[OK]" : "",
      ])
  }
}
