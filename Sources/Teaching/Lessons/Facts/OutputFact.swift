import Basics

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

extension OutputFact: YAMLReadable {
  static var expected: Phrase {
    Phrase(en: "a mapping such as `{of: docker info, text: …}`", ja: "`{of: docker info, text: …}` のようなマッピング")
  }

  init?(_ node: YAMLNode, _ reading: Reading) {
    guard let fields = Fields(node, reading, expecting: Self.expected) else { return nil }
    let command: String? = fields.required("of")
    let (text, exit): ([TextPattern], RanFact.Exit?) = (fields.list("text"), fields["exit"])
    fields.finish()
    guard let command else { return nil }
    self.init(command: command, text: text, exit: exit ?? .code(0))
  }
}
