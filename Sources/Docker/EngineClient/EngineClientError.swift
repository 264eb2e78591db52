/// Why an engine could not be asked.
package enum EngineClientError: Error, Hashable, Sendable {
  /// Nobody listens there; the value is `errno` where one is known.
  case unreachable(EngineEndpoint, code: Int32?)
  /// The engine answered with an error; the message is its own.
  case refused(status: Int, message: String)
  /// The engine did not turn the connection into a two-way stream.
  case notUpgraded(status: Int)
  /// The connection closed, or carried something that is not a reply.
  case connectionLost(String)

  static let noAnswer = Self.connectionLost("the engine closed the connection without an answer")

  /// The engine's status, when it was the engine that refused.
  package var status: Int? {
    guard case .refused(let status, _) = self else { return nil }
    return status
  }
}
