/// A row of `GET /images/{name}/history`, newest first.
package struct HistoryEntry: Codable, Hashable, Sendable {
  @Defaulted package var comment: String = ""
  /// Seconds since 1970.
  @Defaulted package var created: Int = 0
  @Defaulted package var createdBy: String = ""
  @Defaulted package var id: String = "<missing>"
  /// Bytes.
  @Defaulted package var size: Int = 0
  @Nullable package var tags: [String]? = nil

  package init(
    comment: String = "",
    created: Int = 0,
    createdBy: String = "",
    id: String = "<missing>",
    size: Int = 0,
    tags: [String]? = nil
  ) {
    self.comment = comment
    self.created = created
    self.createdBy = createdBy
    self.id = id
    self.size = size
    self.tags = tags
  }

  private enum CodingKeys: String, CodingKey {
    case comment = "Comment"
    case created = "Created"
    case createdBy = "CreatedBy"
    case id = "Id"
    case size = "Size"
    case tags = "Tags"
  }
}
