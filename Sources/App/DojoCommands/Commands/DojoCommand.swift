import ArgumentParser

/// The root of dojo's command tree.
struct DojoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dojo",
    abstract: "Learn by doing: hands-on lessons that judge every step.",
    usage: "dojo run [<lesson>]",
    version: "dojo \(Version.text)",
    groupedSubcommands: [
      CommandGroup(
        name: "Learn",
        subcommands: [
          RunCommand.self, CheckCommand.self, HintCommand.self, SolutionCommand.self, StatusCommand.self,
          AnswerCommand.self,
          ResetCommand.self, ShellCommand.self, SubmitCommand.self, ListCommand.self, DoctorCommand.self,
        ]),
      CommandGroup(
        name: "Grade", subcommands: [GradeCommand.self, ReportCommand.self, GradeWorkerCommand.self]),
      CommandGroup(name: "Write lessons", subcommands: [LessonCommand.self]),
      CommandGroup(
        name: "Use the parts alone",
        subcommands: [EngineCommand.self, RegistryCommand.self]),
    ])
}

/// The version of dojo.
enum Version {
  static let text = "0.1.0"
}
