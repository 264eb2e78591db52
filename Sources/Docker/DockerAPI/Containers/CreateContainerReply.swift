/// The reply to `POST /containers/create`.
package struct CreateContainerReply: Codable, Hashable, Sendable {
  @Defaulted package var id: String = ""
  @Defaulted package var warnings: [String] = []

  package init(
    id: String = "",
    warnings: [String] = []
  ) {
    self.id = id
    self.warnings = warnings
  }

  private enum CodingKeys: String, CodingKey {
    case id = "Id"
    case warnings = "Warnings"
  }
}
