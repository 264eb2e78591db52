/// Reads YAML text as one document.
package enum YAMLDocument {
  /// Nodes in nodes: more than any person writes, and few enough for every reader to descend.
  package static let deepest = 200

  /// The root of the only document; `nil` for a text without any.
  ///
  /// An alias becomes the node that it names, which takes no room of its own; whoever goes through all nodes must count
  /// them, since aliases of aliases unfold without end.
  ///
  /// - Throws: `YAMLProblem`.
  package static func root(of text: String) throws(YAMLProblem) -> Node? {
    let events = try EventReader(Array(text.utf8))
    var builder = NodeBuilder()
    while true {
      let event = try events.next()
      if case .end = event.kind { return builder.root }
      try builder.take(event)
    }
  }
}

/// Puts nodes together from events, without recursion: no nesting exhausts the stack.
struct NodeBuilder {
  private(set) var root: Node?
  private var open: [Collection] = []
  private var anchors: [String: Node] = [:]
  private var hasDocument = false

  /// A sequence or a mapping whose end has not come.
  private struct Collection {
    let mark: Mark
    let anchor: String?
    let isMapping: Bool
    var items: [Node] = []
    var pairs: [Node.Pair] = []
    /// The key whose value comes next.
    var key: Node?
    /// Where each key stands.
    var keys: [String: Mark] = [:]

    var content: Node.Content { isMapping ? .mapping(pairs) : .sequence(items) }

    mutating func add(_ node: Node) throws(YAMLProblem) {
      guard isMapping else { return items.append(node) }
      if let key {
        pairs.append(Node.Pair(key: key, value: node))
        self.key = nil
        return
      }
      if let text = node.text {
        if let first = keys[text] { throw .keyTwice(text, first: first, second: node.mark) }
        keys[text] = node.mark
      }
      key = node
    }
  }

  mutating func take(_ event: Event) throws(YAMLProblem) {
    switch event.kind {
    case .document:
      guard !hasDocument else { throw .parsing("a second document begins", event.mark) }
      hasDocument = true
    case .alias(let name):
      guard let node = anchors[name] else { throw .parsing("found undefined alias", event.mark) }
      try add(node)
    case .scalar(let text, let isPlain):
      try add(Node(content: .scalar(text, isPlain: isPlain), mark: event.mark), anchor: event.anchor)
    case .begin(let isMapping):
      guard open.count < YAMLDocument.deepest else { throw .tooDeep(event.mark) }
      open.append(Collection(mark: event.mark, anchor: event.anchor, isMapping: isMapping))
    case .close:
      guard let ended = open.popLast() else { return }
      try add(Node(content: ended.content, mark: ended.mark), anchor: ended.anchor)
    case .end, .other: break
    }
  }

  private mutating func add(_ node: Node, anchor: String? = nil) throws(YAMLProblem) {
    if let anchor { anchors[anchor] = node }
    if open.isEmpty { root = node } else { try open[open.count - 1].add(node) }
  }
}
