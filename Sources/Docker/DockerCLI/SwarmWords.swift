import Basics
import EngineClient

/// The commands about swarms: an engine that is in none answers all of them alike, and so they only ask it.
struct SwarmWords {
  private let noun: String
  private let verb: String
  private let arguments: [String]

  private static let verbs: [String: Set<String>] = [
    "config": ["create", "inspect", "ls", "rm"],
    "node": ["demote", "inspect", "ls", "promote", "ps", "rm", "update"],
    "secret": ["create", "inspect", "ls", "rm"],
    "service": ["create", "inspect", "logs", "ls", "ps", "rm", "rollback", "scale", "update"],
    "stack": ["deploy", "ls", "ps", "rm", "services"],
    "swarm": ["ca", "init", "join", "join-token", "leave", "unlock", "unlock-key", "update"],
  ]

  private static let otherNames = [
    "list": "ls", "remove": "rm", "down": "rm", "up": "deploy",
  ]

  /// `nil` for words that are no such command, or ask for its help.
  init?(_ words: [String]) {
    guard words.count > 1, let verbs = Self.verbs[words[0]], !words.contains("--help") else { return nil }
    let verb = Self.otherNames[words[1]] ?? words[1]
    guard verbs.contains(verb) else { return nil }
    (noun, self.verb, arguments) = (words[0], verb, Array(words.dropFirst(2)))
  }

  /// Asks the engine, and fails with what it says.
  func run(_ options: GlobalOptions, _ environment: CommandEnvironment) async throws -> Int32 {
    let endpoint = try options.endpoint(in: environment)
    let engine = try await environment.client(of: endpoint).negotiated()
    do {
      try await engine.send(request)
    } catch EngineClientError.refused(_, let message) {
      if verb == "inspect" { environment.output.write("[]\n") }
      throw CommandFailure(prefix + message)
    }
    // An engine in a swarm is not one of ours.
    throw UnavailableCommand(path: "docker \(noun) \(verb)")
  }

  private var request: EngineRequest {
    switch (noun, verb) {
    case ("swarm", "init"), ("swarm", "join"), ("swarm", "leave"):
      EngineRequest(.post, "/swarm/\(verb)", body: verb == "leave" ? nil : [:])
    case ("swarm", _): EngineRequest(.get, "/swarm")
    case ("stack", _): EngineRequest(.get, "/services")
    default: EngineRequest(.get, "/\(noun)s")
    }
  }

  /// What docker says before the engine's words.
  private var prefix: String {
    let usual = "Error response from daemon: "
    switch (noun, verb) {
    case ("swarm", "unlock-key"): return "could not fetch unlock key: \(usual)"
    case ("service", "scale"):
      let service = arguments.first { !$0.hasPrefix("-") }?.prefix { $0 != "=" } ?? ""
      return "\(service): \(usual)"
    default: return usual
    }
  }
}
