import Basics
import Lessons
import Practice
import Submissions

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Packs what a learner did in a lesson.
struct SubmissionPacking {
  let lesson: Lesson
  let folder: LessonFolder
  let language: Language
  let environment: [String: String]
  /// Whose Docker it was done on.
  var docker = DockerSource.practice

  /// Reads the journal as it is now and packs it; a sitting that is writing it goes on undisturbed.
  func pack(learner asked: String?, now: Int64) throws -> PackedSubmission {
    let bytes = try FileBytes.readIfPresent(folder.journal) ?? []
    let contents = JournalContents(reading: bytes)
    let progress = Progress(folding: contents.entries)
    guard progress.lastCommand > 0 || !progress.passes.isEmpty else {
      throw SubmitFailure.nothingDone(lesson: lesson.id.text)
    }
    // A last line that is being written at this moment is left out.
    let journal = Array(bytes.prefix(contents.length))
    guard journal.count <= Bundle.fileLimit else { throw SubmitFailure.tooLarge(bytes: journal.count) }
    let learner = LearnerName.choose(asked: asked, environment: environment)
    let digest = LessonDigest.of(lesson.sources.map { ($0.path, $0.text) })
    let status = SittingStatus(of: lesson, progress: progress)
    return PackedSubmission(
      learner: learner, lessonDigest: digest, status: status, commands: progress.lastCommand,
      bytes: try Bundle.packed(
        lesson: lesson.id.text, lessonDigest: digest, tool: "dojo \(Version.text)", learner: learner,
        created: now, environment: surroundings, journal: journal, verdicts: status.rows.map(\.verdict)))
  }

  private var surroundings: BundleEnvironment {
    let shell = environment["SHELL"]?.split(separator: "/").last.map(String.init) ?? "sh"
    return BundleEnvironment(
      system: Self.system, host: HostName.forPractice(HostName.current()), shell: shell,
      language: language.rawValue, docker: docker.rawValue)
  }

  private static var system: String {
    #if os(macOS)
      "macos"
    #else
      "linux"
    #endif
  }
}

/// A submission that is ready to be written.
struct PackedSubmission {
  let learner: String
  let lessonDigest: String
  let status: SittingStatus
  /// How many commands the journal tells of.
  let commands: Int
  let bytes: [UInt8]

  /// Writes the file, whole or not at all, and says where it is.
  func write(to destination: String?) throws(SubmitFailure) -> String {
    let name = Bundle.fileName(lesson: status.lesson.text, learner: learner)
    var path = destination ?? name
    if Folders.isFolder(path) { path += path.hasSuffix("/") ? name : "/\(name)" }
    do { try AtomicFile.write(bytes, to: path) } catch {
      throw .unwritable(path: path, reason: error.reason)
    }
    return path
  }
}

extension SittingStatus.Row {
  fileprivate var verdict: BundleVerdict {
    BundleVerdict(
      step: step.text, isPassed: isPassed, earned: earned, hints: hintsShown,
      isSolutionShown: isSolutionShown)
  }
}

/// The name under which somebody hands in.
enum LearnerName {
  /// What was asked for, else `$DOJO_LEARNER`, else the name of the account.
  static func choose(asked: String?, environment: [String: String]) -> String {
    let named = [asked, environment["DOJO_LEARNER"], account, environment["LOGNAME"], environment["USER"]]
    return named.lazy.compactMap(\.self).first { $0.contains { !$0.isWhitespace } } ?? "learner"
  }

  private static var account: String? {
    guard let entry = unsafe getpwuid(getuid()), let name = unsafe entry.pointee.pw_name else { return nil }
    return unsafe String(cString: name)
  }
}

/// Why nothing was handed in.
enum SubmitFailure: UserFacingError, Equatable {
  case nothingDone(lesson: String)
  case tooLarge(bytes: Int)
  case unwritable(path: String, reason: String)

  var summary: Phrase {
    switch self {
    case .nothingDone(let lesson):
      Phrase(
        en: "there is nothing to hand in: no command of the lesson \(lesson) was run yet",
        ja: "提出できるものがありません。レッスン \(lesson) では、まだコマンドが実行されていません")
    case .tooLarge(let bytes):
      Phrase(
        en: "the journal is too large to be handed in (\(bytes) bytes, at most \(Bundle.fileLimit))",
        ja: "記録が大きすぎて提出できません（\(bytes) バイト。上限は \(Bundle.fileLimit) バイト）")
    case .unwritable(let path, let reason):
      Phrase(en: "\(path) cannot be written: \(reason)", ja: "\(path) に書き込めません: \(reason)")
    }
  }

  var remedy: Phrase? {
    switch self {
    case .nothingDone(let lesson):
      Phrase(
        en: "Do the lesson with: dojo run \(lesson)", ja: "まず dojo run \(lesson) でレッスンを行ってください。")
    case .tooLarge:
      Phrase(
        en: "Start again with dojo reset 1, without commands that print very much.",
        ja: "dojo reset 1 でやり直し、出力の多すぎるコマンドを避けてください。")
    case .unwritable:
      Phrase(
        en: "Name another place: dojo submit --out FILE", ja: "別の場所を指定してください: dojo submit --out ファイル")
    }
  }

  var exitCode: ExitCode { .undetermined }
}
