import Basics
import Shell
import TestSupport

@testable import DojoCommands

extension Workplace {
  /// Runs a shell script with `dojo` on its PATH in the learner's home folder; both streams come back as one.
  ///
  /// `changes` are made to the learner's environment; `nil` unsets. `wrapper` is a program that runs the shell.
  func script(
    _ text: String, language: Language = .english, changes: [String: String?] = [:], wrapper: [String] = []
  ) async throws -> (output: String, status: Int32) {
    var environment = environment(language)
    environment["PATH"] = "\(Self.binary.dropLast("/dojo".count)):/usr/local/bin:/usr/bin:/bin"
    for (name, value) in changes { environment[name] = value }
    try AtomicFile.write("exec 2>&1 </dev/null; cd \(home)\n\(text)\n".utf8, to: "\(home)/script")
    let words = wrapper + ["bash", "\(home)/script"]
    let outcome = try await ChildCommand(words[0], Array(words.dropFirst()), environment: environment)
      .capture(limit: 1 << 20)
    return (outcome.stdout, outcome.status)
  }

  /// The file in which the lesson's progress is kept.
  var journal: String { "\(home)/.local/state/dojo/image-registry/journal.jsonl" }
}

extension Language {
  /// The one of two texts that is in this language.
  func choose(_ english: String, _ japanese: String) -> String {
    self == .english ? english : japanese
  }
}

/// Whether `unshare` gives what it is asked for without root.
func canUnshare(_ options: String, _ trial: String = "true") async -> Bool {
  let trial = ChildCommand(
    "unshare", [options, "sh", "-c", trial], environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"])
  return (try? await trial.capture().status) == 0
}

/// Whether lines that dojo wrote fit an 80-column screen.
func fitsScreen(_ text: String) -> Bool {
  text.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) <= 80 }
}
