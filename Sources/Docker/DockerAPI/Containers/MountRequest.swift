/// A mount asked for with `--mount`.
package struct MountRequest: Codable, Hashable, Sendable {
  @Defaulted package var type: String = ""
  package var source: String?
  @Defaulted package var target: String = ""
  package var isReadOnly: Bool?

  package init(
    type: String = "",
    source: String? = nil,
    target: String = "",
    isReadOnly: Bool? = nil
  ) {
    self.type = type
    self.source = source
    self.target = target
    self.isReadOnly = isReadOnly
  }

  private enum CodingKeys: String, CodingKey {
    case type = "Type"
    case source = "Source"
    case target = "Target"
    case isReadOnly = "ReadOnly"
  }
}
