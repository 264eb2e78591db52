/// A piece of a YAML file with the place where it starts.
struct YAMLNode {
  let content: Content
  let place: SourcePlace

  enum Content {
    /// Text as written; YAML's guesses at numbers and booleans are not used.
    case scalar(String, isQuoted: Bool)
    case list([YAMLNode])
    case mapping([Entry])
  }

  struct Entry {
    let key: String
    let place: SourcePlace
    let value: YAMLNode
  }

  /// Whether nothing at all is written here.
  var isEmpty: Bool {
    if case .scalar("", isQuoted: false) = content { true } else { false }
  }

  /// The text of a scalar.
  var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// The items of a list, or the node alone: authors may write one thing where several may stand.
  var oneOrMany: [YAMLNode] {
    if case .list(let items) = content { items } else { [self] }
  }
}
