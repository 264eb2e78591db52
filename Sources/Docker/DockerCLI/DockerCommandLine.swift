import Basics
import DockerAPI
import EngineClient

/// The bundled `docker`.
package enum DockerCommandLine {
  /// Runs one command as `docker` would and tells its exit code; all output has been written when it returns.
  ///
  /// `arguments` come without the name of the program.
  package static func run(arguments: [String], environment: CommandEnvironment) async -> Int32 {
    do {
      return try await perform(arguments, environment)
    } catch let failure as CommandFailure {
      if !failure.message.isEmpty { environment.errors.write(failure.message + "\n") }
      return failure.exitCode
    } catch let error as any UserFacingError {
      let lines = [error.summary, error.remedy].compactMap { $0?[environment.language] }
      environment.errors.write(lines.joined(separator: "\n") + "\n")
      return 1
    } catch {
      environment.errors.write(CommandFailure.text(of: error) + "\n")
      return 1
    }
  }

  /// The first option that makes docker talk to another engine or read another configuration; `nil` when there is none.
  ///
  /// Arguments that docker does not understand have none: docker does nothing with them.
  package static func optionThatLeadsElsewhere(in arguments: [String]) -> String? {
    try? GlobalOptions(arguments).optionThatLeadsElsewhere
  }

  private static func perform(_ arguments: [String], _ environment: CommandEnvironment) async throws -> Int32
  {
    let options = try GlobalOptions(arguments)
    try options.requireLogLevel()
    if options.asksByOldLetter { environment.errors.write(HelpText.deprecation) }
    if options.asksForVersion, options.rest.isEmpty {
      environment.output.write("Docker version \(ClientVersion.number), build \(ClientVersion.commit)\n")
      return 0
    }
    if let swarm = SwarmWords(options.rest) { return try await swarm.run(options, environment) }
    switch try Catalog.find(options.rest) {
    case .help(let text, let isAnswer):
      (isAnswer ? environment.output : environment.errors).write(text + "\n")
      return 0
    case .overview(let isAnswer):
      let text = RootHelp.text(
        configFolder: environment.configFolder, width: environment.output.terminal?.columns ?? 80)
      (isAnswer ? environment.output : environment.errors).write(text + "\n")
      return 0
    case .unavailable(let path):
      try await requireVersion(for: path, options, environment)
      throw UnavailableCommand(path: path)
    case .command(let entry, let rest): return try await run(entry, rest, options, environment)
    }
  }

  /// Refuses in docker's words what the engine is too old for.
  private static func requireVersion(
    for path: String, _ options: GlobalOptions, _ environment: CommandEnvironment
  ) async throws {
    guard let needed = Catalog.neededVersions[path] else { return }
    let endpoint = try options.endpoint(in: environment)
    let engine = try await environment.client(of: endpoint).negotiated()
    guard let version = engine.version, version < needed else { return }
    throw CommandFailure(
      "\(path) requires API version \(needed), but the Docker daemon API version is \(version)")
  }

  private static func run(
    _ entry: Catalog.Entry, _ rest: ArraySlice<String>, _ options: GlobalOptions,
    _ environment: CommandEnvironment
  ) async throws -> Int32 {
    let specification = entry.command.specification
    let usage = "\(entry.path)\(specification.usage.isEmpty ? "" : " " + specification.usage)"
    let parsed: ParsedArguments
    do throws(FlagError) {
      parsed = try FlagParser.parse(
        rest, flags: specification.flags, allowsFlagsAfterArguments: specification.allowsFlagsAfterArguments)
    } catch .help {
      return showHelp(specification, path: entry.path, environment)
    } catch .deprecatedHelp {
      environment.output.write(HelpText.deprecation)
      return showHelp(specification, path: entry.path, environment)
    } catch {
      throw CommandFailure(
        "\(error.text)\n\nUsage:  \(usage)\n\nRun '\(entry.path) --help' for more information", exitCode: 125)
    }
    if let complaint = specification.arguments.complaint(
      count: parsed.positional.count, path: entry.path, usage: usage)
    {
      throw CommandFailure(complaint)
    }
    for flag in specification.flags where parsed.has(flag.name) {
      if let refusal = flag.refusal { throw CommandFailure(refusal) }
      // One that this engine is too old for is refused in docker's words, once its version is known.
      guard flag.isSupported || flag.requires != nil else {
        throw UnavailableCommand(path: "\(entry.path) --\(flag.name)")
      }
      guard let newName = flag.newName else { continue }
      environment.output.write("Flag --\(flag.name) has been deprecated, use --\(newName) instead\n")
    }
    let call = Invocation(
      path: entry.path, specification: specification, arguments: parsed, environment: environment,
      endpoint: try options.endpoint(in: environment),
      configFolder: options.configFolder ?? environment.configFolder)
    return try await entry.command.run(call)
  }
}

extension DockerCommandLine {
  private static func showHelp(
    _ specification: CommandSpecification, path: String, _ environment: CommandEnvironment
  ) -> Int32 {
    let width = environment.output.terminal?.columns ?? 80
    environment.output.write(HelpText.command(specification, path: path, width: width) + "\n")
    return 0
  }
}

/// Something that Docker can do and the bundled docker cannot.
struct UnavailableCommand: UserFacingError {
  let path: String

  var summary: Phrase {
    Phrase(
      en: "dojo's own docker cannot do '\(path)'.", ja: "dojo に付属する docker では「\(path)」を実行できません。")
  }

  var remedy: Phrase? {
    Phrase(
      en: "Start the lesson with --docker system to use the Docker installed on this computer.",
      ja: "このコンピューターの Docker を使うには、--docker system を付けてレッスンを始めてください。")
  }

  var exitCode: ExitCode { .checkFailed }
}

/// The version this docker claims, whose output it prints.
enum ClientVersion {
  static let number = "28.2.2"
  static let commit = "dojo"
}
