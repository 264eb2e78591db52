import Basics
import DockerAPI

/// Which events a listener wants (docker events, "Filtering").
struct EventSelection: Sendable {
  let since: Timestamp?
  let until: Timestamp?
  let filters: FilterQuery

  /// Filters that are none of Docker's are taken and do nothing, as Docker has it here and nowhere else.
  init(since: Timestamp?, until: Timestamp?, filters: FilterQuery) {
    self.since = since
    self.until = until
    self.filters = filters
  }

  func includes(_ event: EventMessage) -> Bool {
    let time = Timestamp(
      seconds: event.time, nanoseconds: event.timeNano - event.time * 1_000_000_000)
    let isInTime = (since.map { time >= $0 } ?? true) && (until.map { time <= $0 } ?? true)
    return isInTime && matchesKind(event) && matchesLabels(event)
      && Self.things.allSatisfy { matchesThing($0, event) }
      && filters.allows("image") { Self.image($0, matches: event) }
  }

  /// The actions that carry what they were given behind a colon; a filter for one of them takes beginnings for all.
  private static let fuzzyActions: Set = ["health_status", "exec_create", "exec_start"]

  private func matchesKind(_ event: EventMessage) -> Bool {
    let isFuzzy = !(filters["event"] ?? []).isDisjoint(with: Self.fuzzyActions)
    return filters.allows("type") { $0 == event.type } && filters.allows("scope") { $0 == event.scope }
      && filters.allows("event") { event.action == $0 || (isFuzzy && event.action.hasPrefix($0)) }
  }

  private func matchesLabels(_ event: EventMessage) -> Bool {
    filters.allowsLabels(event.actor.attributes.values)
  }

  private static let things = [
    "daemon", "container", "plugin", "volume", "network", "node", "service", "secret", "config",
  ]

  /// Whether the event is about something whose name or identifier begins as asked for, whatever kind it is.
  private func matchesThing(_ kind: String, _ event: EventMessage) -> Bool {
    filters.allows(kind) { wanted in
      event.actor.id.hasPrefix(wanted)
        || event.actor.attributes.values["name"]?.hasPrefix(wanted) ?? false
    }
  }

  /// Whether an image is meant by its identifier, or by its name with or without a tag.
  private static func image(_ wanted: String, matches event: EventMessage) -> Bool {
    let name = event.actor.attributes.values[event.type == "image" ? "name" : "image"] ?? ""
    return [event.actor.id, name, withoutTag(event.actor.id), withoutTag(name)].contains(wanted)
  }

  private static func withoutTag(_ name: String) -> String {
    let start = name.lastIndex(of: "/") ?? name.startIndex
    return name[start...].lastIndex(of: ":").map { String(name[..<$0]) } ?? name
  }
}
