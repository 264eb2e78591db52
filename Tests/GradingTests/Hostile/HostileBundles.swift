import Basics
import Checks
import Lessons
import Practice
import Submissions
import TestSupport

@testable import Grading

/// Bundles whose content says what is not so.
struct HostileBundles {
  /// The folder of the class.
  let folder: String

  func write() throws {
    let journal =
      Self.started + Self.command(["docker", "images"], output: "host:5000/testimage v1 registry 2.7.1")
    try write("bundle-forged", journal: journal + Self.passes)
    try write(
      "bundle-of-commands",
      journal: Self.started + String(repeating: Self.command(["docker", "images"]), count: 5_000))
    try write(
      "bundle-deep-journal",
      journal: Self.started + String(repeating: "[", count: 1_000_000) + "\n"
        + Self.command(["docker", "images"]))
    try write(
      "bundle-huge-words",
      journal: Self.started
        + Self.command(["docker", "images", "--filter", "label=" + String(repeating: "x", count: 8 << 20)]))
    try write(
      "bundle-other-programs",
      journal: Self.started + Self.command(["bash", "-c", "touch /tmp/MARK-bundle"])
        + Self.command(["docker", "-l", "debug", "-H", "unix:///run/grade/room/door", "ps"])
        + Self.command(["docker", "run", "-v", "/:/x", "nginx:1.19.2"]))
    var deep = ZipBytes()
    deep.add("manifest.json", String(repeating: "[{\"a\":", count: 300_000))
    deep.add("journal.jsonl", "")
    try AtomicFile.write(deep.bytes(), to: "\(folder)/image-registry-bundle-deep-manifest.dojo")
  }

  private func write(_ learner: String, journal: String) throws {
    let lesson = try LessonCatalog(folder: "\(DojoBinary.top)/lessons").load(
      "image-registry", language: "en", machines: [:])
    let bytes = try Bundle.packed(
      lesson: "image-registry", lessonDigest: lesson.judgingDigest, tool: "dojo 1", learner: learner,
      created: 0,
      environment: BundleEnvironment(
        system: "linux", host: "host", shell: "bash", language: "en", docker: "practice"),
      journal: Array(journal.utf8),
      verdicts: lesson.steps.map {
        BundleVerdict(
          step: $0.id.text, isPassed: true, earned: Double($0.points), hints: 0, isSolutionShown: false)
      })
    try AtomicFile.write(bytes, to: "\(folder)/image-registry-\(learner).dojo")
  }

  private static let started = line(
    .sittingStarted(SittingStart(lesson: "image-registry", process: 1, language: .english)))

  private static func command(_ words: [String], output: String = "") -> String {
    line(
      .command(CommandEntry(argv: words, folder: "/", machine: "host", exit: 0, output: output, started: 1)))
  }

  /// A journal in which every step has passed.
  private static let passes = [
    "start-registry", "list-images", "tag-image", "see-tag", "push-image", "ask-catalog", "pull-elsewhere",
    "see-elsewhere", "remove-containers",
  ].map { step in
    line(
      .passed(PassEntry(command: 1, assessment: StepAssessment(step: Step.ID(step), verdicts: [], points: 2)))
    )
  }.joined()

  private static func line(_ event: JournalEvent) -> String {
    String(decoding: (try? JournalEntry(time: 1, event: event).line()) ?? [], as: UTF8.self) + "\n"
  }
}
