import Basics

/// The `filters` of a list, an events or a prune request: values by name.
struct FilterQuery: Hashable, Sendable {
  private let values: [String: Set<String>]

  static let none = FilterQuery(values: [:])

  init(values: [String: Set<String>]) {
    self.values = values
  }

  /// Reads `{"name":{"value":true}}`, or the older `{"name":["value"]}`.
  init(parsing text: String?) throws(EngineFault) {
    guard let text, !text.isEmpty else {
      values = [:]
      return
    }
    let document = try GoJSON.parse(Array(text.utf8))
    guard !document.isNull else {
      values = [:]
      return
    }
    guard let object = document.object else {
      throw .system(
        "json: cannot unmarshal \(document.goKind) into Go value of type map[string]map[string]bool")
    }
    var values: [String: Set<String>] = [:]
    for member in object.members {
      if let list = member.value.array {
        guard list.allSatisfy({ $0.string != nil }) else { throw Self.misfit(member.value) }
        values[member.key] = Set(list.compactMap(\.string))
      } else {
        guard member.value.object != nil || member.value.isNull else { throw Self.misfit(member.value) }
        let members = member.value.object?.members ?? []
        values[member.key] = Set(members.filter { $0.value.bool == true }.map(\.key))
      }
    }
    self.values = values
  }

  /// The same with one more value of a filter.
  func adding(_ value: String, to name: String) -> FilterQuery {
    FilterQuery(values: values.merging([name: [value]]) { $0.union($1) })
  }

  /// What Go says of the values of a filter that are no set.
  private static func misfit(_ value: JSONValue) -> EngineFault {
    .system("json: cannot unmarshal \(value.goKind) into Go value of type map[string]bool")
  }

  /// Refuses names that are not among `accepted`, in Docker's words.
  func requireOnly(_ accepted: Set<String>) throws(EngineFault) {
    guard let stranger = values.keys.sorted().first(where: { !accepted.contains($0) }) else { return }
    throw .invalidFilter(stranger)
  }

  /// The values of one filter; `nil` when it was not given.
  subscript(name: String) -> Set<String>? {
    guard let set = values[name], !set.isEmpty else { return nil }
    return set
  }

  /// Whether the filter is absent or one of its values satisfies the condition.
  func allows(_ name: String, _ condition: (String) -> Bool) -> Bool {
    self[name]?.contains(where: condition) ?? true
  }

  /// Whether the filter is absent, or one of its values is the text or a regular expression found in it.
  func allowsMatch(_ name: String, _ text: String) -> Bool {
    allows(name) { $0 == text || ((try? Regex($0).firstMatch(in: text)) ?? nil) != nil }
  }

  /// Whether no `label!` that was given names one of the labels, and all that `label` names are there.
  func allowsForPruning(_ labels: [String: String]) -> Bool {
    allowsLabels(labels) && !(self["label!"] ?? []).contains { Self.matches($0, labels) }
  }

  /// Whether every `key` or `key=value` asked for is among the labels.
  func allowsLabels(_ labels: [String: String], name: String = "label") -> Bool {
    (self[name] ?? []).allSatisfy { Self.matches($0, labels) }
  }

  static func matches(_ wanted: String, _ labels: [String: String]) -> Bool {
    let parts = wanted.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let value = labels[parts[0]] else { return false }
    return parts.count == 1 || value == parts[1]
  }

  /// The moment of an `until` filter: a time, or how long ago (`24h`).
  func until(now: Timestamp) throws(EngineFault) -> Timestamp? {
    guard let text = self["until"]?.sorted().first else { return nil }
    if let moment = Timestamp(query: text) { return moment }
    guard let ago = SleepArgument.duration(text) else {
      throw .system("failed to parse value as time or duration: \"\(text)\"")
    }
    return now.advanced(by: .zero - ago)
  }
}
