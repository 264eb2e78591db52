import DockerAPI
import Testing

@testable import Engine

@Suite struct `Filters of events` {
  private static let start = EventMessage(
    type: "container", action: "start",
    actor: EventActor(
      id: "4f8c0a", attributes: ["image": "host-a:5000/app:v1", "name": "web-1", "tier": "front"]))
  private static let exec = EventMessage(
    type: "container", action: "exec_create: sh -c ls", actor: EventActor(id: "4f8c0a", attributes: [:]))
  private static let pull = EventMessage(
    type: "image", action: "pull", actor: EventActor(id: "nginx:1.19.2", attributes: ["name": "nginx"]))

  private func includes(_ event: EventMessage, _ filters: [String: Set<String>]) throws -> Bool {
    EventSelection(since: nil, until: nil, filters: FilterQuery(values: filters)).includes(event)
  }

  private static let looks: [(filters: String, isIncluded: Bool)] = [
    ("container=web", true), ("container=4f8", true), ("container=eb-1", false),
    ("container=other container=web", true), ("event=start", true), ("event=sta", false),
    ("type=container event=die", false), ("image=host-a:5000/app", true), ("image=host-a:5000/app:v1", true),
    ("image=app", false), ("image=host-a", false), ("label=tier", true), ("label=tier=front", true),
    ("label=tier=back", false), ("scope=local", true), ("scope=swarm", false), ("network=web", true),
    ("volume=data", false),
  ]

  @Test(arguments: looks)
  func `look at a container's start as Docker does`(filters: String, isIncluded: Bool) throws {
    var values: [String: Set<String>] = [:]
    for filter in filters.split(separator: " ") {
      let parts = filter.split(separator: "=", maxSplits: 1).map(String.init)
      values[parts[0], default: []].insert(parts[1])
    }
    #expect(try includes(Self.start, values) == isIncluded)
  }

  @Test func `take an action's beginning where it carries a command`() throws {
    #expect(try includes(Self.exec, ["event": ["exec_create"]]))
    #expect(try !includes(Self.exec, ["event": ["exec_start"]]))
    #expect(try !includes(Self.exec, ["event": ["exec"]]))
  }

  @Test func `find an image by its identifier and by its name without a tag`() throws {
    for name in ["nginx", "nginx:1.19.2"] { #expect(try includes(Self.pull, ["image": [name]])) }
    #expect(try !includes(Self.pull, ["image": ["ngin"]]))
  }
}
