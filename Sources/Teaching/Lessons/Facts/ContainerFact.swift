import Basics

/// So many containers of a machine look like this.
///
/// ```yaml
/// container: {image: "registry:2.7.1", state: running, publishes: "5000:5000/tcp"}
/// container: {image: "registry*", publishes: none}
/// container: {count: 0, had: "1.."}                      # there were some, now there are none
/// container: {image: "registry:2.7.1", command: ["-d"]}   # options typed after the image
/// ```
package struct ContainerFact: Sendable, Hashable {
  /// The image reference as written or as Docker completes it.
  package var image: Glob?
  package var name: Glob?
  /// Any of these states will do; empty means whichever.
  package var states: [State]
  package var publishes: Publishing?
  /// The first words of the container's command.
  package var command: [Glob]
  /// Labels that must be there with these values.
  package var labels: [String: Glob]
  /// Volumes or folders that must be mounted.
  package var mounts: [MountPattern]
  /// How many such containers there are now.
  package var count: CountRange
  /// How many such containers there were at some earlier moment of the sitting.
  package var had: CountRange?

  package init(
    image: Glob? = nil, name: Glob? = nil, states: [State] = [], publishes: Publishing? = nil,
    command: [Glob] = [], labels: [String: Glob] = [:], mounts: [MountPattern] = [],
    count: CountRange = .some, had: CountRange? = nil
  ) {
    self.image = image
    self.name = name
    self.states = states
    self.publishes = publishes
    self.command = command
    self.labels = labels
    self.mounts = mounts
    self.count = count
    self.had = had
  }

  /// Docker's words for what a container is doing.
  package enum State: String, Sendable, Hashable, CaseIterable {
    case created, running, paused, restarting, removing, exited, dead
  }
}

/// A mount of a container: `/var/lib/registry` or `mydata:/var/lib/registry` in YAML.
package struct MountPattern: Sendable, Hashable {
  /// The volume's name or the folder on the machine; absent means whichever.
  package let source: Glob?
  /// The path inside the container.
  package let destination: Glob

  package init(source: Glob? = nil, destination: Glob) {
    self.source = source
    self.destination = destination
  }
}

extension ContainerFact: YAMLReadable {
  static var expected: Phrase {
    Phrase(en: "a mapping such as `{image: …, state: running}`", ja: "`{image: …, state: running}` のようなマッピング")
  }

  init?(_ node: YAMLNode, _ reading: Reading) {
    guard let fields = Fields(node, reading, expecting: Self.expected) else { return nil }
    let image: ImagePattern? = fields["image"]
    self.init(
      image: image?.glob, name: fields["name"], states: fields.list("state"), publishes: fields["publishes"],
      command: fields.list("command"), labels: fields.table("labels"), mounts: fields.list("mounts"),
      count: fields["count"] ?? .some, had: fields["had"])
    fields.finish()
  }
}

extension ContainerFact.State: YAMLScalar {
  static var expected: Phrase {
    let all = allCases.map { "`\($0.rawValue)`" }
    return Phrase(en: "one of \(all.joined(separator: ", "))", ja: "\(all.joined(separator: "、")) のどれか")
  }

  init?(yaml text: String) {
    self.init(rawValue: text)
  }
}

extension MountPattern: YAMLScalar {
  static var expected: Phrase {
    Phrase(
      en: "a path in the container, or `SOURCE:PATH`", ja: "コンテナ内のパス、または `SOURCE:PATH` ")
  }

  init?(yaml text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard let path = parts.last, path.hasPrefix("/") || path.hasPrefix("*"), parts.count <= 2 else {
      return nil
    }
    self.init(source: parts.count == 2 ? Glob(parts[0]) : nil, destination: Glob(path))
  }
}
