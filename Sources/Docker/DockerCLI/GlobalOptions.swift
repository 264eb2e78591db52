import EngineClient

/// The options before the command.
struct GlobalOptions: Sendable {
  static let flags = [
    Flag("config", nil, .string, "Location of client config files (default \"~/.docker\")"),
    Flag("context", "c", .string, "").hidden, Flag("debug", "D", .bool, "Enable debug mode"),
    Flag("host", "H", .list, "Daemon socket to connect to"),
    Flag(
      "log-level", "l", .string,
      #"Set the logging level ("debug", "info", "warn", "error", "fatal") (default "info")"#),
    Flag("tls", nil, .bool, "").hidden, Flag("tlscacert", nil, .string, "").hidden,
    Flag("tlscert", nil, .string, "").hidden, Flag("tlskey", nil, .string, "").hidden,
    Flag("tlsverify", nil, .bool, "").hidden,
    Flag("version", "v", .bool, "Print version information and quit"),
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

  var optionThatLeadsElsewhere: String? {
    let ours: Set<String> = ["debug", "log-level", "version"]
    return Self.flags.map(\.name).first { !ours.contains($0) && parsed.has($0) }
  }

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
