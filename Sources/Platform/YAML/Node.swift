/// One node of a YAML document (YAML 1.1, chapter 3), with the place where it starts.
package struct Node: Sendable, Hashable {
  package let content: Content
  package let mark: Mark

  /// The three kinds of node; YAML's guesses at numbers and booleans are left to the reader.
  package indirect enum Content: Sendable, Hashable {
    /// Text; plain when it stands without quotes and not as a block.
    case scalar(String, isPlain: Bool)
    case sequence([Node])
    /// The pairs in the order of the text; no scalar is a key twice.
    case mapping([Pair])
  }

  /// A key of a mapping and what it stands for.
  package struct Pair: Sendable, Hashable {
    package let key: Node
    package let value: Node
  }

  /// The text of a scalar.
  package var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// The pairs of a mapping.
  package var pairs: [Pair]? {
    if case .mapping(let pairs) = content { pairs } else { nil }
  }

  /// What a mapping has under a key; `nil` without the key, and for other nodes.
  package subscript(key: String) -> Node? {
    pairs?.first { $0.key.text == key }?.value
  }
}

/// A place in a text: lines and columns from 1, columns in Unicode scalars.
package struct Mark: Sendable, Hashable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// Why a text cannot be read as one YAML document.
package enum YAMLProblem: Error, Hashable {
  /// libyaml is not on this computer.
  case noLibrary
  /// Letters that begin nothing, in libyaml's words.
  case scanning(String, Mark)
  /// Parts in a wrong order, an alias of nothing, a second document.
  case parsing(String, Mark)
  /// Characters that no YAML text holds.
  case characters(String)
  case keyTwice(String, first: Mark, second: Mark)
  /// Nested more deeply than `YAMLDocument.deepest`.
  case tooDeep(Mark)
}
