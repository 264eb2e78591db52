import Basics

/// A line for a terminal: a label, and text that is wrapped behind it.
package struct ToldLine: Sendable, Hashable {
  /// How strongly a line stands out; colour only helps, the words carry the meaning.
  package enum Weight: Sendable, Hashable {
    case heading
    case plain
    case quiet
  }

  /// Indentation and what stands before the text; further lines of the text are indented as far.
  package var label: String
  package var text: String
  package var weight: Weight

  package init(_ text: String, label: String = "", weight: Weight = .plain) {
    self.label = label
    self.text = text
    self.weight = weight
  }

  static let empty = ToldLine("")
}
