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
