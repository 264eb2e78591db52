import EngineClient

/// The options before the command.
struct GlobalOptions: Sendable {
  private static let flags = flags(configFolder: "")

  /// All of them, as the help names them.
  static func flags(configFolder folder: String) -> [Flag] {
    [
      Flag("config", nil, .string, "Location of client config files (default \"\(folder)\")"),
      Flag(
        "context", "c", .string,
        #"Name of the context to use to connect to the daemon (overrides DOCKER_HOST env var and default context set "#
          + #"with "docker context use")"#),
      Flag("debug", "D", .bool, "Enable debug mode"),
      Flag("host", "H", .list, "Daemon socket to connect to"),
      Flag(
        "log-level", "l", .string,
        #"Set the logging level ("debug", "info", "warn", "error", "fatal") (default "info")"#),
      Flag("tls", nil, .bool, "Use TLS; implied by --tlsverify"),
      Flag("tlscacert", nil, .string, "Trust certs signed only by this CA (default \"\(folder)/ca.pem\")"),
      Flag("tlscert", nil, .string, "Path to TLS certificate file (default \"\(folder)/cert.pem\")"),
      Flag("tlskey", nil, .string, "Path to TLS key file (default \"\(folder)/key.pem\")"),
      Flag("tlsverify", nil, .bool, "Use TLS and verify the remote"),
      Flag("version", "v", .bool, "Print version information and quit"),
    ]
  }

  private let parsed: ParsedArguments
  /// The command, its options and its arguments; `--help` alone when that was asked for.
  let rest: [String]
  /// Whether help was asked for by a letter that docker no longer likes.
  private(set) var asksByOldLetter = false

  init(_ arguments: [String]) throws {
    do throws(FlagError) {
      parsed = try FlagParser.parse(arguments[...], flags: Self.flags, allowsFlagsAfterArguments: false)
      rest = parsed.positional
    } catch .help {
      parsed = ParsedArguments()
      rest = ["--help"]
    } catch .deprecatedHelp {
      parsed = ParsedArguments()
      rest = ["--help"]
      asksByOldLetter = true
    } catch {
      throw CommandFailure(
        "\(error.text)\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]\n\nRun 'docker --help' for more information",
        exitCode: 125)
    }
  }

  /// - Throws: when the level of docker's own log is none.
  func requireLogLevel() throws(CommandFailure) {
    let levels: Set = ["panic", "fatal", "error", "warn", "warning", "info", "debug", "trace"]
    guard let level = parsed.string("log-level"), !levels.contains(level.lowercased()) else { return }
    throw CommandFailure("Unable to parse logging level: \(level)")
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
      throw CommandFailure(
        text.contains("://") && !text.hasPrefix("tcp://") && !text.hasPrefix("unix://")
          ? "Failed to initialize: unable to resolve docker endpoint: invalid bind address format: \(text)"
          : "unable to parse docker host `\(text)`")
    }
    return endpoint
  }
}
