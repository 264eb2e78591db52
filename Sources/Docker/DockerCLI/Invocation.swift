import Basics
import DockerAPI
import EngineClient

/// One call of a command: what was asked, and what it may touch.
struct Invocation: Sendable {
  /// The command as help and error texts name it: `docker container ls`.
  let path: String
  let specification: CommandSpecification
  let arguments: ParsedArguments
  let environment: CommandEnvironment
  let endpoint: EngineEndpoint
  /// The folder of `config.json`.
  let configFolder: String

  /// The engine, the version agreed on, or the one that `DOCKER_API_VERSION` says, as docker does.
  func engine() async throws -> EngineClient {
    let told = environment.variables["DOCKER_API_VERSION"].flatMap { APIVersion($0) }
    let plain = EngineClient(
      endpoint: endpoint, version: told, direct: environment.endpoint == endpoint ? environment.engine : nil)
    let client = told == nil ? try await plain.negotiated() : plain
    for flag in specification.flags where arguments.has(flag.name) {
      guard let needed = flag.requires, let version = client.version, version < needed else { continue }
      throw CommandFailure(
        "\"--\(flag.name)\" requires API version \(needed), but the Docker daemon API version is \(version)")
    }
    return client
  }

  var names: [String] { arguments.positional }

  /// The argument at a place that the argument rule has already made sure of.
  func name(_ index: Int) -> String { index < names.count ? names[index] : "" }

  func printLine(_ line: String) { environment.output.write(line + "\n") }

  func complain(_ line: String) { environment.errors.write(line + "\n") }

  /// Does something for every argument; what fails is said, and the others go on.
  func forEachName(_ body: (String) async throws -> Void) async -> Int32 {
    var exitCode: Int32 = 0
    for name in names {
      do {
        try await body(name)
      } catch {
        complain(CommandFailure.text(of: error))
        exitCode = 1
      }
    }
    return exitCode
  }
}
