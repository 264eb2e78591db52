import Basics
import DockerAPI

/// What a container takes from its host, as a state file keeps it: only what is not as it mostly is.
///
/// Whole configurations, as former versions kept them, read as well.
@propertyWrapper struct KeptHostConfig: Codable, Sendable {
  private var shared: Shared<HostConfig>

  var wrappedValue: HostConfig {
    get { shared.value }
    set { shared = Shared(newValue) }
  }

  /// What is left out; a change here changes what kept states mean.
  private static let usual = Shared(ContainerRecipe.filled(HostConfig()))
  private static let usualDocument = (try? JSONValue(encoding: usual.value))?.object ?? JSONObject()
  private static let usualMembers = Set(usualDocument.members)

  init(wrappedValue: HostConfig) {
    shared = Shared(wrappedValue)
  }

  init(from decoder: any Decoder) throws {
    let kept = try JSONValue(from: decoder).object?.members ?? []
    var whole = Self.usualDocument
    for member in kept { whole[member.key] = member.value }
    shared = kept.isEmpty ? Self.usual : Shared(try JSONValue.object(whole).decoded())
  }

  func encode(to encoder: any Encoder) throws {
    let whole = try JSONValue(encoding: shared.value).object ?? JSONObject()
    var kept = JSONObject()
    for member in whole.members where !Self.usualMembers.contains(member) { kept[member.key] = member.value }
    // What is not there at all would read as the usual.
    for key in Self.usualDocument.keys where whole[key] == nil { kept[key] = .null }
    var container = encoder.singleValueContainer()
    try container.encode(JSONValue.object(kept))
  }
}
