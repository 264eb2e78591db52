import Testing
import Basics
@testable import Checks
import Lessons

/// A moment of the image-registry lesson: the world and the record as a learner left them.
struct Scene {
  var world = ScriptedWorld()
  var journal = ScriptedJournal()
  let lesson: Lesson

  /// The host of these tests is called nova, the other machine juno.
  static let tagged = "nova:5000/testimage:v1"

  /// Read once: most tests need it.
  private static let english = Result { try read("en") }

  static func lesson() throws -> Lesson { try english.get() }

  static let steps: [Step.ID] = [
    "start-registry", "list-images", "tag-image", "see-tag", "push-image", "ask-catalog", "pull-elsewhere",
    "see-elsewhere", "remove-containers",
  ]

  static func read(_ language: String) throws -> Lesson {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return try ChapterFiles().load(
      path: "/\(root)/lessons/image-registry.\(language).md", language: language,
      machines: ["host": "nova", "other": "juno"])
  }

  /// The moment at which a step starts: everything before it was done as the chapter says.
  init(at step: Step.ID) throws {
    lesson = try Self.lesson()
    world.images = ["host": [("nginx:1.19.2", "a"), ("hello-world:latest", "b")]]
    for earlier in lesson.steps.prefix(while: { $0.id != step }) { pass(earlier) }
  }

  private mutating func pass(_ step: Step) {
    switch step.id {
    case "start-registry":
      world.containers["host"] = [.init(name: "reg", publishing: ["5000:5000"])]
      world.images["host", default: []].append(("registry:2.7.1", "c"))
      answerAsRegistry()
    case "tag-image": world.images["host", default: []].append((Self.tagged, "a"))
    case "push-image": store("a")
    case "pull-elsewhere": world.images["other"] = [(Self.tagged, "a")]
    default: break
    }
    let evidence = Evidence(
      containers: world.containers["host"]?.isEmpty == false
        ? [
          ContainerSighting(
            machine: "host", id: ScriptedWorld.id("0"), name: "reg", image: "registry:2.7.1",
            state: "running", ports: [], labels: [:])
        ] : [],
      images: world.images["host"]?.map {
        ImageSighting(machine: "host", id: "sha256:\(ScriptedWorld.id($0.id))", reference: $0.name)
      })
    let nothing = Phrase(verbatim: "")
    let verdict = Verdict(check: "x", outcome: .passed, expected: nothing, found: nothing, evidence: evidence)
    journal.passes.append(
      StepPass(
        step: step.id, command: step.number,
        assessment: StepAssessment(step: step.id, verdicts: [verdict], points: step.points)))
  }

  /// The registry answers, and holds nothing.
  mutating func answerAsRegistry() {
    world.answers["http://localhost:5000/v2/"] = HTTPAnswer(status: 200, body: "{}")
    world.answers["http://localhost:5000/v2/testimage/manifests/v1"] = HTTPAnswer(status: 404)
    world.answers["http://localhost:5000/v2/testimage/tags/list"] = HTTPAnswer(status: 404)
  }

  /// The registry holds this image as `testimage:TAG`.
  mutating func store(_ image: Character, tag: String = "v1") {
    world.answers["http://localhost:5000/v2/testimage/manifests/\(tag)"] = HTTPAnswer(
      status: 200, headers: ["docker-content-digest": "sha256:\(ScriptedWorld.id("f"))"],
      body: #"{"config":{"digest":"sha256:\#(ScriptedWorld.id(image))"}}"#)
    world.answers["http://localhost:5000/v2/testimage/tags/list"] = HTTPAnswer(
      status: 200, body: #"{"name":"testimage","tags":["\#(tag)"]}"#)
  }

  mutating func ran(_ line: String, on machine: Machine.ID = "host", exit: Int32 = 0, output: String = "") {
    ran(line.split(separator: " ").map(String.init), on: machine, exit: exit, output: output)
  }

  mutating func ran(_ argv: [String], on machine: Machine.ID = "host", exit: Int32 = 0, output: String = "") {
    journal.commands.append(
      CommandRecord(
        sequence: 100 + journal.commands.count, argv: argv, machine: machine, exit: exit, output: output))
  }

  /// Judges a step, all steps before it being latched.
  func assess(_ id: Step.ID) async throws -> StepAssessment {
    let step = try #require(lesson.step(id))
    return await Assessor(lesson: lesson).assess(
      step, world: world, journal: journal, latched: Set(journal.passes.map(\.step)))
  }
}
