import Basics

/// The files from which lessons are read.
package struct LessonFiles: Sendable {
  /// The bytes of a file; nil when there is no such file.
  package let read: @Sendable (_ path: String) throws(SystemError) -> [UInt8]?
  /// The names in a folder; nil when there is no such folder.
  package let list: @Sendable (_ folder: String) -> [String]?

  package init(
    read: @escaping @Sendable (_ path: String) throws(SystemError) -> [UInt8]?,
    list: @escaping @Sendable (_ folder: String) -> [String]?
  ) {
    self.read = read
    self.list = list
  }

  /// Files that are only in memory, by their path.
  package init(inMemory files: [String: String]) {
    self.init(
      read: { path in files[path].map { Array($0.utf8) } },
      list: { folder in
        let inside = files.keys.filter { $0.hasPrefix(folder + "/") }
        let names = Set(inside.compactMap { $0.dropFirst(folder.count + 1).split(separator: "/").first })
        return names.isEmpty ? nil : names.map(String.init)
      })
  }

  /// The text of a file; nil when there is no such file.
  func text(_ path: String) throws -> String? {
    let content: [UInt8]?
    do throws(SystemError) { content = try read(path) } catch {
      throw LessonFileError.unreadable(path, reason: error.reason)
    }
    guard let bytes = content else { return nil }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw LessonFileError.notText(path) }
    return text
  }
}

/// Why a file could not be taken for a lesson's.
package enum LessonFileError: UserFacingError, Equatable {
  case notText(String)
  case notFound(String)
  /// The system does not let us read it, or it is a folder without chapters; in the system's words.
  case unreadable(String, reason: String)
  /// No lesson has this name; the catalogue's own names are told.
  case noSuchLesson(String, known: [String])

  package var summary: Phrase {
    switch self {
    case .notText(let path): Phrase(en: "\(path) is not UTF-8 text.", ja: "\(path) は UTF-8 のテキストではありません。")
    case .unreadable(let path, let reason):
      Phrase(en: "\(path) cannot be read: \(reason).", ja: "\(path) を読み取れません: \(reason)")
    case .notFound(let path): Phrase(en: "There is no file \(path).", ja: "ファイル \(path) がありません。")
    case .noSuchLesson(let name, _):
      Phrase(en: "There is no lesson called `\(name)`.", ja: "`\(name)` というレッスンはありません。")
    }
  }

  package var remedy: Phrase? {
    switch self {
    case .notText: Phrase(en: "Save it as UTF-8.", ja: "UTF-8 で保存し直してください。")
    case .unreadable:
      Phrase(
        en: "Name a Markdown file that you may read, or a folder of them.",
        ja: "読み取れる Markdown ファイルか、それらを入れたフォルダーを指定してください。")
    case .notFound:
      Phrase(en: "Check the path, or run `dojo list`.", ja: "パスを確かめるか、`dojo list` で一覧を見てください。")
    case .noSuchLesson(let name, let known): Suggestion.sentence(for: name, among: known)
    }
  }

  package var exitCode: ExitCode { .lessonInvalid }
}
