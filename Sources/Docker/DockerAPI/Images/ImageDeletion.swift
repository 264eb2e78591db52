/// One thing that removing an image did: a name taken away, or content deleted.
package struct ImageDeletion: Codable, Hashable, Sendable {
  package var untagged: String?
  package var deleted: String?

  package init(
    untagged: String? = nil,
    deleted: String? = nil
  ) {
    self.untagged = untagged
    self.deleted = deleted
  }

  private enum CodingKeys: String, CodingKey {
    case untagged = "Untagged"
    case deleted = "Deleted"
  }
}
