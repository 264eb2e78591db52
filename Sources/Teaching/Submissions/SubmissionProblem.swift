import Archive
import Basics

/// Why something that was handed in cannot be read as a submission.
package enum SubmissionProblem: UserFacingError, Hashable {
  /// The system does not let us read it; in the system's words.
  case unreadable(String)
  /// A link, which is never followed.
  case link
  /// A device, a pipe or a socket, which is never opened.
  case special
  /// There is nothing, or nothing any more, where it was to be.
  case vanished
  case tooLarge(limit: Int)
  case tooManyFiles(limit: Int)
  case tooDeep(limit: Int)
  case tooManyLines(limit: Int)
  case tooManyCommands(limit: Int)
  case empty
  /// The bytes are no text: a picture, a program, a document of an office suite.
  case notText
  /// It is text, but there is no command in it.
  case noCommands
  /// A recording of a terminal that does not follow its own format; the line on which it breaks it.
  case brokenRecording(line: Int)
  case archive(ArchiveProblem)
  case entry(EntryRefusal)
  case bundle(BundleProblem)

  package var summary: Phrase {
    switch self {
    case .unreadable(let reason): Phrase(en: "it cannot be read: \(reason)", ja: "読み取れません: \(reason)")
    case .link: Phrase(en: "it is a symbolic link, which is not followed", ja: "シンボリックリンクのため、たどりません")
    case .special:
      Phrase(
        en: "it is a device, a pipe or a socket, which is not opened", ja: "デバイス、パイプ、またはソケットのため、開きません")
    case .vanished: Phrase(en: "it is not there", ja: "見つかりません")
    case .tooLarge(let limit):
      Phrase(en: "it is larger than \(ByteCount.text(limit))", ja: "\(ByteCount.text(limit)) を超えています")
    case .tooManyFiles(let limit):
      Phrase(en: "it has more than \(limit) files", ja: "ファイルが \(limit) 個を超えています")
    case .tooDeep(let limit):
      Phrase(en: "its folders are nested more than \(limit) deep", ja: "フォルダーの深さが \(limit) 段を超えています")
    case .tooManyLines(let limit): Phrase(en: "it has more than \(limit) lines", ja: "\(limit) 行を超えています")
    case .tooManyCommands(let limit):
      Phrase(en: "it has more than \(limit) commands", ja: "コマンドが \(limit) 個を超えています")
    case .empty: Phrase(en: "it is empty", ja: "空です")
    case .notText: Phrase(en: "it is not text", ja: "テキストではありません")
    case .noCommands: Phrase(en: "there is no command in it", ja: "コマンドが見つかりません")
    case .brokenRecording(let line):
      Phrase(en: "the terminal recording is broken at line \(line)", ja: "端末の記録が \(line) 行目で壊れています")
    case .archive(let problem): problem.summary
    case .entry(let refusal): refusal.summary
    case .bundle(let problem): problem.summary
    }
  }

  package var remedy: Phrase? {
    switch self {
    case .archive(let problem): problem.remedy
    case .bundle(let problem): problem.remedy
    default: nil
    }
  }

  package var exitCode: ExitCode { .undetermined }
}
