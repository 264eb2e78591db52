import Basics
import DockerAPI

/// Which containers a list is to show.
struct ContainerFilter: Sendable {
  private let filters: FilterQuery
  let includesEnded: Bool
  /// How many of the newest; all when `nil`.
  let limit: Int?

  private static let names: Set<String> = [
    "ancestor", "before", "exited", "expose", "health", "id", "is-task", "isolation", "label", "name",
    "network",
    "publish", "since", "status", "volume",
  ]

  /// - Throws: `EngineFault` (400) for a filter or a state that Docker does not know.
  init(_ filters: FilterQuery, all: Bool, limit: Int?) throws(EngineFault) {
    try filters.requireOnly(Self.names)
    let states = Set(ContainerStatus.allCases.map(\.rawValue))
    if let stranger = filters["status"]?.sorted().first(where: { !states.contains($0) }) {
      throw .invalidFilter("status=\(stranger)")
    }
    if let stranger = filters["exited"]?.sorted().first(where: { Int($0) == nil }) {
      throw .badParameter("strconv.Atoi: parsing \"\(stranger)\": invalid syntax")
    }
    let healths = ["starting", "healthy", "unhealthy", "none"]
    if let stranger = filters["health"]?.sorted().first(where: { !healths.contains($0) }) {
      throw .badParameter("Unrecognised filter value for health: \(stranger)")
    }
    if let task = filters["is-task"], !task.isSubset(of: ["0", "1", "false", "true"]) {
      throw .badParameter("Invalid filter 'is-task=[\(task.sorted().joined(separator: " "))]'")
    }
    for name in ["publish", "expose"] {
      guard let stranger = filters[name]?.sorted().first(where: { !PortFilter.isPort($0) }) else { continue }
      throw .system(
        "error while looking up for \(name) \(stranger): strconv.ParseUint: parsing \"\(stranger)\": "
          + "invalid syntax")
    }
    self.filters = filters
    self.limit = limit.flatMap { $0 > 0 ? $0 : nil }
    includesEnded = all || self.limit != nil || filters["status"] != nil || filters["exited"] != nil
  }

  /// What a filter needs to know besides the containers.
  struct Surroundings: Sendable {
    /// The identifiers of the images that `ancestor` values mean.
    let ancestors: Set<String>
    /// The networks that `network` values mean, by name.
    let networks: Set<String>
    /// How well the containers are that are looked after, by identifier.
    var healths: [String: String] = [:]
  }

  var ancestors: Set<String> { filters["ancestor"] ?? [] }
  var networks: Set<String> { filters["network"] ?? [] }

  /// The containers to show, newest first.
  func select(
    from containers: [Container], _ surroundings: Surroundings
  ) throws(EngineFault) -> [Container] {
    let newestFirst = Array(containers.reversed())
    let bounds = try bounds(in: newestFirst)
    let chosen = newestFirst[bounds].filter { includes($0, surroundings) }
    return limit.map { Array(chosen.prefix($0)) } ?? chosen
  }

  /// The rows between the containers that `before` and `since` name.
  private func bounds(in newestFirst: [Container]) throws(EngineFault) -> Range<Int> {
    var first = 0
    var end = newestFirst.count
    for name in filters["before"] ?? [] { first = try index(of: name, in: newestFirst) + 1 }
    for name in filters["since"] ?? [] { end = try index(of: name, in: newestFirst) }
    return min(first, end)..<end
  }

  private func index(of name: String, in containers: [Container]) throws(EngineFault) -> Int {
    let found = containers.firstIndex { $0.id.hasPrefix(name) || $0.name.text == name }
    guard let found else { throw EngineFault(status: 404, message: "no such container \(name)") }
    return found
  }

  private func includes(_ container: Container, _ surroundings: Surroundings) -> Bool {
    let isVisible = includesEnded || container.life.status.isActive
    return isVisible && matchesState(container, surroundings) && matchesName(container)
      && filters.allowsLabels(container.labels) && matchesPorts(container)
      && filters.allows("ancestor") { _ in surroundings.ancestors.contains(container.imageID) }
      && filters.allows("network") { wanted in
        wanted.isEmpty
          || container.attachments.contains { surroundings.networks.contains($0.network) }
      }
      && filters.allows("volume") { wanted in
        container.mounts.contains { $0.name == wanted || $0.source == wanted || $0.destination == wanted }
      }
  }

  private func matchesState(_ container: Container, _ surroundings: Surroundings) -> Bool {
    filters.allows("status") { $0 == container.life.status.rawValue }
      && filters.allows("exited") { code in
        container.life.startedAt != .zero && !container.life.status.isActive
          && Int(code) == container.life.exitCode
      } && filters.allows("health") { $0 == surroundings.healths[container.id] ?? "none" }
      && filters.allows("is-task") { $0 != "true" }
  }

  private func matchesName(_ container: Container) -> Bool {
    filters.allows("id") { container.id.hasPrefix($0) }
      && filters.allows("name") { pattern in
        Self.matches(pattern, container.name.text) || Self.matches(pattern, "/\(container.name.text)")
      }
  }

  /// Names are filtered by regular expressions, found anywhere in the name.
  private static func matches(_ pattern: String, _ name: String) -> Bool {
    guard let expression = try? Regex(pattern) else { return name.contains(pattern) }
    return (try? expression.firstMatch(in: name)) != nil
  }

  private func matchesPorts(_ container: Container) -> Bool {
    filters.allows("publish") { wanted in
      container.published.contains { PortFilter.matches(wanted, $0.hostPort, $0.transport) }
    }
      && filters.allows("expose") { wanted in
        // Docker looks only at what running containers expose.
        guard container.life.status.isActive else { return false }
        let exposed = (container.config.exposedPorts?.sortedKeys ?? []).compactMap {
          try? ContainerPort(parsing: $0)
        }
        return exposed.contains { PortFilter.matches(wanted, $0.number, $0.transport) }
      }
  }
}

/// A port, or a range of them, in a filter: `5000`, `5000-5010/tcp`.
enum PortFilter {
  static func isPort(_ text: String) -> Bool {
    text.wholeMatch(of: /[0-9]{1,5}(-[0-9]{1,5})?(\/[a-z]+)?/) != nil
  }

  static func matches(_ wanted: String, _ port: UInt16, _ transport: String) -> Bool {
    let parts = wanted.split(separator: "/")
    let bounds = (parts.first ?? "").split(separator: "-").compactMap { UInt16($0) }
    guard let first = bounds.first, let last = bounds.last, first <= last else { return false }
    return (first...last).contains(port) && (parts.count < 2 || parts[1] == transport)
  }
}
