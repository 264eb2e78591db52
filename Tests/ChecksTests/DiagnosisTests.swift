import Basics
import Checks
import Lessons
import Testing

struct Mistake: Sendable, CustomTestStringConvertible {
  let step: Step.ID
  let diagnosis: Diagnosis.ID
  let act: @Sendable (inout Scene) -> Void

  init(_ step: Step.ID, _ diagnosis: Diagnosis.ID, _ act: @escaping @Sendable (inout Scene) -> Void) {
    self.step = step
    self.diagnosis = diagnosis
    self.act = act
  }

  var testDescription: String { "\(step): \(diagnosis)" }
}

/// What learners do wrong, and that the lesson says why.
struct DiagnosisTests {
  static let mistakes = starting + naming + sending + asking + receiving + removing

  @Test(arguments: mistakes) func `a mistake is named by its own diagnosis`(_ mistake: Mistake) async throws {
    var scene = try Scene(at: mistake.step)
    mistake.act(&scene)
    let assessment = try await scene.assess(mistake.step)
    #expect(assessment.outcome == .failed)
    #expect(assessment.leading?.cause?.diagnosis == mistake.diagnosis)
    let diagnosis = scene.lesson.step(mistake.step)?.diagnoses.first { $0.id == mistake.diagnosis }
    #expect(assessment.leading?.cause?.returnTo == diagnosis?.cause)
  }

  @Test func `every diagnosis of the lesson is among the mistakes tried here`() throws {
    let lesson = try Scene.lesson()
    let all = Set(lesson.steps.flatMap { step in step.diagnoses.map { "\(step.id)/\($0.id)" } })
    #expect(all == Set(Self.mistakes.map { "\($0.step)/\($0.diagnosis)" }))
  }

  @Test func `a learner who has not tried yet is told nothing`() async throws {
    for step in try Scene.lesson().steps {
      let assessment = try await Scene(at: step.id).assess(step.id)
      #expect(assessment.outcome == .failed)
      #expect(
        !assessment.isDiagnosed, "\(step.id): \(String(describing: assessment.leading?.cause?.diagnosis))")
    }
  }

  @Test func `a mistake that has been put right is not brought up again`() async throws {
    var scene = try Scene(at: "tag-image")
    scene.ran("docker tag nginx {host}:5000/testimage:v1", exit: 1, output: "invalid reference format")
    scene.ran("docker tag nginx:1.19.2 testimage:v1")
    scene.world.images["host"]?.append(("testimage:v1", "a"))
    #expect(try await scene.assess("tag-image").leading?.cause?.diagnosis == "registry-left-out")
  }

  @Test func `the program that holds the port is named`() async throws {
    var scene = try Scene(at: "start-registry")
    scene.world.containers["host"] = [.init(name: "x", state: "created", publishing: ["5000:5000"])]
    scene.world.holder = "python3 (pid 7)"
    scene.ran("docker run -d -p 5000:5000 registry:2.7.1", exit: 125, output: "address already in use")
    let because = try await scene.assess("start-registry").leading?.cause?.because
    #expect(because?.en.hasSuffix("Port 5000 is held by python3 (pid 7).") == true)
    #expect(because?.ja.hasSuffix("ポート 5000 を使っているのは python3 (pid 7) です。") == true)
  }

  @Test func `a step judged before its time names the earlier step that is missing`() async throws {
    var scene = try Scene(at: "start-registry")
    scene.world.containers["host"] = [.init(name: "x")]
    let step = try #require(scene.lesson.step("tag-image"))
    let assessment = await Assessor(lesson: scene.lesson).assess(
      step, world: scene.world, journal: scene.journal)
    #expect(assessment.leading?.cause?.returnTo == "start-registry")
    #expect(assessment.leading?.cause?.diagnosis == "not-published")
  }

  @Test func `what an author may prove is listed with its commands`() throws {
    let lesson = try Scene.lesson()
    let diagnoses = lesson.steps.flatMap(\.diagnoses)
    #expect(lesson.proofs.count == diagnoses.count { !$0.proof.isEmpty })
    #expect(lesson.proofs.count >= 30)
    let first = try #require(lesson.proofs.first { $0.diagnosis == "pulled-on-host" })
    #expect(first.step == "pull-elsewhere")
    #expect(first.commands == [Command("docker pull nova:5000/testimage:v1", on: "host")])
  }
}
