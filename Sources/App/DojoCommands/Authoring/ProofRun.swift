import Basics
import Engine
import Lessons
import Practice

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Proves one lesson in a scratch folder, on machines whose ports are nobody else's.
struct ProofRun {
  let context: ProcessContext
  let lesson: Lesson
  let jobs: Int
  let limit: Duration
  let console: Console
  /// Whether what is not so is told as soon as it is known.
  let isTelling: Bool

  init(
    context: ProcessContext, lesson: Lesson, jobs: Int, limit: Duration, console: Console, isTelling: Bool
  ) {
    self.context = context
    self.lesson = lesson
    self.jobs = jobs
    self.limit = limit
    self.console = console
    self.isTelling = isTelling
  }

  func run() async throws -> LessonProof {
    let folder = FileManager.default.temporaryDirectory.appending(path: "dojo-proof-\(UUID().uuidString)")
      .path
    let prover = LessonProver(of: lesson, in: folder, jobs: jobs, limit: limit, makeSetup: makeSetup)
    return try await prover.prove { [console, isTelling, lesson] item in
      guard isTelling, item.outcome == .failed || item.outcome == .undetermined else { return }
      console.narrate(ProofText(console: console).item(item, of: lesson))
    }
  }

  @Sendable private func makeSetup(_ folder: LessonFolder, _ home: String) throws -> SittingSetup {
    var origin = LessonOrigin(
      lesson: lesson.id.text, isChapter: false, checks: nil, language: console.language, ports: .private)
    // Who proves a lesson is its author.
    origin.trusts = true
    let own = ProcessContext(environment: environment(home: home), executable: context.executable)
    return try SittingComposition(context: own, origin: origin).setup(for: lesson, in: folder)
  }

  /// The author's environment without what would make a lesson behave otherwise for them than for learners.
  private func environment(home: String) -> [String: String] {
    let own: Set<String> = [
      WorkPlace.Variable.sitting, WorkPlace.Variable.machine, WorkPlace.Variable.links,
      WorkPlace.Variable.lesson,
      "BASH_ENV", "ENV", "CDPATH", "PROMPT_COMMAND", "SHELLOPTS", "BASHOPTS", "OLDPWD", "CURL_HOME",
    ]
    return context.environment.filter { !own.contains($0.key) }
      .merging(["HOME": home, "PWD": home]) { _, ours in ours }
  }
}
