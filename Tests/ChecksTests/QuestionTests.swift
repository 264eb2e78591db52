import Basics
import Checks
import Lessons
import Testing

/// Questions that the learner answers, and programs of the author's.
struct QuestionTests {
  private static let question = Question(
    text: Phrase(en: "Which port?", ja: "何番ポート？"), answers: ["80", "80/TCP"])

  private static func assess(_ commands: [CommandRecord], diagnoses: [Diagnosis] = []) async -> StepAssessment
  {
    var journal = ScriptedJournal()
    journal.commands = commands
    let check = VerdictTests.check("asked", .ask(question))
    return await VerdictTests.assess(
      VerdictTests.lesson([check], diagnoses: diagnoses), ScriptedWorld(), journal)
  }

  private static func answered(_ words: String..., at sequence: Int = 1, step: Step.ID? = "only")
    -> CommandRecord
  {
    CommandRecord(
      sequence: sequence, argv: ["dojo", "answer"] + words, machine: "host", exit: 0, step: step)
  }

  @Test(arguments: [
    ("80", true), (" 80 ", true), ("８０", true), ("80/tcp", true), ("８０／ｔｃｐ", true), ("8080", false),
    ("", false), ("8 0", false),
  ]) func `an answer counts apart from case, full width and white space`(answer: String, isRight: Bool) async
  {
    #expect(Self.question.accepts(answer) == isRight)
    #expect(await Self.assess([Self.answered(answer)]).outcome == (isRight ? .passed : .failed))
  }

  @Test func `a question that nobody has answered fails with the question, and says how to answer`() async {
    let assessment = await Self.assess([])
    #expect(assessment.outcome == .failed)
    #expect(assessment.leading?.expected == Self.question.text)
    #expect(assessment.leading?.found.en == "Nothing has been answered yet.")
    #expect(assessment.leading?.cause?.advice.first?.en.contains("dojo answer") == true)
  }

  @Test func `an answer to another step's question is none to this one`() async {
    #expect(await Self.assess([Self.answered("80", step: "other")]).outcome == .failed)
    #expect(await Self.assess([Self.answered("80", step: nil)]).outcome == .passed)
  }

  @Test func `a diagnosis speaks of the latest answer, a check is met by any`() async {
    let swapped = Diagnosis(
      id: "swapped", condition: .fact(.ask(Question(text: Self.question.text, answers: ["8080"])), on: nil),
      say: Phrase(verbatim: "swapped"), advice: [Phrase(verbatim: "other")], place: VerdictTests.place)
    let wrong = await Self.assess([Self.answered("8080")], diagnoses: [swapped])
    #expect(wrong.leading?.cause?.diagnosis == "swapped")
    #expect(wrong.leading?.found.en == "The answer was `8080`.")
    let other = await Self.assess([Self.answered("8080"), Self.answered("81", at: 2)], diagnoses: [swapped])
    #expect(other.leading?.cause?.diagnosis == nil)
    #expect(await Self.assess([Self.answered("80"), Self.answered("81", at: 2)]).outcome == .passed)
  }

  // MARK: Programs of the author's

  /// A lesson whose only check is a program.
  private static func lesson(trust: Phrase?) -> Lesson {
    let plain = VerdictTests.lesson([VerdictTests.check("agrees", .script(ScriptFact(run: "./verify.sh")))])
    return Lesson(
      id: plain.id, title: plain.title, steps: plain.steps, machines: plain.machines, trust: trust,
      sources: [
        LessonSource(path: "/lessons/x.en.md", text: ""), LessonSource(path: "/lessons/x.yaml", text: ""),
      ])
  }

  /// A world in which the author's programs run.
  private struct Trusting: World {
    let outcome: CommandOutcome
    func script(_ call: ScriptCall, on machine: Machine.ID) async throws -> CommandOutcome {
      call.line == "./verify.sh" && call.folder == "/lessons" ? outcome : CommandOutcome(exit: 99)
    }
    func docker(_ arguments: [String], on machine: Machine.ID) async throws -> CommandOutcome {
      CommandOutcome()
    }
    func http(get url: String, accept: [String], on machine: Machine.ID) async throws -> HTTPObservation {
      .silent(reason: "")
    }
    func file(_ path: String, on machine: Machine.ID) async throws -> FileObservation { .missing }
    func portHolder(_ port: UInt16, on machine: Machine.ID) async -> String? { nil }
  }

  private static let trust = Phrase(en: "It counts files.", ja: "ファイルを数えます。")

  @Test func `a program agrees by exit code 0, and its last line says what is so`() async {
    func assess(_ outcome: CommandOutcome) async -> StepAssessment {
      let lesson = Self.lesson(trust: Self.trust)
      return await Assessor(lesson: lesson).assess(
        lesson.steps[0], world: Trusting(outcome: outcome), journal: ScriptedJournal())
    }
    #expect(await assess(CommandOutcome()).outcome == .passed)
    let failed = await assess(CommandOutcome(stdout: "looking\ntwo files are missing\n", exit: 1))
    #expect(failed.outcome == .failed)
    #expect(failed.leading?.found.en == "two files are missing")
    #expect(await assess(CommandOutcome(exit: 3)).leading?.found.en == "It ended with exit code 3.")
  }

  @Test func `nothing runs that the learner has not allowed, or whose author does not say what it does`()
    async
  {
    for (trust, words) in [(Self.trust, "nobody has allowed"), (nil, "does not say what it does")] {
      let assessment = await VerdictTests.assess(Self.lesson(trust: trust), ScriptedWorld())
      #expect(assessment.outcome == .undetermined)
      #expect(assessment.earned == 0 && assessment.open == 4)
      #expect(assessment.leading?.found.en.contains(words) == true, "\(assessment)")
    }
  }
}
