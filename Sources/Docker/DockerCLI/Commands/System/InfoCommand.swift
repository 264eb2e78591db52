import Basics
import DockerAPI
import EngineClient

/// `docker info`.
enum InfoCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Display system-wide information",
    usage: "[OPTIONS]", arguments: .none,
    aliases: ["docker system info", "docker info"],
    flags: [
      Flag("format", "f", .string, HelpText.inspectFormat)
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let template = try FormatArgument.template(call)
    let document: JSONValue
    do {
      document = try await call.engine().document(EngineRequest(.get, "/info"))
    } catch {
      if template == nil { call.environment.output.write(InfoText.client + "\n\nServer:\n") }
      throw CommandFailure(error)
    }
    if let template {
      let document = completed(document).object ?? JSONObject([])
      do throws(TemplateError) {
        call.printLine(try template.text(of: .typed(document, typeName: "system.dockerInfo")))
      } catch {
        // Docker's template writes as it goes.
        call.printLine(error.printed)
        throw CommandFailure(error.text)
      }
    } else {
      let info: EngineInfo = try document.decoded()
      call.printLine("\(InfoText.client)\n\nServer:\n\(InfoText.server(info))")
    }
    return 0
  }

  /// The engine's document with what docker adds of its own.
  private static func completed(_ document: JSONValue) -> JSONValue {
    guard case .object(var object) = document else { return document }
    object["ClientInfo"] = [
      "Debug": false, "Version": .string(ClientVersion.number), "GitCommit": .string(ClientVersion.commit),
      "GoVersion": "", "Os": .string(ClientPlatform.system), "Arch": .string(ClientPlatform.architecture),
      "BuildTime": "", "Context": "default", "Plugins": [], "Warnings": .null,
    ]
    if let registries = object["RegistryConfig"]?.object {
      let known = ["IndexConfigs", "InsecureRegistryCIDRs", "Mirrors"]
      object["RegistryConfig"] = .object(
        JSONObject(
          registries.members.filter { known.contains($0.key) }.map { ($0.key, sorted($0.value)) }.sorted {
            $0.0 < $1.0
          }))
    }
    return .object(object)
  }

  /// With the members of all objects in the order of their names.
  private static func sorted(_ value: JSONValue) -> JSONValue {
    guard case .object(let object) = value else { return value }
    return .object(
      JSONObject(object.members.map { ($0.key, sorted($0.value)) }.sorted { $0.0 < $1.0 }))
  }
}
