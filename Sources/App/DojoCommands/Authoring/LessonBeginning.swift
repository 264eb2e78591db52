import Basics
import Lessons

/// A lesson that begins from a chapter: the chapter under the lesson's name, and a guessed checks file.
struct LessonBeginning {
  private let draft: ChecksFileDraft
  private let folder: String
  private let chapter: (path: String, text: String, isThere: Bool)

  /// Reads the chapter.
  ///
  /// - Throws: `BeginningFailure`, `LessonFileError`, or a `LessonError` for a chapter that cannot be a lesson.
  init(name: String, chapter path: String, folder: String) throws {
    guard Lesson.ID.accepts(name) else { throw BeginningFailure.noID(name) }
    // Everything that could be wrong with a chapter is said before anything is written.
    _ = try ChapterFiles().load(path: path, language: "en")
    let reading = try ChapterFiles().read(path: path, language: "en")
    guard let text = reading.sources.first?.text else { throw LessonFileError.notFound(path) }
    self.folder = folder
    draft = ChecksFileDraft(reading.chapter, id: name)
    let target = "\(folder)/\(name).\(Self.language(of: path, text)).md"
    let there = Folders.exists(target) ? try LessonFiles.disk.read(target) : nil
    chapter = (target, text, there == Array(text.utf8))
  }

  /// Writes what is not there yet, and returns the paths.
  func write(force: Bool) throws -> [String] {
    let checks = "\(folder)/\(draft.id).yaml"
    let files = [(checks, draft.yaml)] + (chapter.isThere ? [] : [(chapter.path, chapter.text)])
    for (path, _) in files where Folders.exists(path) && !force { throw BeginningFailure.isThere(path) }
    do throws(SystemError) {
      try Folders.create(folder, mode: 0o755)
      for (path, text) in files { try AtomicFile.write(text.utf8, to: path, mode: 0o644) }
    } catch {
      throw BeginningFailure.notWritten(folder, reason: error.reason)
    }
    return files.map(\.0)
  }

  /// What was found, and how to go on.
  var told: Phrase {
    let (steps, inferred, confirmed) = (draft.steps.count, draft.inferred, draft.confirmed)
    let checks = "\(folder)/\(draft.id).yaml"
    return Phrase(
      en: """
        \(CountedNoun.text(steps, "step")): \(CountedNoun.text(inferred, "check")) guessed, \
        \(CountedNoun.text(confirmed, "step")) confirmed by hand.
        Next: dojo lesson test \(checks), then look at each `inferred: true`; dojo lesson lint \(checks) says what is missing.
        """,
      ja: """
        手順 \(steps) 個: チェックを \(inferred) 個推測しました。\(confirmed) 個の手順は手動で確認します。
        次は dojo lesson test \(checks) を実行し、`inferred: true` を一つずつ見直してください。足りないものは dojo lesson lint \(checks) で分かります。
        """)
  }

  /// The language in the chapter's file name, else Japanese for a text with kana in it.
  private static func language(of path: String, _ text: String) -> String {
    let stem = path.split(separator: "/").last.map { $0.dropLast(3) } ?? ""
    if let tag = stem.split(separator: ".").dropFirst().last, tag == "ja" || tag == "en" {
      return String(tag)
    }
    let hasKana = text.unicodeScalars.contains { (0x3040...0x30FF).contains($0.value) }
    return hasKana ? "ja" : "en"
  }
}

/// Why a lesson cannot begin.
enum BeginningFailure: UserFacingError, Equatable {
  case noID(String)
  case isThere(String)
  case notWritten(String, reason: String)

  var summary: Phrase {
    switch self {
    case .noID(let name): Phrase(en: "`\(name)` cannot be a lesson's id.", ja: "`\(name)` はレッスンの id に使えません。")
    case .isThere(let path): Phrase(en: "\(path) is there already.", ja: "\(path) はすでにあります。")
    case .notWritten(let folder, let reason):
      Phrase(
        en: "Nothing can be written into \(folder): \(reason).", ja: "\(folder) に書き込めません（\(reason)）。")
    }
  }

  var remedy: Phrase? {
    switch self {
    case .noID:
      Phrase(
        en: "Use lower-case letters, digits and single hyphens, starting with a letter.",
        ja: "英小文字で始め、英小文字・数字・ハイフンだけを使ってください。")
    case .isThere:
      Phrase(
        en: "Choose another name, or write over it with --force.", ja: "別の名前にするか、--force で上書きしてください。")
    case .notWritten:
      Phrase(en: "Choose another folder with --out.", ja: "--out で別のフォルダーを指定してください。")
    }
  }

  var exitCode: ExitCode {
    if case .notWritten = self { return .undetermined }
    return .usage
  }
}
