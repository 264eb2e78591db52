import Basics
import Lessons

extension OwnDocker {
  /// The same docker, which talks plain HTTP to these registries as well where that can be said for a sitting alone.
  ///
  /// podman reads its registries from a file that a variable names (containers-registries.conf(5)), so the sitting gets a
  /// file of its own with the learner's settings in it. A Docker Engine has its settings to itself.
  func trusting(_ registries: [String], in folder: String, environment: [String: String]) throws -> OwnDocker
  {
    guard kind == .podman, !registries.isEmpty else { return self }
    let home = environment["HOME"] ?? ""
    let places = [
      variables["CONTAINERS_REGISTRIES_CONF"], "\(home)/.config/containers/registries.conf",
      "/etc/containers/registries.conf",
    ]
    let theirs = places.compactMap(\.self).lazy.compactMap { try? FileBytes.read($0) }.first ?? []
    var text = String(decoding: theirs, as: UTF8.self)
    // The two forms of the file cannot be mixed.
    if text.contains("[registries.") { text = "" }
    for registry in registries {
      text += "\n[[registry]]\nlocation = \"\(registry)\"\ninsecure = true\n"
    }
    let file = "\(folder)/registries.conf"
    try AtomicFile.write(text.utf8, to: file, mode: 0o600)
    var docker = self
    docker.variables["CONTAINERS_REGISTRIES_CONF"] = file
    return docker
  }
}

/// Whether a lesson can be done on an engine of the learner's, before anything begins.
package struct OwnReadiness: Sendable {
  let lesson: Lesson
  let docker: OwnDocker
  let engine: OwnEngine

  package init(lesson: Lesson, docker: OwnDocker, engine: OwnEngine) {
    self.lesson = lesson
    self.docker = docker
    self.engine = engine
  }

  private var machine: Machine { lesson.machines.first ?? .start }

  /// Whether the lesson changes the settings of the engine itself, or restarts it.
  private var setsUpEngine: Bool {
    let lines = lesson.steps.flatMap { step in
      step.solvingCommands.filter { ($0.machine ?? step.machine) == machine.id }
        .map(\.line)
    }
    return lines.contains { line in
      ["daemon.json", "systemctl", "service docker"].contains { line.contains($0) }
    }
  }

  /// Finds out whether the engine will talk to the lesson's registries as the lesson needs it.
  ///
  /// - Throws: `OwnDockerFailure.untrusted` or `.setsUpEngine` with what the learner can do.
  package func check() throws {
    guard !setsUpEngine else { throw OwnDockerFailure.setsUpEngine(lesson: lesson.id.text) }
    for registry in machine.insecureRegistries {
      let host = String(registry.prefix { $0 != ":" })
      let addresses = HostAddresses.of(host)
      guard !addresses.isEmpty else {
        throw OwnDockerFailure.untrusted(registry: registry, resolves: false)
      }
      // podman is told for the sitting alone.
      guard docker.kind == .podman || engine.talksPlainHTTP(to: registry, addresses: addresses) else {
        throw OwnDockerFailure.untrusted(registry: registry, resolves: true)
      }
    }
  }
}
