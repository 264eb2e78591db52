import Basics
import OCI

/// The filters of `docker images` and `docker image prune`.
struct ImageFilters: Sendable {
  private let query: FilterQuery
  private let references: [GoPattern]
  /// Whether only images without a tag are wanted, or only others; `nil` when nothing was said.
  let dangling: Bool?
  /// The moment that all images must be older than.
  private(set) var until: Timestamp?

  /// The filters of a list.
  init(listing query: FilterQuery) throws(EngineFault) {
    try self.init(query, allowed: ["reference", "dangling", "before", "since", "label"])
  }

  /// The filters of a prune.
  init(pruning query: FilterQuery, now: Timestamp) throws(EngineFault) {
    try self.init(query, allowed: ["dangling", "label", "label!", "until"])
    until = try query.until(now: now)
  }

  private init(_ query: FilterQuery, allowed: Set<String>) throws(EngineFault) {
    try query.requireOnly(allowed)
    self.query = query
    references = (query["reference"] ?? []).map { GoPattern($0) }
    guard references.allSatisfy(\.isWellFormed) else { throw .system("syntax error in pattern") }
    dangling = try query["dangling"].map { values throws(EngineFault) in
      try Self.flag(values, takesNumbers: allowed.contains("until"))
    }
  }

  /// One value that says something is enough; only a prune takes numbers for it.
  private static func flag(_ values: Set<String>, takesNumbers: Bool) throws(EngineFault) -> Bool {
    let isTrue = values.contains("true") || takesNumbers && values.contains("1")
    guard isTrue || values.contains("false") || takesNumbers && values.contains("0") else {
      throw .badParameter("Invalid filter 'dangling=[\(values.sorted().joined(separator: " "))]'")
    }
    return isTrue
  }

  /// The images that all others must be older than.
  var before: Set<String> { query["before"] ?? [] }
  /// The images that all others must be newer than.
  var since: Set<String> { query["since"] ?? [] }
  var hasReferences: Bool { !references.isEmpty }

  /// Whether an image has the labels asked for and none of those refused.
  func acceptsLabels(of image: Image) -> Bool {
    query.allowsLabels(image.labels)
      && !(query["label!"] ?? []).contains { FilterQuery.matches($0, image.labels) }
  }

  /// Whether an image is old enough to be pruned, and has the labels.
  func acceptsForPruning(_ image: Image) -> Bool {
    acceptsLabels(of: image) && until.map { image.created < $0 } ?? true
  }

  /// Whether a name is one of those asked for; every name is when none was.
  func accepts(_ name: Reference) -> Bool {
    references.isEmpty || references.contains { $0.matches(name.familiar) || $0.matches(name.familiarName) }
  }
}
