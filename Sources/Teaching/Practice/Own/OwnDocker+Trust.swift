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
  let machine: Machine
  let docker: OwnDocker
  let engine: OwnEngine

  package init(machine: Machine, docker: OwnDocker, engine: OwnEngine) {
    self.machine = machine
    self.docker = docker
    self.engine = engine
  }

  /// Finds out whether the engine will talk to the lesson's registries as the lesson needs it.
  ///
  /// - Throws: `OwnDockerFailure.untrusted` with what the learner can do.
  package func check() throws {
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
