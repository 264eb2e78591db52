import DockerAPI
import EngineClient

/// `docker images`.
enum ImagesCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "List images",
    usage: "[OPTIONS] [REPOSITORY[:TAG]]", arguments: .atMost(1),
    aliases: ["docker image ls", "docker image list", "docker images"],
    flags: [
      Flag("all", "a", .bool, "Show all images (default hides intermediate images)"),
      Flag("digests", nil, .bool, "Show digests"),
      Flag("filter", "f", .filter, "Filter output based on conditions provided"),
      Flag("format", nil, .string, HelpText.listFormat),
      Flag("no-trunc", nil, .bool, "Don't truncate output"),
      Flag("quiet", "q", .bool, "Only show image IDs"),
      Flag(
        "tree", nil, .bool, "List multi-platform images as a tree (EXPERIMENTAL)", requires: APIVersion(1, 47)
      ),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let arguments = call.arguments
    var filters = Filters(arguments.list("filter"))
    if let name = call.names.first { filters.add("reference", name) }
    var query = filters.query
    if arguments.bool("all") { query.append(("all", "1")) }
    let images: [ImageSummary] = try await call.engine().get("/images/json", query: query)
    let format = arguments.string("format")
    let isQuiet = arguments.bool("quiet")
    let showsDigests = arguments.bool("digests") || format?.contains("{{.Digest}}") == true
    let rows = ImageRow.rows(
      images, showsDigests: showsDigests && !isQuiet, isTruncated: !arguments.bool("no-trunc"),
      environment: call.environment)
    call.environment.output.write(
      try ImageRow.format(showsDigests: arguments.bool("digests")).text(
        rows.map(\.row), format: format, isQuiet: isQuiet))
    return 0
  }
}
