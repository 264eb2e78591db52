/// The body of every reply that reports an error.
package struct ErrorReply: Codable, Hashable, Sendable {
  @Defaulted package var message: String = ""

  package init(
    message: String = ""
  ) {
    self.message = message
  }

  private enum CodingKeys: String, CodingKey {
    case message
  }
}
