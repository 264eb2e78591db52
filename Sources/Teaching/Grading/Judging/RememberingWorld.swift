import Checks
import Lessons
import Practice

/// A world that is looked at once for each question, until it is told that it may have changed.
///
/// After a command several steps are judged, and all of them ask for the same few things.
actor RememberingWorld: World {
  private struct Question: Hashable {
    let words: [String]
    let machine: Machine.ID
  }

  private let world: any World
  private var outcomes: [Question: CommandOutcome] = [:]
  private var answers: [Question: HTTPObservation] = [:]

  init(_ world: any World) {
    self.world = world
  }

  /// Something may be different from now on.
  func forget() {
    outcomes = [:]
    answers = [:]
  }

  func docker(_ arguments: [String], on machine: Machine.ID) async throws -> CommandOutcome {
    let question = Question(words: arguments, machine: machine)
    if let known = outcomes[question] { return known }
    let outcome = try await world.docker(arguments, on: machine)
    outcomes[question] = outcome
    return outcome
  }

  func http(get url: String, accept: [String], on machine: Machine.ID) async throws -> HTTPObservation {
    let question = Question(words: [url] + accept, machine: machine)
    if let known = answers[question] { return known }
    let answer = try await world.http(get: url, accept: accept, on: machine)
    answers[question] = answer
    return answer
  }

  func file(_ path: String, on machine: Machine.ID) async throws -> FileObservation {
    try await world.file(path, on: machine)
  }

  func portHolder(_ port: UInt16, on machine: Machine.ID) async -> String? { nil }
}

extension Sitting {
  /// Lets the next judgement look at the world anew: a command may have changed anything.
  nonisolated func lookAnew() async {
    await (machines.world as? RememberingWorld)?.forget()
  }
}
