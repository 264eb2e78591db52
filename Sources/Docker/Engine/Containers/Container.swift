import Basics
import DockerAPI

/// A container of a practice machine, as it is kept on disk.
struct Container: Codable, Sendable {
  let id: String
  var name: ContainerName
  private let creation: StoredTime
  let path: String
  let arguments: [String]
  let imageID: String
  /// Bytes of the image's layers.
  let imageSize: Int
  /// The image's answer to what its containers do; `nil` for an image that no practice machine can run.
  let workload: String?
  @Kept var config: ContainerConfig
  @Kept var hostConfig: HostConfig
  var mounts: [MountPoint]
  var attachments: [Attachment]
  var life = Lifecycle()
  var restartCount = 0
  /// Whether a learner, not its program, ended it last: `unless-stopped` and `always` then leave it alone.
  var isStoppedByHand = false
  /// The ports that are open for it now.
  var published: [PublishedPort] = []
  /// The network on which they are published, once it is not the one that they were opened on; empty for none.
  var portNetwork: String?
  let sandboxID: String
  /// The layer that Docker would keep its changes in.
  let layerID: String

  init(
    id: String, name: ContainerName, created: Timestamp, commandLine: CommandLine, image: ContainerImage,
    config: ContainerConfig, hostConfig: HostConfig, mounts: [MountPoint], attachments: [Attachment],
    chance: Chance
  ) {
    self.id = id
    self.name = name
    creation = StoredTime(created)
    path = commandLine.path
    arguments = commandLine.arguments
    imageID = image.id
    imageSize = image.size
    workload = config.labels?[WorkloadLabel.kind]
    self.config = config
    self.hostConfig = hostConfig
    self.mounts = mounts
    self.attachments = attachments
    sandboxID = Identifier.random(chance)
    layerID = Identifier.random(chance)
  }

  var created: Timestamp { creation.time }
  /// Whether it has left the network on which its ports were published, and joined none since.
  var hasLostPorts: Bool { portNetwork == "" }
  var commandLine: CommandLine { CommandLine(path: path, arguments: arguments) }
  var labels: [String: String] { config.labels?.values ?? [:] }
  var shortID: String { Identifier.short(id) }
  var isRemovedOnExit: Bool { hostConfig.isRemovedOnExit }
  var isOnHostNetwork: Bool { hostConfig.networkMode == "host" }
  var hasTerminal: Bool { config.hasTerminal }

  /// Output as it is kept: on a terminal, line ends become the terminal's.
  func visible(_ text: String) -> String {
    guard hasTerminal else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
  }

  /// The rule was read when the container was made; a stored one that no longer reads means "no".
  var restartRule: RestartRule {
    let policy = hostConfig.restartPolicy
    return (try? RestartRule(name: policy.name, attempts: policy.maximumRetryCount)) ?? .no
  }
}

/// Labels of bundled images that say what their containers do.
enum WorkloadLabel {
  /// `registry`, `web`, `print` or `idle`.
  static let kind = "dev.dojo.workload"
  /// What a `print` workload prints.
  static let text = "dev.dojo.workload.text"
  /// The folder whose files a `web` workload serves.
  static let root = "dev.dojo.workload.root"
  /// The official image whose programs a container is to have, without its tag: `debian`.
  static let image = "dev.dojo.workload.image"
}
