import Basics
import Reports

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `results.jsonl`: every result is on the disk before the next one is counted.
package actor ResultsFile {
  private let path: String
  private let descriptor: Int32
  /// What earlier runs have left, and what came since.
  package private(set) var lines: ResultLines

  /// Opens the file of a new grading, or of one to be gone on with.
  ///
  /// - Throws: `ResultsProblem` when there are results already and `resumes` is false, or when they are of another
  ///   lesson; `ReportProblem` when they cannot be read; `SystemError`.
  package init(at path: String, tool: String, lesson: GradedLesson, resumes: Bool) throws {
    self.path = path
    let bytes = try FileBytes.readIfPresent(path) ?? []
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw SystemError.last("open", path) }
    let header = ResultLines.header(tool: tool, lesson: lesson)
    if bytes.contains(UInt8(ascii: "\n")) {
      guard resumes else { throw ResultsProblem.thereAlready(path) }
      lines = try ResultLines(parsing: bytes, file: path)
      guard lines.lesson == lesson else { throw ResultsProblem.otherLesson(path) }
      guard ftruncate(descriptor, off_t(lines.wholeLength)) == 0, lseek(descriptor, 0, SEEK_END) >= 0 else {
        throw SystemError.last("truncate", path)
      }
    } else {
      lines = try ResultLines(parsing: Array(header.utf8), file: path)
      guard ftruncate(descriptor, 0) == 0 else { throw SystemError.last("truncate", path) }
      try AtomicFile.writeAll(Array(header.utf8), to: descriptor, path: path)
      try AtomicFile.syncFolder(of: path)
    }
  }

  deinit { _ = close(descriptor) }

  /// The learners who have a result already.
  package var learners: Set<String> { Set(lines.results.map(\.learner)) }

  /// Adds a result.
  ///
  /// - Throws: `SystemError` when the disk is full or fails.
  package func append(_ result: LearnerResult) throws {
    try AtomicFile.writeAll(Array(ResultLines.line(result).utf8), to: descriptor, path: path)
    guard fsync(descriptor) == 0 else { throw SystemError.last("fsync", path) }
    lines.results.append(result)
  }
}

/// Why results cannot be added to a file.
package enum ResultsProblem: UserFacingError, Equatable {
  case thereAlready(String)
  case otherLesson(String)
  /// The folder cannot be made or written to, in the system's words.
  case unwritable(String, reason: String)

  package var summary: Phrase {
    switch self {
    case .thereAlready(let path):
      Phrase(en: "there are results in \(path) already", ja: "\(path) にはすでに結果があります")
    case .otherLesson(let path):
      Phrase(
        en: "the results in \(path) are of another lesson, or of another version of it or of the overlay",
        ja: "\(path) にあるのは、別のレッスン、または別の版のレッスンや overlay による結果です")
    case .unwritable(let path, let reason):
      Phrase(
        en: "results cannot be written to \(path): \(reason)", ja: "結果を \(path) に書き込めません: \(reason)")
    }
  }

  package var remedy: Phrase? {
    switch self {
    case .thereAlready:
      Phrase(
        en: "Go on with them with --resume, or name another folder with --out.",
        ja: "続きから始めるには --resume を、別のフォルダーに書くには --out を付けてください。")
    case .otherLesson:
      Phrase(en: "Name another folder with --out.", ja: "--out で別のフォルダーを指定してください。")
    case .unwritable:
      Phrase(
        en: "Name a folder you can write to with --out.", ja: "--out で書き込めるフォルダーを指定してください。")
    }
  }

  package var exitCode: ExitCode {
    if case .unwritable = self { .undetermined } else { .usage }
  }
}
