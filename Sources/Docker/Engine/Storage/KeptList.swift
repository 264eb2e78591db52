import Basics

/// Something that is found by a text of its own.
protocol Keyed {
  var key: String { get }
}

/// Things in the order in which they were made; it remembers which of them are not on disk as they are now.
struct KeptList<Element: Keyed & Codable & Sendable>: RandomAccessCollection, Sendable {
  /// Every change copies the list.
  private var elements: [Shared<Element>]
  /// Where the element of each key stands.
  private var positions: [String: Int] = [:]
  /// The keys of what was added, changed or removed since the list was last written, in order.
  private(set) var unsaved: [String] = []

  init(_ elements: [Element] = []) {
    self.elements = elements.map(Shared.init)
    index(from: 0)
  }

  var startIndex: Int { elements.startIndex }
  var endIndex: Int { elements.endIndex }

  subscript(position: Int) -> Element { elements[position].value }

  /// The element with a key; one that is set keeps its place, a new one comes last.
  subscript(key: String) -> Element? {
    get { positions[key].map { elements[$0].value } }
    set {
      note(key)
      put(newValue, key)
    }
  }

  mutating func append(_ element: Element) { self[element.key] = element }

  mutating func removeAll(where isGone: (Element) -> Bool) {
    for element in self where isGone(element) { note(element.key) }
    elements.removeAll { isGone($0.value) }
    positions = [:]
    index(from: 0)
  }

  private mutating func put(_ element: Element?, _ key: String) {
    switch (positions[key], element) {
    case (let position?, let element?): elements[position] = Shared(element)
    case (let position?, nil):
      elements.remove(at: position)
      positions[key] = nil
      index(from: position)
    case (nil, let element?):
      positions[key] = elements.count
      elements.append(Shared(element))
    case (nil, nil): break
    }
  }

  private mutating func index(from start: Int) {
    for position in elements[start...].indices { positions[elements[position].value.key] = position }
  }

  private mutating func note(_ key: String) {
    if !unsaved.contains(key) { unsaved.append(key) }
  }
}

extension KeptList: Codable {
  init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode([Element].self))
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(elements.map(\.value))
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
      put(value.isNull ? nil : try value.decoded(as: Element.self), key)
    }
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
