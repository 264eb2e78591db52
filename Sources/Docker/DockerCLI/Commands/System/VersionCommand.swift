import Basics
import DockerAPI
import EngineClient

/// `docker version`.
enum VersionCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Show the Docker version information",
    usage: "[OPTIONS]", arguments: .none,
    flags: [
      Flag("format", "f", .string, HelpText.inspectFormat)
    ])

  /// The newest version of the API this docker could speak; it never asks for more than its engine knows.
  private static let newest = APIVersion(1, 50)

  static func run(_ call: Invocation) async throws -> Int32 {
    let template = try FormatArgument.template(call, name: "version")
    var failure: (any Error)?
    var server: EngineVersion?
    var version = newest
    do {
      let engine = try await call.engine()
      version = engine.version ?? newest
      server = try await engine.get("/version")
    } catch {
      failure = error
    }
    if let template {
      let document = document(version, server).object ?? JSONObject([])
      do throws(TemplateError) {
        call.printLine(try template.text(of: .typed(document, typeName: "system.versionInfo")))
      } catch {
        // What came before the fault has been printed.
        call.printLine(error.printed)
        throw CommandFailure(error.text)
      }
    } else {
      call.printLine(VersionText.text(client: version, newest: newest, server: server, call))
    }
    if let failure { throw CommandFailure(failure) }
    return 0
  }

  private static func document(_ version: APIVersion, _ server: EngineVersion?) -> JSONValue {
    let client: JSONValue = [
      "Version": .string(ClientVersion.number),
      "ApiVersion": .string("\(version)"),
      "DefaultAPIVersion": .string("\(newest)"), "GitCommit": .string(ClientVersion.commit),
      "GoVersion": "", "Os": .string(ClientPlatform.system), "Arch": .string(ClientPlatform.architecture),
      "BuildTime": "", "Context": "default",
    ]
    guard let server, let document = try? JSONValue(encoding: server) else {
      return ["Client": client, "Server": .null]
    }
    return ["Client": client, "Server": document]
  }
}

/// The computer this docker was built for.
enum ClientPlatform {
  #if os(macOS)
    static let system = "darwin"
  #else
    static let system = "linux"
  #endif
  #if arch(arm64)
    static let architecture = "arm64"
  #else
    static let architecture = "amd64"
  #endif
}
