import Basics
import Lessons
import Practice
import Shell
import TestSupport

@testable import DojoCommands

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A learner's home folder for one test, with the real binary and the bundled lessons at hand.
struct Workplace {
  let home: String

  /// Runs `body` with an empty home folder whose bash prompt is known.
  static func with<Result>(_ body: (Workplace) async throws -> Result) async throws -> Result {
    // Short, because socket paths live below it.
    let home = "/tmp/dojo-test-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: home) }
    try AtomicFile.write("PS1='ready> '\nalias docker='echo alias'\n".utf8, to: "\(home)/.bashrc")
    return try await body(Workplace(home: home))
  }

  /// The folder of the checkout.
  static let top: String = #filePath.split(separator: "/").dropLast(4).reduce("") { "\($0)/\($1)" }

  /// The `dojo` that was built together with these tests.
  static var binary: String {
    let own = CommandLine.arguments[0]
    let folder =
      own.contains(".xctest/") ? own.split(separator: "/").dropLast(4) : own.split(separator: "/").dropLast()
    return folder.reduce("") { "\($0)/\($1)" } + "/dojo"
  }

  /// The whole environment of a learner who speaks this language.
  func environment(_ language: Language = .english) -> [String: String] {
    [
      "HOME": home, "PATH": "/usr/local/bin:/usr/bin:/bin", "SHELL": "/bin/bash", "TERM": "xterm",
      "LANG": language == .japanese ? "ja_JP.UTF-8" : "C.UTF-8", "DOJO_HOME": Self.top, "TMPDIR": home,
    ]
  }

  /// The lesson as `dojo run` reads it here.
  func lesson(_ language: Language = .english) throws -> Lesson {
    try LessonCatalog(folder: "\(Self.top)/lessons").load(
      "image-registry", language: language.rawValue,
      machines: ["host": HostName.forPractice(HostName.current())])
  }

  /// Runs dojo without a terminal, with `input` piped in.
  func dojo(
    _ arguments: [String], input: String? = nil, language: Language = .english
  ) async throws -> (output: String, status: Int32) {
    let script = "\(home)/input"
    try AtomicFile.write((input ?? "").utf8, to: script)
    let words = ([Self.binary] + arguments).map { "'\($0)'" }.joined(separator: " ")
    let outcome = try await ChildCommand(
      "bash", ["-c", "cd \(home); \(words) <\(input == nil ? "/dev/null" : script) 2>&1"],
      environment: environment(language)
    ).capture(limit: 1 << 20)
    return (outcome.stdout, outcome.status)
  }

  /// `dojo run image-registry` on a terminal, once its first prompt is there.
  func openTerminal(
    _ language: Language = .english, shell: String = "/bin/bash",
    startUpFile: (path: String, text: String)? = nil
  ) async throws -> TerminalSession {
    if let startUpFile {
      let path = "\(home)/\(startUpFile.path)"
      try FileManager.default.createDirectory(
        atPath: String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]),
        withIntermediateDirectories: true)
      try AtomicFile.write(startUpFile.text.utf8, to: path)
    }
    let terminal = try TerminalSession(
      Self.binary, ["run", "image-registry", "--ports", "private"],
      environment: environment(language).merging(["SHELL": shell]) { $1 }, rows: 50)
    try await terminal.wait(for: "ready> ")
    return terminal
  }
}

/// Text as one line with single spaces, so that line breaks on an 80-column screen do not matter.
func unwrapped(_ text: String) -> String {
  text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}
