import Basics
import Lessons
import TestSupport
import Testing

@testable import DojoCommands

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The first steps of the lesson, typed in the other shells that have hooks.
@Suite(.serialized) struct OtherShellTests {
  /// A shell, the start-up file in which its learner set a prompt, and what stands there.
  enum Shell: String, CaseIterable {
    case zsh, fish

    var path: String { "/usr/bin/\(rawValue)" }
    var isInstalled: Bool { unsafe access(path, X_OK) == 0 }

    var startUpFile: (path: String, text: String) {
      switch self {
      case .zsh: (".zshrc", "PROMPT='ready> '\nalias docker='echo alias'\n")
      case .fish: (".config/fish/config.fish", "function fish_prompt; echo -n 'ready> '; end\n")
      }
    }
  }

  @Test(
    .enabled(if: Shell.allCases.contains(where: \.isInstalled), "neither zsh nor fish is in /usr/bin"),
    arguments: Shell.allCases.filter(\.isInstalled))
  func `three steps and a mistake, typed on the other machine's doorstep and back`(shell: Shell) async throws
  {
    try await Workplace.with { place in
      let lesson = try place.lesson()
      let host = lesson.machines[0].name
      let terminal = try await place.openTerminal(shell: shell.path, startUpFile: shell.startUpFile)
      let learner = Learner(terminal: terminal, lesson: lesson)

      try await learner.errs("docker run -d registry:2.7.1", step: 1, diagnosis: "not-published")
      try await learner.types("docker rm -f (docker ps -aq)".inSyntax(of: shell))
      try await learner.passes(1, "docker run -d -p 5000:5000 registry:2.7.1")
      learner.terminal.send("dojo shell other\r")
      try await terminal.wait(for: "other 2/9 ready> ")
      try await learner.errs("docker images", step: 2, diagnosis: "listed-elsewhere")
      learner.terminal.send("exit\r")
      try await terminal.wait(for: "host 2/9 ready> ")
      try await learner.passes(2, "docker images")
      try await learner.passes(3, "docker tag nginx:1.19.2 \(host):5000/testimage:v1")
      terminal.send("exit\r")
      #expect(try await terminal.waitForEnd() == 0)
      #expect(unwrapped(terminal.screen).contains("Saved at step 4."))
    }
  }
}

extension String {
  /// The line as this shell writes command substitution.
  fileprivate func inSyntax(of shell: OtherShellTests.Shell) -> String {
    shell == .zsh ? replacing("(", with: "$(") : self
  }
}
