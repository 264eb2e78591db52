#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A shell that dojo knows how to dress: where its hooks go, or that it has none.
package enum ShellKind: Sendable, Hashable {
  case bash
  case zsh
  case fish
  /// A shell without prompt hooks: the learner asks for a verdict with `dojo check`.
  case plain

  package var hasHooks: Bool { self != .plain }
}

/// The shell a learner works in.
package struct ShellProgram: Sendable, Equatable {
  package let kind: ShellKind
  package let path: String

  package init(kind: ShellKind, path: String) {
    self.kind = kind
    self.path = path
  }

  /// The shell that `$SHELL` names; a shell without hooks, or none at all, becomes `/bin/sh`.
  package init(
    environment: [String: String],
    isExecutable: (String) -> Bool = { unsafe access($0, X_OK) == 0 }
  ) {
    let path = environment["SHELL"] ?? ""
    let kind: ShellKind? =
      switch path.split(separator: "/").last.map(String.init) {
      case "bash": .bash
      case "zsh": .zsh
      case "fish": .fish
      default: nil
      }
    if let kind, path.hasPrefix("/"), isExecutable(path) {
      self.init(kind: kind, path: path)
    } else {
      self.init(kind: .plain, path: "/bin/sh")
    }
  }
}
