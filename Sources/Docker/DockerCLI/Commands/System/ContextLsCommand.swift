import Basics
import DockerAPI
import EngineClient

/// `docker context ls`: the one context there is.
enum ContextLsCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "List contexts", usage: "[OPTIONS]", arguments: .none,
    aliases: ["docker context ls", "docker context list"],
    flags: [
      Flag("format", nil, .string, HelpText.listFormat),
      Flag("quiet", "q", .bool, "Only show context names"),
    ])

  private static let format = ListFormat(
    typeName: "*formatter.clientContextContext",
    titles: [
      "Name": "NAME", "Description": "DESCRIPTION", "DockerEndpoint": "DOCKER ENDPOINT", "Error": "ERROR",
    ],
    table: "{{.Name}}{{if .Current}} *{{end}}\t{{.Description}}\t{{.DockerEndpoint}}\t{{.Error}}",
    quiet: "{{.Name}}")

  private static let columns: TemplateRow.Columns<EngineEndpoint> = [
    "Name": { _ in "default" },
    "Current": { _ in true },
    "Description": { _ in "Current DOCKER_HOST based configuration" },
    "DockerEndpoint": { .string($0.description) },
    "Error": { _ in "" },
  ]

  static func run(_ call: Invocation) async throws -> Int32 {
    let row = TemplateRow(typeName: format.typeName, of: call.endpoint, columns: columns)
    if call.environment.variables["DOCKER_HOST"]?.isEmpty == false {
      call.complain(
        "Warning: DOCKER_HOST environment variable overrides the active context. To use a context, either set the "
          + "global --context flag, or unset DOCKER_HOST environment variable.")
    }
    call.environment.output.write(
      try format.text([row], format: call.arguments.string("format"), isQuiet: call.arguments.bool("quiet")))
    return 0
  }
}

/// `docker context show`.
enum ContextShowCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Print the name of the current context", usage: "", arguments: .none)

  static func run(_ call: Invocation) async throws -> Int32 {
    call.printLine("default")
    return 0
  }
}
