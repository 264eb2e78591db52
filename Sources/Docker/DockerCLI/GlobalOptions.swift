import EngineClient

/// The options before the command.
struct GlobalOptions: Sendable {
  private static let flags = [
    Flag("config", nil, .string, ""), Flag("context", "c", .string, ""), Flag("debug", "D", .bool, ""),
    Flag("host", "H", .list, ""), Flag("log-level", "l", .string, ""), Flag("tls", nil, .bool, ""),
    Flag("tlscacert", nil, .string, ""), Flag("tlscert", nil, .string, ""), Flag("tlskey", nil, .string, ""),
    Flag("tlsverify", nil, .bool, ""), Flag("version", "v", .bool, ""),
  ]

  private let parsed: ParsedArguments
  /// The command, its options and its arguments; `--help` alone when that was asked for.
  let rest: [String]

  init(_ arguments: [String]) throws {
    do throws(FlagError) {
      parsed = try FlagParser.parse(arguments[...], flags: Self.flags, allowsFlagsAfterArguments: false)
      rest = parsed.positional
    } catch .help, .deprecatedHelp {
      parsed = ParsedArguments()
      rest = ["--help"]
    } catch {
      throw CommandFailure(
        "\(error.text)\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]\n\nRun 'docker --help' for more information",
        exitCode: 125)
    }
  }

  var asksForVersion: Bool { parsed.bool("version") }

  var configFolder: String? { parsed.string("config") }

  /// Where the engine is: `-H`, what the environment fixes, `DOCKER_HOST`, or Docker's usual socket.
  func endpoint(in environment: CommandEnvironment) throws -> EngineEndpoint {
    let asked = parsed.list("host").last
    if asked == nil, let endpoint = environment.endpoint { return endpoint }
    guard let text = asked ?? environment.variables["DOCKER_HOST"], !text.isEmpty else { return .standard }
    guard let endpoint = EngineEndpoint(text) else {
      throw CommandFailure("unable to parse docker host `\(text)`")
    }
    return endpoint
  }
}
