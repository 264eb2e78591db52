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
    let plain = environment.client(of: endpoint, version: told)
    let client = told == nil ? try await negotiated(plain) : plain
    for flag in specification.flags where arguments.has(flag.name) {
      guard let needed = flag.requires, let version = client.version, version < needed else { continue }
      throw TooOldEngine(option: flag.name, needed: needed, version: version)
    }
    if let flag = specification.flags.first(where: { !$0.isSupported && arguments.has($0.name) }) {
      throw UnavailableCommand(path: "\(path) --\(flag.name)")
    }
    return client
  }

  /// An engine that is not there is found out by the first request, as docker does it.
  private func negotiated(_ plain: EngineClient) async throws -> EngineClient {
    do {
      return try await plain.negotiated()
    } catch EngineClientError.unreachable {
      return plain
    }
  }

  var names: [String] { arguments.positional }

  /// The argument at a place that the argument rule has already made sure of.
  func name(_ index: Int) -> String { index < names.count ? names[index] : "" }

  func printLine(_ line: String) { environment.output.write(line + "\n") }

  func complain(_ line: String) { environment.errors.write(line + "\n") }

  /// Has the engine do something to every container that is named, and prints the names of those it was done to.
  func forEachContainer(
    post verb: String, query: (EngineClient) -> [(name: String, value: String)] = { _ in [] }
  ) async throws -> Int32 {
    let engine = try await engine()
    let query = query(engine)
    return await forEachName { name in
      try await engine.send(EngineRequest(.post, "/containers/\(name)/\(verb)", query: query))
      printLine(name)
    }
  }

  /// Does something for every argument, the name of a thing of a kind; what fails is said, and the others go on.
  func forEachName(
    _ kind: String? = "container", _ body: (String) async throws -> Void
  ) async -> Int32 {
    var exitCode: Int32 = 0
    for name in names {
      do {
        if let kind, name.isEmpty { throw CommandFailure("invalid \(kind) name or ID: value is empty") }
        try await body(name)
      } catch {
        complain(CommandFailure.text(of: error))
        exitCode = 1
      }
    }
    return exitCode
  }
}

/// An option that the engine is too old for.
struct TooOldEngine: Error, CustomStringConvertible {
  let option: String
  let needed: APIVersion
  let version: APIVersion

  var description: String {
    "\"--\(option)\" requires API version \(needed), but the Docker daemon API version is \(version)"
  }
}
