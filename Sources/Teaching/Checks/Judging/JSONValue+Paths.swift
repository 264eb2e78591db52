import Basics
import Lessons

extension JSONValue {
  /// Whether at each path stands what the pattern asks for; one match of a path with `[*]` will do.
  func hasAll(_ wanted: [String: TextPattern]) -> Bool {
    wanted.allSatisfy { path, pattern in
      values(at: path).contains { pattern.matches($0.string ?? $0.text()) }
    }
  }

  /// The values at a path of member names and positions: `a.b[0]`, `insecure-registries[*]`, `[*].name`.
  func values(at path: String) -> [JSONValue] {
    Self.steps(of: path).reduce([self]) { values, step in values.flatMap { $0.values(behind: step) } }
  }

  private enum PathStep {
    case member(String)
    case position(Int)
    case every
  }

  private func values(behind step: PathStep) -> [JSONValue] {
    switch step {
    case .member(let name): self[name].map { [$0] } ?? []
    case .position(let index):
      array.flatMap { $0.indices.contains(index) ? [$0[index]] : nil } ?? []
    case .every: array ?? object?.members.map(\.value) ?? []
    }
  }

  private static func steps(of path: String) -> [PathStep] {
    path.split(separator: ".").flatMap { part in
      part.split(separator: "[").map { piece in
        guard piece.hasSuffix("]") else { return .member(String(piece)) }
        let inside = piece.dropLast()
        return Int(inside).map { .position($0) } ?? (inside == "*" ? .every : .member(String(inside)))
      }
    }
  }
}
