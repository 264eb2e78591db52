/// The reply to `GET /volumes`.
package struct VolumeList: Codable, Hashable, Sendable {
  @Nullable package var volumes: [Volume]? = nil
  @Nullable package var warnings: [String]? = nil

  package init(
    volumes: [Volume]? = nil,
    warnings: [String]? = nil
  ) {
    self.volumes = volumes
    self.warnings = warnings
  }

  private enum CodingKeys: String, CodingKey {
    case volumes = "Volumes"
    case warnings = "Warnings"
  }
}
