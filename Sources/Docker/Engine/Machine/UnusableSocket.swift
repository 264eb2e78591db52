import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A place where a machine cannot put its socket.
package struct UnusableSocket: UserFacingError, Equatable {
  package let path: String

  /// The longest path that the system takes, in bytes without the final zero.
  package static let longestPath = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

  /// Fails for a path that is too long.
  static func require(_ path: String) throws(UnusableSocket) {
    guard path.utf8.count <= longestPath else { throw UnusableSocket(path: path) }
  }

  package var summary: Phrase {
    let limit = Self.longestPath
    return Phrase(
      en: "the socket path \(path) has \(path.utf8.count) bytes, and this system allows \(limit)",
      ja: "ソケットのパス \(path) は \(path.utf8.count) バイトです。このシステムの上限は \(limit) バイトです")
  }

  package var remedy: Phrase? {
    Phrase(
      en: "Choose a folder with a shorter path, for example by setting XDG_RUNTIME_DIR or TMPDIR.",
      ja: "XDG_RUNTIME_DIR や TMPDIR を設定するなどして、より短いパスのフォルダーを使ってください。")
  }

  package var exitCode: ExitCode { .undetermined }
}
