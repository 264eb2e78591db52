import OCI

/// The filters of `docker images` and `docker image prune`.
struct ImageFilters: Sendable {
  var references: [GoPattern] = []
  var dangling: Bool?
  var before: [String] = []
  var since: [String] = []
  var labels: [LabelFilter] = []
  /// Labels that must not be there.
  var refusedLabels: [LabelFilter] = []

  init() {}

  /// The filters of a list.
  init(listing filters: [String: [String]]) throws(EngineFault) {
    try self.init(filters, allowed: ["reference", "dangling", "before", "since", "label"])
  }

  /// The filters of a prune.
  init(pruning filters: [String: [String]]) throws(EngineFault) {
    try self.init(filters, allowed: ["dangling", "label", "label!"])
  }

  private init(_ filters: [String: [String]], allowed: Set<String>) throws(EngineFault) {
    for (name, values) in filters.sorted(by: { $0.key < $1.key }) {
      guard allowed.contains(name) else { throw .invalidFilter(name) }
      switch name {
      case "reference": references = values.map { GoPattern($0) }
      case "dangling": dangling = try Self.flag(values)
      case "before": before = values
      case "since": since = values
      case "label": labels = values.map { LabelFilter($0) }
      default: refusedLabels = values.map { LabelFilter($0) }
      }
    }
  }

  private static func flag(_ values: [String]) throws(EngineFault) -> Bool {
    let isTrue = values.contains("true") || values.contains("1")
    let isFalse = values.contains("false") || values.contains("0")
    guard isTrue != isFalse else {
      throw .badParameter("Invalid filter 'dangling=[\(values.sorted().joined(separator: " "))]'")
    }
    return isTrue
  }

  /// Whether an image has the labels asked for and none of those refused.
  func acceptsLabels(of image: Image) -> Bool {
    labels.allSatisfy { $0.matches(image.labels) } && !refusedLabels.contains { $0.matches(image.labels) }
  }

  /// Whether a name is one of those asked for; every name is when none was.
  func accepts(_ name: Reference) -> Bool {
    references.isEmpty || references.contains { $0.matches(name.familiar) || $0.matches(name.familiarName) }
  }
}

/// `KEY` or `KEY=VALUE`.
struct LabelFilter: Sendable, Hashable {
  let key: String
  let value: String?

  init(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    key = String(parts.first ?? "")
    value = parts.count > 1 ? String(parts[1]) : nil
  }

  func matches(_ labels: [String: String]) -> Bool {
    guard let found = labels[key] else { return false }
    return value.map { $0 == found } ?? true
  }
}
