import Basics
import DockerAPI

/// The part of a machine's `/etc/docker/daemon.json` that a practice machine honours.
package struct DaemonConfiguration: Hashable, Sendable {
  /// Registries (`host:port`) that may be reached over plain HTTP, scheme and path removed as Docker does it.
  package let insecureRegistries: [String]

  package init(insecureRegistries: [String] = []) {
    self.insecureRegistries = insecureRegistries
  }

  /// Reads the file's content.
  ///
  /// - Throws: `EngineFault` with the words in which dockerd refuses to start.
  init(parsing bytes: [UInt8]) throws(EngineFault) {
    let document: JSONValue
    do throws(EngineFault) {
      document = try GoJSON.parse(bytes)
    } catch {
      throw Self.refusal(error.message)
    }
    guard document.object != nil else { throw Self.refusal("the file must hold a JSON object") }
    let list = document["insecure-registries"]
    guard list == nil || list?.array?.allSatisfy({ $0.string != nil }) == true else {
      throw Self.refusal("insecure-registries: expected a list of names")
    }
    insecureRegistries = (list?.array ?? []).compactMap(\.string).map(Self.bare)
  }

  private static func refusal(_ reason: String) -> EngineFault {
    .system("unable to configure the Docker daemon with file /etc/docker/daemon.json: \(reason)")
  }

  private static func bare(_ entry: String) -> String {
    for scheme in ["http://", "https://"] where entry.hasPrefix(scheme) {
      return String(entry.dropFirst(scheme.utf8.count).prefix { $0 != "/" })
    }
    return entry
  }

  /// The document to write for a new machine.
  var document: JSONValue {
    ["insecure-registries": .array(insecureRegistries.map { .string($0) })]
  }

  /// What `docker info` tells of registries.
  var registryConfig: RegistryServiceConfig {
    var indexes: SortedMap<RegistryIndex> = [
      "docker.io": RegistryIndex(name: "docker.io", isOfficial: true)
    ]
    for name in insecureRegistries where !name.contains("/") {
      indexes[name] = RegistryIndex(name: name, isSecure: false)
    }
    return RegistryServiceConfig(
      insecureRegistryCIDRs: insecureRegistries.filter { $0.contains("/") } + ["127.0.0.0/8"],
      indexConfigs: indexes)
  }
}

extension MachineFolder {
  /// The machine's daemon.json; a new machine gets one.
  ///
  /// - Throws: `EngineFault` in dockerd's words when the file is not valid.
  func readConfiguration(orWrite initial: DaemonConfiguration) throws -> DaemonConfiguration {
    if let bytes = try FileBytes.readIfPresent(daemonConfiguration) {
      return try DaemonConfiguration(parsing: bytes)
    }
    try AtomicFile.write(initial.document.utf8(.init(indent: 2)) + [0x0A], to: daemonConfiguration)
    return initial
  }
}
