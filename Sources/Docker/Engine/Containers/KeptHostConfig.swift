import Basics
import DockerAPI

/// What a container takes from its host, as a state file keeps it: only what is not as it mostly is.
///
/// Whole configurations, as former versions kept them, read as well.
@propertyWrapper struct KeptHostConfig: Codable, Sendable {
  var wrappedValue: HostConfig

  /// What is left out; a change here changes what kept states mean.
  private static let usual = ContainerRecipe.filled(HostConfig())
  private static let usualDocument = (try? JSONValue(encoding: usual))?.object ?? JSONObject()
  private static let usualMembers = Set(usualDocument.members)

  init(wrappedValue: HostConfig) {
    self.wrappedValue = wrappedValue
  }

  init(from decoder: any Decoder) throws {
    let kept = try JSONValue(from: decoder).object?.members ?? []
    var whole = Self.usualDocument
    for member in kept { whole[member.key] = member.value }
    wrappedValue = kept.isEmpty ? Self.usual : try JSONValue.object(whole).decoded()
  }

  func encode(to encoder: any Encoder) throws {
    let whole = try JSONValue(encoding: wrappedValue).object ?? JSONObject()
    var kept = JSONObject()
    for member in whole.members where !Self.usualMembers.contains(member) { kept[member.key] = member.value }
    // What is not there at all would read as the usual.
    for key in Self.usualDocument.keys where whole[key] == nil { kept[key] = .null }
    try JSONValue.object(kept).encode(to: encoder)
  }
}
