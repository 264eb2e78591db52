/// A template that cannot be read, or that asks for something that is not there; the text is that of Go's library.
struct TemplateError: Error, Equatable {
  let text: String
  /// What had been printed before it failed.
  var printed = ""

  /// The same of a template that has a name.
  func of(_ name: String) -> Self {
    Self(
      text: text.replacing("template: :", with: "template: \(name):", maxReplacements: 1)
        .replacing("executing \"\"", with: "executing \"\(name)\"", maxReplacements: 1),
      printed: printed)
  }

  /// A template that cannot be read.
  static func syntax(line: Int, _ reason: String) -> Self {
    Self(text: "template: :\(line): \(reason)")
  }

  /// A template that failed while it ran, at a node of its source.
  static func execution(at place: TemplatePlace, _ node: String, _ reason: String) -> Self {
    Self(text: "template: :\(place.line):\(place.column): executing \"\" at <\(node)>: \(reason)")
  }
}

/// A place in a template: its line from 1, and the byte in that line from 0.
struct TemplatePlace: Hashable, Sendable {
  let line: Int
  let column: Int
}
