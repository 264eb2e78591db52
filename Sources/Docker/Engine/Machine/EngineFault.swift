/// An error of the Engine API: an HTTP status and Docker's own words for it.
package struct EngineFault: Error, Hashable, Sendable {
  package let status: Int
  package let message: String

  package init(status: Int, message: String) {
    self.status = status
    self.message = message
  }

  /// What an engine says that is in no swarm.
  static let noSwarmManager =
    "This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" "
    + "to connect this node to swarm and try again."

  static let pageNotFound = Self(status: 404, message: "page not found")

  static func badParameter(_ message: String) -> Self { Self(status: 400, message: message) }
  static func conflict(_ message: String) -> Self { Self(status: 409, message: message) }
  static func system(_ message: String) -> Self { Self(status: 500, message: message) }

  static func noSuchContainer(_ name: String) -> Self {
    Self(status: 404, message: "No such container: \(name)")
  }

  static func ambiguousPrefix(_ prefix: String) -> Self {
    Self(status: 500, message: "Multiple IDs found with provided prefix: \(prefix)")
  }

  static func invalidFilter(_ name: String) -> Self { badParameter("Invalid filter '\(name)'") }
}
