import Basics
import Checks
import Engine
import HTTPServer
import Lessons
import Practice
import Reports
import TestSupport
import Testing

@testable import Grading

/// How steps are judged while the work is done again, with the bundled lesson and real machines.
struct RepetitionTests {
  /// What does the steps of the bundled lesson, each in one command.
  private static let steps: [String] = [
    "docker run -d -p 5000:5000 --name registry registry:2.7.1", "docker images",
    "docker tag nginx:1.19.2 vm:5000/testimage:v1", "docker images", "docker push vm:5000/testimage:v1",
    "curl -s localhost:5000/v2/_catalog", "other docker pull vm:5000/testimage:v1", "other docker images",
    "docker rm -f registry",
  ]

  private static func steps(_ numbers: Int...) -> [String] { numbers.map { steps[$0 - 1] } }
  private static let all = Array(1...9)

  /// The commands, done again; a word in front of `docker` names the machine.
  private func outcome(_ commands: [String]) async throws -> Workshop.Outcome {
    let folder = try ScratchFolder()
    let lesson = try LessonCatalog(folder: Built.lessons).load(
      "image-registry", language: "en", machines: ["host": "vm"])
    let loops = ServerLoops()
    let workshop = Workshop(
      folder: folder.path, images: try BundledImages(folder: Built.images), link: Built.link, tools: nil, limits: GradingLimits(),
      language: .english, loops: loops)
    let entries = commands.map { command in
      let words = command.split(separator: " ").map(String.init)
      let isElsewhere = words.first == "other"
      return JournalEntry(
        time: 0,
        event: .command(
          CommandEntry(
            argv: Array(words.dropFirst(isElsewhere ? 1 : 0)), folder: "/",
            machine: isElsewhere ? "other" : "host",
            exit: 0, output: "", started: 0)))
    }
    let pair = Workshop.GradedPair(lesson: lesson, graded: lesson)
    let outcome = try await workshop.repeating(.recorded(entries), of: pair, seed: 1)
    await loops.shutdown()
    return outcome
  }

  /// The numbers of the steps that passed.
  private func passed(_ commands: [String]) async throws -> [Int] {
    try await outcome(commands).steps.enumerated().filter { $1.outcome == .passed }.map { $0.offset + 1 }
  }

  @Test func `work that is done in order passes whole, each step with its own command`() async throws {
    let outcome = try await outcome(Self.steps)
    #expect(outcome.steps.map(\.outcome) == Self.all.map { _ in .passed })
    #expect(outcome.steps.map(\.command) == Self.all)
    #expect(outcome.passedInOrder.count == 9)
    #expect(outcome.limit == nil)
  }

  @Test func `who skips a step has still done those after it`() async throws {
    let outcome = try await outcome(Self.steps(1, 3, 5, 6, 7, 8, 9))
    #expect(outcome.steps.map(\.earned).reduce(0, +) < 15)
    #expect(
      outcome.steps.map { $0.outcome == .passed } == [true, false, true, false, true, true, true, true, true])
    #expect(outcome.passedInOrder == ["start-registry"])
  }

  @Test func `doing a skipped step at the very end keeps what was confirmed before`() async throws {
    #expect(try await passed(Self.steps(1, 3, 4, 5, 6, 7, 8, 9, 2)) == Self.all)
  }

  @Test func `removing all containers in the middle of the work is not the last step`() async throws {
    #expect(
      try await passed(Self.steps(1) + ["docker rm -f registry"] + Self.steps(1, 2, 3, 4)) == [1, 2, 3, 4])
    #expect(try await passed(Self.steps(1, 9)) == [1, 9])
  }

  @Test func `nothing passes when nothing was done, and what could be seen is told`() async throws {
    let outcome = try await outcome(["docker ps"])
    #expect(outcome.steps.allSatisfy { $0.outcome == .failed && $0.earned == 0 })
    #expect(outcome.steps.first?.checks.first?.expected.en.contains("registry:2.7.1") == true)
  }

  @Test func `a mistake is named in the step in which it was made, also when it was mended`() async throws {
    let steps = try await outcome(
      ["docker run -d --name first registry:2.7.1", "docker rm -f first"] + Self.steps
    )
    .steps
    #expect(steps[0].outcome == .passed)
    #expect(steps[0].diagnoses.contains("not-published"))
    #expect(steps[0].command == 3)
  }

  @Test func `the same work on the same seed says the same, word for word`() async throws {
    let work =
      Self.steps(1, 2, 3) + ["docker ps -a", "docker inspect registry", "docker run nginx:1.19.2 ls"]
    let (one, other) = (try await outcome(work), try await outcome(work))
    #expect(one.commands == other.commands)
    #expect(one.steps == other.steps)
  }
}
