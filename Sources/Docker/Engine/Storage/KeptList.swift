import Basics

/// Something that is found by a text of its own.
protocol Keyed {
  var key: String { get }
}

/// Things in the order in which they were made; it remembers which of them are not on disk as they are now.
struct KeptList<Element: Keyed & Codable & Sendable>: RandomAccessCollection, Sendable {
  private var elements: [Element]
  /// The keys of what was added, changed or removed since the list was last written, in order.
  private(set) var unsaved: [String] = []

  init(_ elements: [Element] = []) {
    self.elements = elements
  }

  var startIndex: Int { elements.startIndex }
  var endIndex: Int { elements.endIndex }

  subscript(position: Int) -> Element { elements[position] }

  /// The element with a key; one that is set keeps its place, a new one comes last.
  subscript(key: String) -> Element? {
    get { elements.first { $0.key == key } }
    set {
      note(key)
      switch (elements.firstIndex { $0.key == key }, newValue) {
      case (let index?, let value?): elements[index] = value
      case (let index?, nil): elements.remove(at: index)
      case (nil, let value?): elements.append(value)
      case (nil, nil): break
      }
    }
  }

  mutating func append(_ element: Element) {
    note(element.key)
    elements.append(element)
  }

  mutating func removeAll(where isGone: (Element) -> Bool) {
    for element in elements where isGone(element) { note(element.key) }
    elements.removeAll(where: isGone)
  }

  private mutating func note(_ key: String) {
    if !unsaved.contains(key) { unsaved.append(key) }
  }
}

extension KeptList: Codable {
  init(from decoder: any Decoder) throws {
    elements = try decoder.singleValueContainer().decode([Element].self)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(elements)
  }
}

// MARK: Changes

extension KeptList {
  /// What is not on disk: pairs of a key and the element, `null` for one that is gone; `nil` when all is.
  func change() throws -> JSONValue? {
    guard !unsaved.isEmpty else { return nil }
    return .array(
      try unsaved.map { key in
        [.string(key), try self[key].map { try JSONValue(encoding: $0) } ?? .null]
      })
  }

  /// Makes a change again that was made before.
  mutating func apply(_ change: JSONValue?) throws {
    for (key, value) in try ChangedKeys.pairs(change) {
      self[key] = value == .null ? nil : try value.decoded(as: Element.self)
    }
    markSaved()
  }

  mutating func markSaved() {
    unsaved = []
  }
}

/// How a change says what stands under which key from now on.
enum ChangedKeys {
  /// Pairs of a key and what stands there, `null` for nothing.
  ///
  /// - Throws: `MalformedChange`.
  static func pairs(_ list: JSONValue?) throws -> [(key: String, value: JSONValue)] {
    try (list?.array ?? []).map { pair in
      guard let pair = pair.array, pair.count == 2, let key = pair[0].string else { throw MalformedChange() }
      return (key, pair[1])
    }
  }
}

/// A change that does not read as one.
struct MalformedChange: Error {}
