#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A system call that failed: the call, what it was about, and `errno`.
package struct SystemError: UserFacingError, Hashable {
  /// What was being done, as a verb phrase: `open`, `rename`.
  package let operation: String
  /// The path or address the call was about.
  package let subject: String
  /// The value of `errno`.
  package let code: Int32

  package init(operation: String, subject: String, code: Int32) {
    self.operation = operation
    self.subject = subject
    self.code = code
  }

  /// The error of the call that has just failed on this thread.
  package static func last(_ operation: String, _ subject: String) -> Self {
    Self(operation: operation, subject: subject, code: errno)
  }

  /// The C library's words for `code`: "No space left on device".
  package var reason: String {
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: text)
  }

  package var summary: Phrase {
    Phrase(en: "\(operation) \(subject): \(reason)", ja: "\(subject) の処理（\(operation)）に失敗しました: \(reason)")
  }

  /// Whether the disk, or the share of it that this user may have, is full.
  package var isNoRoom: Bool { code == ENOSPC || code == EDQUOT }

  package var remedy: Phrase? {
    switch code {
    case ENOSPC, EDQUOT:
      Phrase(en: "Free some disk space, then try again.", ja: "ディスクの空きを増やしてから、もう一度試してください。")
    case EACCES, EPERM, EROFS:
      Phrase(
        en: "Make that place writable, or point XDG_STATE_HOME to a folder that is.",
        ja: "書き込めるようにするか、書き込めるフォルダーを XDG_STATE_HOME に指定してください。")
    default: nil
    }
  }

  package var exitCode: ExitCode { .undetermined }
}
