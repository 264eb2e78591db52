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
