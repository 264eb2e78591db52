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
      lesson: chapter, isChapter: true, checks: nil, language: console.language, ports: .private)
    // Who proves a lesson is its author.
    origin.trusts = true
    // Commands of the lesson may call dojo, which then has to find this sitting.
    try origin.write(to: folder)
    let own = ProcessContext(
      environment: environment(home: home, state: folder), executable: context.executable)
    return try SittingComposition(context: own, origin: origin).setup(for: lesson, in: folder)
  }

  /// The absolute path of the lesson's chapter, or of the folder in which its parts lie.
  private var chapter: String {
    let parts = lesson.sources.map(\.path).filter { $0.hasSuffix(".md") }
    let path = parts.first ?? lesson.id.text
    let absolute = path.hasPrefix("/") ? path : "\(OwnProcess.folder())/\(path)"
    guard parts.count > 1, let slash = absolute.lastIndex(of: "/") else { return absolute }
    return String(absolute[..<slash])
  }

  /// The author's environment without what would make a lesson behave otherwise for them than for learners.
  private func environment(home: String, state: LessonFolder) -> [String: String] {
    let own: Set<String> = [
      WorkPlace.Variable.sitting, WorkPlace.Variable.machine, WorkPlace.Variable.links,
      WorkPlace.Variable.lesson,
      "BASH_ENV", "ENV", "CDPATH", "PROMPT_COMMAND", "SHELLOPTS", "BASHOPTS", "OLDPWD", "CURL_HOME",
    ]
    return context.environment.filter { !own.contains($0.key) }
      .merging(["HOME": home, "PWD": home, "XDG_STATE_HOME": stateHome(of: state)]) { _, ours in ours }
  }

  /// The `XDG_STATE_HOME` under which a lesson's folder is found.
  private func stateHome(of folder: LessonFolder) -> String {
    folder.path.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/")
  }
}
