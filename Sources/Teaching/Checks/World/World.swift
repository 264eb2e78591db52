import Lessons

/// What checks may look at: the machines of a sitting as their user could see them.
///
/// A thrown error means that the world could not be looked at, which is never the learner's fault; a program
/// that fails or a server that does not answer is an observation.
package protocol World: Sendable {
  /// Runs `docker` with these arguments against the machine's engine, without recording it in the journal.
  func docker(_ arguments: [String], on machine: Machine.ID) async throws -> CommandOutcome

  /// Asks for a URL as a program on the machine would, with these media types as `Accept`; none means any.
  func http(get url: String, accept: [String], on machine: Machine.ID) async throws -> HTTPObservation

  /// Looks at a path of the learner's: absolute, under `~/`, or relative to the folder of the sitting.
  func file(_ path: String, on machine: Machine.ID) async throws -> FileObservation

  /// Runs a program of the author's, when the learner has allowed that.
  func script(_ call: ScriptCall, on machine: Machine.ID) async throws -> CommandOutcome

  /// Names the program that listens on this TCP port outside the practice machine, when there is one.
  func portHolder(_ port: UInt16, on machine: Machine.ID) async -> String?

  /// The ids of containers that are none of the lesson's business: on an engine of the learner's, those from before.
  func unseenContainers(on machine: Machine.ID) async -> Set<String>
}

extension World {
  /// A practice machine holds nothing but the lesson's.
  package func unseenContainers(on machine: Machine.ID) async -> Set<String> { [] }
}

/// How a command ended and what it printed.
package struct CommandOutcome: Sendable, Hashable {
  package let stdout: String
  package let stderr: String
  package let exit: Int32

  package init(stdout: String = "", stderr: String = "", exit: Int32 = 0) {
    self.stdout = stdout
    self.stderr = stderr
    self.exit = exit
  }
}

/// What came back for a URL.
package enum HTTPObservation: Sendable, Hashable {
  case answered(HTTPAnswer)
  /// Nobody answered; the reason is the connection's own words ("connection refused").
  case silent(reason: String)
}

/// An HTTP reply that has been read in full.
package struct HTTPAnswer: Sendable, Hashable {
  package let status: Int
  /// Names in lower case.
  package let headers: [String: String]
  package let body: String

  package init(status: Int, headers: [String: String] = [:], body: String = "") {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// What stands at a path.
package enum FileObservation: Sendable, Hashable {
  case missing
  case folder
  /// A file with this text; bytes that are not UTF-8 are replaced.
  case text(String)
}
