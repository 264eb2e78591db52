import ArgumentParser
import Basics

/// `dojo doctor`: what would get in the way here, with remedies.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Look for what would get in the way here.")

  @OptionGroup var speaking: SpeakingOptions

  func run() async throws {
    let context = ProcessContext.current()
    let console = speaking.console(environment: context.environment)
    let findings = Examination.findings(in: await Surroundings.observed(from: context))
    switch speaking.format {
    case .text: console.print(FindingsText(console: console).render(findings))
    case .json:
      console.print(JSONValue.array(findings.map { $0.json(in: console.language) }).text(.init(indent: 2)))
    }
    if findings.contains(where: { $0.severity == .blocking }) { throw Ending(code: .undetermined) }
  }
}

extension Finding {
  func json(in language: Language) -> JSONValue {
    [
      "subject": .string(subject.en), "severity": .string(severity.rawValue),
      "found": .string(found[language]), "remedy": remedy.map { .string($0[language]) } ?? .null,
    ]
  }
}
