import Basics
import Checks
import Lessons
import Testing

/// What a verdict says and what it is worth.
struct VerdictTests {
  static let place = SourcePlace(file: "x.yaml")

  /// A lesson of one step.
  static func lesson(_ checks: [Check], points: Int = 4, diagnoses: [Diagnosis] = []) -> Lesson {
    let step = Step(
      id: "only", number: 1, title: "Only", place: place, points: points, checks: checks, diagnoses: diagnoses
    )
    return Lesson(
      id: "test", title: Phrase(verbatim: "Test"), steps: [step],
      machines: [Machine(id: "host", name: "nova")])
  }

  static func check(
    _ id: Check.ID, _ fact: Fact, needs: [Check.ID] = [], points: Int = 1, within: Duration? = nil
  ) -> Check {
    Check(id: id, condition: .fact(fact, on: nil), needs: needs, points: points, within: within, place: place)
  }

  static func assess(
    _ lesson: Lesson, _ world: ScriptedWorld, _ journal: ScriptedJournal = ScriptedJournal()
  ) async -> StepAssessment {
    await Assessor(lesson: lesson).assess(lesson.steps[0], world: world, journal: journal)
  }

  static let web = ContainerFact(image: Glob("nginx"), states: [.running])
  static let page = HTTPFact(url: "http://localhost/")
  static let down = CommandOutcome(
    stderr: "Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?\n", exit: 1)

  @Test func `when docker does not answer the step is undetermined and costs nothing`() async {
    var world = ScriptedWorld()
    world.trouble["host"] = Self.down
    let assessment = await Self.assess(Self.lesson([Self.check("web", .container(Self.web))]), world)
    #expect(assessment.outcome == .undetermined)
    #expect(assessment.earned == 0)
    #expect(assessment.open == 4)
    let leading = assessment.leading
    #expect(
      leading?.found.en
        == "docker did not answer on host: Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?"
    )
    #expect(leading?.cause?.diagnosis == nil)
    #expect(leading?.cause?.because.ja.contains("あなたの間違いではありません") == true)
    #expect(!assessment.isDiagnosed)
  }

  @Test func `an output that no docker prints is not held against the learner`() async {
    var world = ScriptedWorld()
    world.trouble["host"] = CommandOutcome(stdout: "json\njson\n")
    let assessment = await Self.assess(Self.lesson([Self.check("web", .container(Self.web))]), world)
    #expect(assessment.outcome == .undetermined)
  }

  @Test func `a failed check decides the step even when another could not be looked at`() async {
    var world = ScriptedWorld()
    world.trouble["host"] = Self.down
    let checks = [Self.check("web", .container(Self.web)), Self.check("page", .http(Self.page))]
    let assessment = await Self.assess(Self.lesson(checks), world)
    #expect(assessment.outcome == .failed)
    #expect(assessment.leading?.check == "page")
    #expect(assessment.open == 2)
  }

  @Test func `a check is not judged before those it needs, and fares like them`() async {
    let world = ScriptedWorld()
    let checks = [
      Self.check("web", .container(Self.web)), Self.check("page", .http(Self.page), needs: ["web"]),
    ]
    let assessment = await Self.assess(Self.lesson(checks), world)
    #expect(assessment.verdicts.map(\.outcome) == [.failed, .failed])
    #expect(assessment.verdicts[1].waitsFor == "web")
    #expect(assessment.leading?.check == "web")
    #expect(!world.calls.all.contains("host: GET http://localhost/"))
  }

  @Test func `a step's points are shared among its checks as the author weighs them`() async {
    var world = ScriptedWorld()
    world.answers["http://localhost/"] = HTTPAnswer(status: 200)
    let checks = [
      Self.check("page", .http(Self.page), points: 3), Self.check("web", .container(Self.web), points: 1),
    ]
    let assessment = await Self.assess(Self.lesson(checks), world)
    #expect(assessment.outcome == .failed)
    #expect(assessment.earned == 3)
    #expect(assessment.open == 0)
  }

  @Test func `a step without checks is never judged`() async {
    let assessment = await Self.assess(Self.lesson([]), ScriptedWorld())
    #expect(assessment.outcome == .undetermined)
    #expect(assessment.leading == nil)
  }

  @Test func `several checks share one look at each list`() async throws {
    let scene = try Scene(at: "pull-elsewhere")
    _ = try await scene.assess("pull-elsewhere")
    let lists = scene.world.calls.all.filter { $0.contains("docker") }
    #expect(Set(lists).count == lists.count)
    #expect(lists.count <= 3)
  }

  @Test(arguments: Scene.steps) func `an assessment is written to the journal and read back whole`(
    _ step: Step.ID
  ) async throws {
    let assessment = try await Scene(at: step).assess(step)
    let text = try JSONValue(encoding: assessment).text()
    #expect(try JSONValue(parsing: text).decoded(as: StepAssessment.self) == assessment)
  }

  @Test(arguments: Scene.steps)
  func `every verdict speaks both languages, and no sentence gives a solution away`(_ id: Step.ID)
    async throws
  {
    let scene = try Scene(at: id)
    let leading = try #require(try await scene.assess(id).leading)
    let step = try #require(scene.lesson.step(id))
    let cause = try #require(leading.cause)
    let said = [leading.expected, leading.found, cause.because] + cause.advice
    for phrase in said + step.diagnoses.flatMap({ [$0.say] + $0.advice }) {
      #expect(!phrase.en.isEmpty)
      #expect(phrase.ja.contains { $0 >= "\u{3040}" }, "\(phrase.en): \(phrase.ja)")
      #expect(
        !(step.solution?.commands ?? []).contains {
          phrase.en.contains($0.line) || phrase.ja.contains($0.line)
        })
    }
  }
}
