import Basics
import Lessons
import Shell
import TestSupport

@testable import DojoCommands

/// A learner with a Docker of their own: dojo's engine, served by itself, and dojo's docker under a script's name.
///
/// To a sitting these are a program and an engine like any other.
struct OwnDockerPlace {
  let place: Workplace
  private let engine: TerminalSession

  /// Runs `body` once the engine answers; `commands` prepare it.
  static func with<Result>(
    preparing commands: String = "true", _ body: (OwnDockerPlace) async throws -> Result
  ) async throws -> Result {
    try await Workplace.with { place in
      try Folders.create("\(place.home)/bin")
      try AtomicFile.write(
        """
        #!/bin/bash
        unset DOJO_SITTING DOJO_DOCKER
        if [ -e "$HOME/blind" ] && [ "$1" = ps ]; then echo "nothing to see" >&2; exit 1; fi
        if [ -e "$HOME/bridgeless" ] && [ "$1 $2" = "network inspect" ]; then echo "no such network" >&2; exit 1; fi
        exec -a docker '\(Workplace.binary)' "$@"

        """.utf8, to: "\(place.home)/bin/docker", mode: 0o755)
      let engine = try TerminalSession(
        Workplace.binary,
        ["engine", "serve", "--socket", "\(place.home)/e.sock", "--root", "\(place.home)/engine"],
        environment: place.environment())
      try await engine.wait(for: "e.sock")
      let own = OwnDockerPlace(place: place, engine: engine)
      let prepared = try await own.bash(
        "for i in {1..600}; do docker version >/dev/null 2>&1 && break; sleep 0.1; done; \(commands)")
      guard prepared.status == 0 else { throw NotPrepared(output: prepared.output) }
      let result = try await body(own)
      engine.signal(15)
      _ = try await engine.waitForEnd()
      return result
    }
  }

  struct NotPrepared: Error { let output: String }

  var engineProcess: Int32 { engine.process }

  var environment: [String: String] {
    place.environment().merging([
      "PATH": "\(place.home)/bin:/usr/bin:/bin", "DOCKER_HOST": "unix://\(place.home)/e.sock",
    ]) { $1 }
  }

  /// Runs a command line beside any sitting.
  func bash(_ line: String) async throws -> (output: String, status: Int32) {
    let outcome = try await ChildCommand(
      "bash", ["-c", "cd '\(place.home)'; { \(line)\n} 2>&1 </dev/null"], environment: environment
    ).capture(limit: 1 << 20)
    return (outcome.stdout, outcome.status)
  }

  /// Runs dojo without a terminal, with `input` piped in.
  func dojo(_ arguments: String, input: String) async throws -> (output: String, status: Int32) {
    try AtomicFile.write(input.utf8, to: "\(place.home)/input")
    return try await bash("'\(Workplace.binary)' \(arguments) <'\(place.home)/input'")
  }

  /// dojo on a terminal.
  func openTerminal(_ arguments: [String]) throws -> TerminalSession {
    try TerminalSession(Workplace.binary, arguments, environment: environment, rows: 50)
  }
}
