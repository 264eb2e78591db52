import Basics
import DockerAPI
import OCI

/// The config document of an image that is made of a container.
struct CommittedConfig {
  let container: Container
  let config: ContainerConfig
  let wish: CommitWish
  let now: Timestamp
  /// The layer that it adds; `nil` when the container changed nothing.
  let layer: Digest?

  func document(over base: JSONValue) -> JSONValue {
    var history = base["history"]?.array ?? []
    history.append(step)
    var diffIDs = base["rootfs"]?["diff_ids"]?.array ?? []
    if let layer { diffIDs.append(.string(layer.description)) }
    var document = JSONObject([
      ("architecture", base["architecture"] ?? .string(Platform.current.architecture))
    ])
    if !wish.author.isEmpty { document["author"] = .string(wish.author) }
    if let text = try? JSONValue(encoding: config) { document["config"] = text }
    if !wish.comment.isEmpty { document["comment"] = .string(wish.comment) }
    document["container"] = .string(container.id)
    if let text = try? JSONValue(encoding: container.config) { document["container_config"] = text }
    document["created"] = .string(now.text)
    document["docker_version"] = .string(EngineIdentity.version)
    document["history"] = .array(history)
    document["os"] = base["os"] ?? .string("linux")
    document["rootfs"] = ["type": "layers", "diff_ids": .array(diffIDs)]
    if let variant = base["variant"] { document["variant"] = variant }
    return .object(document)
  }

  private var step: JSONValue {
    var step = JSONObject([("created", .string(now.text))])
    if !wish.author.isEmpty { step["author"] = .string(wish.author) }
    step["created_by"] = .string(([container.path] + container.arguments).joined(separator: " "))
    if !wish.comment.isEmpty { step["comment"] = .string(wish.comment) }
    if layer == nil { step["empty_layer"] = .bool(true) }
    return .object(step)
  }
}
