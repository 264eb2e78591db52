import Basics

/// A program of the author's says so by exit code 0; only run for authors the learner trusts.
///
/// ```yaml
/// script: {run: "./verify.sh"}
/// ```
package struct ScriptFact: Sendable, Hashable {
  /// A shell command line, run in the lesson's folder.
  package var run: String

  package init(run: String) {
    self.run = run
  }
}

extension ScriptFact: YAMLReadable {
  static var expected: Phrase { Phrase(en: "a command line", ja: "コマンド行") }

  init?(_ node: YAMLNode, _ reading: Reading) {
    guard let fields = Fields(node, reading, shorthand: "run", expecting: Self.expected) else { return nil }
    let run: String? = fields.required("run")
    fields.finish()
    guard let run else { return nil }
    self.init(run: run)
  }
}
