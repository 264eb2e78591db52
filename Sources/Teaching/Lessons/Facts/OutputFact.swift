/// A command that dojo itself runs on the machine prints this.
///
/// ```yaml
/// output: {of: "docker info", text: "{host}:5000"}
/// ```
package struct OutputFact: Sendable, Hashable {
  /// One simple command, without shell syntax.
  package var command: String
  /// What it must print, all of it.
  package var text: [TextPattern]
  package var exit: RanFact.Exit

  package init(command: String, text: [TextPattern] = [], exit: RanFact.Exit = .code(0)) {
    self.command = command
    self.text = text
    self.exit = exit
  }
}
