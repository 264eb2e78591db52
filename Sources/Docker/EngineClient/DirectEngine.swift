/// An engine of this very process, which answers short requests without a connection.
package struct DirectEngine: Sendable {
  /// A whole answer.
  package struct Answer: Sendable {
    /// What follows the head: bytes, or the value that they would spell.
    package enum Body: Sendable {
      case bytes([UInt8])
      case value(any Sendable, spelled: @Sendable () throws -> [UInt8])
    }

    package let head: ReplyHead
    package let body: Body

    package init(status: Int, headers: [(name: String, value: String)], body: Body) {
      let fields = headers.map { ($0.name.lowercased(), $0.value) }
      head = ReplyHead(status: status, headers: Dictionary(fields) { first, _ in first })
      self.body = body
    }
  }

  let answer: @Sendable (EngineRequest, _ version: String?) async -> Answer?

  /// Makes an engine of what answers a request for a version of the API: `nil` when that needs a connection.
  package init(_ answer: @escaping @Sendable (EngineRequest, _ version: String?) async -> Answer?) {
    self.answer = answer
  }
}
