/// The reply to `POST /containers/{name}/wait`, sent when the container ends.
package struct WaitReply: Codable, Hashable, Sendable {
  @Nullable package var error: WaitError? = nil
  @Defaulted package var statusCode: Int = 0

  package init(
    error: WaitError? = nil,
    statusCode: Int = 0
  ) {
    self.error = error
    self.statusCode = statusCode
  }

  private enum CodingKeys: String, CodingKey {
    case error = "Error"
    case statusCode = "StatusCode"
  }
}

/// Why a wait ended without a container's exit.
package struct WaitError: Codable, Hashable, Sendable {
  @Defaulted package var message: String = ""

  package init(
    message: String = ""
  ) {
    self.message = message
  }

  private enum CodingKeys: String, CodingKey {
    case message = "Message"
  }
}
