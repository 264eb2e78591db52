import Basics
import EngineClient

extension EngineClient {
  /// Sends a request and reads its reply as a value.
  func value<Value: Decodable & Sendable>(
    _ request: EngineRequest, as type: Value.Type = Value.self
  ) async throws -> Value {
    var reply = try await answer(to: request)
    try await reply.requireSuccess()
    return try await reply.decoded(as: type)
  }

  func get<Value: Decodable & Sendable>(
    _ path: String, query: [(name: String, value: String)] = [], as type: Value.Type = Value.self
  ) async throws -> Value {
    try await value(EngineRequest(.get, path, query: query))
  }
}
