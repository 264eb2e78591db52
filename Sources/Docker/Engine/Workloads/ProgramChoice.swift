import Basics
import DockerAPI

/// Which program a container's command line means, or why none can be run.
enum ProgramChoice: Hashable, Sendable {
  case runs(Program)
  /// The image holds no such program; Docker finds out when it starts the container.
  case isMissing(String)
  /// It exists, but a practice machine cannot run it; said before the container is made.
  case isBeyondPractice(Phrase)

  /// Decides by the workload that the image is labelled with.
  init(commandLine: CommandLine, config: ContainerConfig, processes: ProcessSupport) {
    self =
      switch config.labels?[WorkloadLabel.kind] {
      case "registry":
        Self.beside(
          RegistryCommand.choice(commandLine, environment: config.environment ?? []), processes, commandLine,
          config)
      case "web": Self.beside(WebCommand.choice(commandLine), processes, commandLine, config)
      case "print": Self.printing(commandLine, text: config.labels?[WorkloadLabel.text] ?? "")
      case "idle":
        Self.process(processes, ShellCommand.choice(commandLine, config: config), commandLine, config)
      default: Self.process(processes, .isBeyondPractice(Refusal.image(config.image)), commandLine, config)
      }
  }

  /// A real process where there can be one; otherwise what can be known without it.
  private static func process(
    _ processes: ProcessSupport, _ known: ProgramChoice, _ commandLine: CommandLine,
    _ config: ContainerConfig
  ) -> ProgramChoice {
    guard let refusal = processes.refusal(of: commandLine.text) else {
      return lacks(commandLine.path, config, processes)
        ? .isBeyondPractice(Refusal.command(commandLine)) : .runs(.process)
    }
    guard case .isBeyondPractice = known else { return known }
    return .isBeyondPractice(refusal)
  }

  /// In an image whose own program is played, whatever its entry script hands over to is a process.
  private static func beside(
    _ played: ProgramChoice, _ processes: ProcessSupport, _ commandLine: CommandLine,
    _ config: ContainerConfig
  ) -> ProgramChoice {
    let isScript = ["/entrypoint.sh", "/docker-entrypoint.sh"].contains(commandLine.path)
    let program = isScript ? commandLine.arguments.first : commandLine.path
    guard case .isBeyondPractice = played, processes.isAvailable, let program,
      !["registry", "nginx", "httpd"].contains(program.split(separator: "/").last ?? ""),
      !program.hasPrefix("-"), !lacks(program, config, processes), !commandLine.text.contains("nginx")
    else { return played }
    return .runs(.process)
  }

  private static func lacks(_ program: String, _ config: ContainerConfig, _ processes: ProcessSupport) -> Bool
  {
    ImagePrograms(of: config).refused(withBash: processes.lendsBash, users: true).contains {
      $0 == program || $0.hasSuffix("/\(program)")
    }
  }

  /// The only program of such an image is the one that it starts with.
  private static func printing(_ commandLine: CommandLine, text: String) -> ProgramChoice {
    guard commandLine.path == "/hello", commandLine.arguments.isEmpty else {
      return .isMissing(commandLine.path)
    }
    return .runs(.prints(text.hasSuffix("\n") ? text : "\(text)\n"))
  }

  /// The fault of a start whose program is missing.
  static func missingProgram(_ path: String) -> EngineFault {
    let reason =
      path.contains("/") ? "stat \(path): no such file or directory" : "executable file not found in $PATH"
    return .badParameter(
      "failed to create shim task: OCI runtime create failed: runc create failed: "
        + "unable to start container process: exec: \(JSONValue.string(path).text()): \(reason): unknown")
  }
}

/// Sentences about what a practice machine does not do; each names the way to a real Docker.
enum Refusal {
  /// The HTTP status of such an answer.
  static let status = 501

  static func command(_ commandLine: CommandLine) -> Phrase {
    let command = commandLine.text
    return Phrase(
      en: "this practice machine cannot run '\(command)' in a container; "
        + "start dojo with --docker system to use a real Docker for it",
      ja: "この練習用マシンのコンテナでは '\(command)' を実行できません。"
        + "本物の Docker で試すには、dojo を --docker system を付けて起動してください")
  }

  static func image(_ name: String) -> Phrase {
    Phrase(
      en: "this practice machine can only run its bundled images, not '\(name)'; "
        + "start dojo with --docker system to use a real Docker for it",
      ja: "この練習用マシンで実行できるのは同梱のイメージだけで、'\(name)' は実行できません。"
        + "本物の Docker で試すには、dojo を --docker system を付けて起動してください")
  }

  static func feature(_ name: String) -> Phrase {
    Phrase(
      en: "this practice machine does not have '\(name)'; "
        + "start dojo with --docker system to use a real Docker for it",
      ja: "この練習用マシンは '\(name)' に対応していません。"
        + "本物の Docker で試すには、dojo を --docker system を付けて起動してください")
  }

  /// Of a limit that a container has on paper.
  static func unenforced(_ option: String) -> Phrase {
    Phrase(
      en: "this practice machine keeps '\(option)' with the container and shows it, but does not enforce it",
      ja: "この練習用マシンは '\(option)' の値を保存して表示しますが、実際の制限は行いません")
  }
}
