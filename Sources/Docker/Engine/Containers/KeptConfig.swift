import Basics
import DockerAPI

/// What a container runs, as a state file keeps it: only the members that say something.
///
/// Whole configurations, as former versions kept them, read as well.
@propertyWrapper struct KeptConfig: Codable, Sendable {
  private var shared: Shared<ContainerConfig>

  var wrappedValue: ContainerConfig {
    get { shared.value }
    set { shared = Shared(newValue) }
  }

  /// What is left out: it reads as it is when it is absent.
  private static let silent = Set((try? JSONValue(encoding: ContainerConfig()))?.object?.members ?? [])

  init(wrappedValue: ContainerConfig) {
    shared = Shared(wrappedValue)
  }

  init(from decoder: any Decoder) throws {
    shared = Shared(try ContainerConfig(from: decoder))
  }

  func encode(to encoder: any Encoder) throws {
    let whole = try JSONValue(encoding: shared.value).object ?? JSONObject()
    var kept = JSONObject()
    for member in whole.members where !Self.silent.contains(member) { kept[member.key] = member.value }
    var container = encoder.singleValueContainer()
    try container.encode(JSONValue.object(kept))
  }
}
