import Basics
import Submissions

/// Finds out what the learner's computer was called, which stands in the commands as they were typed.
enum HostNaming {
  /// The name of the first machine while a submission is done again, and where it was taken from.
  enum Origin: Sendable, Equatable {
    /// The submission says so.
    case told(String)
    /// Its commands use this name more than any other in front of a registry's port.
    case used(String)
    /// Nothing says.
    case unknown
  }

  static func origin(of work: SubmittedWork, machines: [String]) -> Origin {
    let others = Set(machines.dropFirst()).union(["localhost", "registry", "docker.io"])
    if let told = work.hostName.flatMap(accepted), !others.contains(told) { return .told(told) }
    let used = work.candidateHostNames.compactMap(accepted).filter { !others.contains($0) }
    return used.first.map { .used($0) } ?? .unknown
  }

  /// A name that Docker takes in front of an image's name, and the kernel as a host name; `nil` for any other.
  static func accepted(_ name: String) -> String? {
    let isFit =
      name.utf8.count <= 63
      && name.allSatisfy { character in
        character.isASCII
          && (character.isLetter || character.isNumber || character == "." || character == "-")
      }
    let isBounded = name.first.map { $0.isLetter || $0.isNumber } ?? false
    let isNumeric = name.allSatisfy { $0.isNumber || $0 == "." }
    return isFit && isBounded && !isNumeric ? name : nil
  }

  static let fallback = "host"
}

extension HostNaming.Origin {
  var name: String {
    switch self {
    case .told(let name), .used(let name): name
    case .unknown: HostNaming.fallback
    }
  }

  /// What the instructor is told when the name is a guess.
  var note: Phrase? {
    guard case .used(let name) = self else { return nil }
    return Phrase(
      en: "The commands call the learner's own machine \(name); it was called so here too.",
      ja: "コマンドの中で学習者のマシンは \(name) と呼ばれているため、ここでも同じ名前にしました。")
  }
}
