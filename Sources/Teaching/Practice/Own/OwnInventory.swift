import Basics
import Checks
import DockerCLI

/// What is on an engine of the learner's at one moment; only what was looked at is filled in.
package struct OwnInventory: Sendable, Hashable {
  package struct Container: Sendable, Hashable {
    package let id: String
    package let names: [String]
    package let image: String
    package let state: String

    var isStopped: Bool { ["exited", "created", "dead", "configured", "stopped"].contains(state) }
  }

  package struct Image: Sendable, Hashable {
    /// `sha256:` and 64 digits.
    package let id: String
    /// In full; `nil` for an image without a name.
    package let name: String?
  }

  package enum Part: Sendable, CaseIterable {
    case containers, images, volumes, networks
  }

  package var containers: [Container] = []
  package var images: [Image] = []
  package var volumes: [String] = []
  package var networks: [String] = []

  package init() {}

  /// Looks at some parts of an engine; `globals` are options that stand before every command.
  package static func look(
    _ parts: Set<Part> = Set(Part.allCases), with docker: OwnDocker, globals: [String] = [],
    environment: [String: String]
  ) async throws -> OwnInventory {
    try await withThrowingTaskGroup(of: (Part, [[String]]).self) { group in
      for part in parts {
        group.addTask {
          let outcome = try await docker.ask(globals + question(part), environment: environment)
          guard outcome.exit == 0 else {
            throw OwnDockerFailure.notAnswering(
              program: docker.program,
              reason: outcome.stderr.split(whereSeparator: \.isNewline).first.map(String.init) ?? "")
          }
          return (part, rows(outcome.stdout))
        }
      }
      var inventory = OwnInventory()
      for try await (part, rows) in group { inventory.fill(part, rows) }
      return inventory
    }
  }

  /// Templates whose fields Docker 20 to 29 and podman 4 to 5 all know, and that ask for no sizes.
  private static func question(_ part: Part) -> [String] {
    switch part {
    case .containers:
      ["ps", "-a", "--no-trunc", "--format", "{{.ID}}\t{{.Names}}\t{{.Image}}\t{{.State}}"]
    // Docker 29 hides images without a name unless all are asked for.
    case .images: ["images", "-a", "--no-trunc", "--format", "{{.ID}}\t{{.Repository}}\t{{.Tag}}"]
    case .volumes: ["volume", "ls", "--format", "{{.Name}}"]
    case .networks: ["network", "ls", "--format", "{{.Name}}"]
    }
  }

  private static func rows(_ text: String) -> [[String]] {
    text.split(whereSeparator: \.isNewline).map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  mutating func fill(_ part: Part, _ rows: [[String]]) {
    switch part {
    case .containers:
      containers = rows.filter { $0.count == 4 }.map {
        Container(
          id: $0[0], names: $0[1].split(separator: ",").map(String.init), image: $0[2],
          state: ListedContainer.state($0[3]))
      }
    case .images:
      images = rows.filter { $0.count == 3 }.map { row in
        let isNamed = row[1] != "<none>" && row[2] != "<none>"
        return Image(
          id: row[0].hasPrefix("sha256:") ? row[0] : "sha256:\(row[0])",
          name: isNamed ? Belongings.fullName("\(row[1]):\(row[2])") : nil)
      }
    case .volumes: volumes = rows.compactMap(\.first).filter { !$0.isEmpty }
    case .networks: networks = rows.compactMap(\.first).filter { !$0.isEmpty }
    }
  }

  /// The same things as what tells them apart.
  var belongings: Belongings {
    var all = Belongings()
    all.containers = Set(containers.map(\.id))
    all.images = Set(images.map { $0.name ?? $0.id })
    all.volumes = Set(volumes)
    all.networks = Set(networks)
    return all
  }

  /// What is here of these, in the order in which it can be removed.
  package func things(among wanted: Belongings) -> [OwnThing] {
    containers.filter { wanted.containers.contains($0.id) }.map(OwnThing.init)
      + images.filter { wanted.images.contains($0.name ?? $0.id) }.map(OwnThing.init)
      + volumes.filter(wanted.volumes.contains).map { OwnThing(kind: .volume, id: $0, name: $0) }
      + networks.filter(wanted.networks.contains).map { OwnThing(kind: .network, id: $0, name: $0) }
  }
}

extension OwnThing {
  init(_ container: OwnInventory.Container) {
    self.init(
      kind: .container, id: container.id, name: container.names.first ?? String(container.id.prefix(12)),
      detail: "\(container.image), \(container.state)")
  }

  init(_ image: OwnInventory.Image) {
    let short = String(image.id.drop { $0 != ":" }.dropFirst().prefix(12))
    self.init(kind: .image, id: image.name ?? image.id, name: image.name.map(Self.familiar) ?? short)
  }

  private static func familiar(_ name: String) -> String {
    for prefix in ["docker.io/library/", "docker.io/"] where name.hasPrefix(prefix) {
      return String(name.dropFirst(prefix.count))
    }
    return name
  }
}
