import Checks
import Lessons
import Practice

/// A world that is looked at once for each question, until what it is about has changed.
///
/// After a command several steps are judged, and all of them ask for the same few things; most commands change nothing.
actor RememberingWorld: World {
  private struct Question: Hashable {
    let words: [String]
    let machine: Machine.ID
  }

  private struct Memory<Answer> {
    let answer: Answer
    /// The look at which it was asked.
    let look: Int
    /// How much had changed before it was asked; `nil` when the answer may change by itself.
    let changes: Int?
  }

  private let world: any World
  private let machines: PracticeMachines
  private var look = 0
  private var outcomes: [Question: Memory<CommandOutcome>] = [:]
  private var answers: [Question: Memory<HTTPObservation>] = [:]

  /// Remembers what a world answered.
  ///
  /// - Parameters:
  ///   - world: The world.
  ///   - machines: Its machines, which know whether they have changed.
  init(_ world: any World, of machines: PracticeMachines) {
    self.world = world
    self.machines = machines
  }

  /// Something may be different from now on.
  func lookAnew() { look += 1 }

  func docker(_ arguments: [String], on machine: Machine.ID) async throws -> CommandOutcome {
    let question = Question(words: arguments, machine: machine)
    let changes = Self.isListing(arguments) ? machines.changes(of: machine) : nil
    if let known = outcomes[question], isValid(known, changes) { return known.answer }
    let outcome = try await world.docker(arguments, on: machine)
    outcomes[question] = Memory(answer: outcome, look: look, changes: changes)
    return outcome
  }

  func http(get url: String, accept: [String], on machine: Machine.ID) async throws -> HTTPObservation {
    let question = Question(words: [url] + accept, machine: machine)
    let changes = machines.changes
    if let known = answers[question], isValid(known, changes) { return known.answer }
    let answer = try await world.http(get: url, accept: accept, on: machine)
    answers[question] = Memory(answer: answer, look: look, changes: changes)
    return answer
  }

  private func isValid<Answer>(_ memory: Memory<Answer>, _ changes: Int?) -> Bool {
    memory.look == look || memory.changes != nil && memory.changes == changes
  }

  /// Whether docker only lists what a machine has, which is the same until something changes there.
  private static func isListing(_ arguments: [String]) -> Bool {
    arguments.first.map { ["ps", "images", "inspect"].contains($0) } ?? false
  }

  func file(_ path: String, on machine: Machine.ID) async throws -> FileObservation {
    try await world.file(path, on: machine)
  }

  func portHolder(_ port: UInt16, on machine: Machine.ID) async -> String? { nil }
}

extension Sitting {
  /// Lets the next judgement look at the world anew: a command may have changed anything.
  nonisolated func lookAnew() async {
    await (machines.world as? RememberingWorld)?.lookAnew()
  }
}
