import Basics
import Checks

/// Removes things from an engine of the learner's.
struct OwnCleaning: Sendable {
  let docker: OwnDocker
  let environment: [String: String]

  /// Removes what is still there of what a sitting has made: containers first, then what they used.
  ///
  /// - Throws: `OwnDockerFailure.notAnswering` with what docker said when something would not go.
  func remove(_ made: Belongings) async throws {
    guard !made.isEmpty else { return }
    let now = try await OwnInventory.look(with: docker, environment: environment)
    for thing in now.things(among: made) {
      let outcome = try await docker.ask(arguments(thing), environment: environment)
      // A volume of a container's may have gone with it.
      let isGone = outcome.stderr.lowercased().contains("no such")
      guard outcome.exit == 0 || isGone else {
        throw OwnDockerFailure.notAnswering(
          program: docker.program,
          reason: outcome.stderr.split(whereSeparator: \.isNewline).first.map(String.init) ?? "")
      }
    }
  }

  private func arguments(_ thing: OwnThing) -> [String] {
    switch thing.kind {
    case .container: ["rm", "-f", "-v", thing.id]
    case .image: ["rmi", thing.id]
    case .volume: ["volume", "rm", thing.id]
    case .network: ["network", "rm", thing.id]
    case .other: ["version"]
    }
  }
}
