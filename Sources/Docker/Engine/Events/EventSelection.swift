import Basics
import DockerAPI

/// Which events a listener wants.
struct EventSelection: Sendable {
  let since: Timestamp?
  let until: Timestamp?
  let filters: FilterQuery

  private static let names: Set<String> = [
    "config", "container", "daemon", "event", "image", "label", "network", "node", "plugin", "scope",
    "secret",
    "service", "type", "volume",
  ]

  init(since: Timestamp?, until: Timestamp?, filters: FilterQuery) throws(EngineFault) {
    try filters.requireOnly(Self.names)
    self.since = since
    self.until = until
    self.filters = filters
  }

  func includes(_ event: EventMessage) -> Bool {
    let time = Timestamp(
      seconds: event.time, nanoseconds: event.timeNano - event.time * 1_000_000_000)
    let isInTime = (since.map { time >= $0 } ?? true) && (until.map { time <= $0 } ?? true)
    return isInTime && matchesKind(event) && filters.allowsLabels(event.actor.attributes.values)
      && ["container", "volume", "network"].allSatisfy { matchesActor($0, event) }
      && filters.allows("image") { Self.image($0, matches: event) }
  }

  private func matchesKind(_ event: EventMessage) -> Bool {
    filters.allows("type") { $0 == event.type } && filters.allows("scope") { $0 == event.scope }
      && filters.allows("event") { event.action == $0 || event.action.hasPrefix("\($0):") }
  }

  /// Names and identifiers, whole or shortened, of the thing the event is about.
  private func matchesActor(_ type: String, _ event: EventMessage) -> Bool {
    filters.allows(type) { wanted in
      event.type == type
        && (event.actor.id.hasPrefix(wanted) || event.actor.attributes.values["name"] == wanted)
    }
  }

  private static func image(_ wanted: String, matches event: EventMessage) -> Bool {
    guard event.type == "image" || event.type == "container" else { return false }
    let attributes = event.actor.attributes.values
    let name = event.type == "image" ? attributes["name"] : attributes["image"]
    return event.actor.id == wanted || name == wanted
      || name.map { $0.split(separator: ":").first.map(String.init) == wanted } ?? false
  }
}
