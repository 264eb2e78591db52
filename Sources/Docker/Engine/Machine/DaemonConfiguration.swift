import Basics
import DockerAPI

/// The part of a machine's `/etc/docker/daemon.json` that a practice machine honours.
package struct DaemonConfiguration: Hashable, Sendable {
  /// Registries (`host:port`) that may be reached over plain HTTP, scheme removed as Docker does it.
  package let insecureRegistries: [String]
  /// Where images of Docker Hub are looked for first: URLs that end with a slash.
  package let registryMirrors: [String]

  package init(insecureRegistries: [String] = [], registryMirrors: [String] = []) {
    self.insecureRegistries = insecureRegistries
    self.registryMirrors = registryMirrors
  }

  /// Reads the file's content; `nil` stands for a file that is not there.
  ///
  /// - Throws: `EngineFault` with the words in which dockerd 20.10 refuses to start.
  init(parsing bytes: [UInt8]?) throws(EngineFault) {
    guard let bytes else {
      self.init()
      return
    }
    let reading: DaemonFile
    do throws(EngineFault) {
      reading = try DaemonFile(bytes)
    } catch {
      throw .system(
        "unable to configure the Docker daemon with file /etc/docker/daemon.json: \(error.message)")
    }
    self.init(
      insecureRegistries: try reading.strings("insecure-registries").map { entry throws(EngineFault) in
        try Self.registry(entry)
      },
      registryMirrors: try reading.strings("registry-mirrors").map { entry throws(EngineFault) in
        try Self.mirror(entry)
      })
  }

  private static func registry(_ entry: String) throws(EngineFault) -> String {
    var bare = entry
    for scheme in ["http://", "https://"] where entry.lowercased().hasPrefix(scheme) {
      bare = String(entry.dropFirst(scheme.utf8.count))
    }
    guard !bare.hasPrefix("-"), !bare.hasSuffix("-") else {
      throw .badParameter("invalid index name (\(bare)). Cannot begin or end with a hyphen")
    }
    if isNetwork(bare) { return bare }
    let parts = bare.split(separator: ":", omittingEmptySubsequences: false)
    let isHost =
      parts.count <= 2 && !(parts.first ?? "").isEmpty && (parts.first ?? "").allSatisfy(isHostLetter)
    guard isHost, parts.count == 1 || parts[1].allSatisfy(\.isNumber) && !parts[1].isEmpty else {
      throw .badParameter("insecure registry \(entry) is not valid: invalid host \"\(bare)\"")
    }
    if parts.count == 2, UInt16(parts[1]) == nil {
      throw .badParameter("insecure registry \(entry) is not valid: invalid port \"\(parts[1])\"")
    }
    return bare
  }

  private static func isHostLetter(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "-._".contains(character))
  }

  /// Whether an entry names a range of addresses: `192.0.2.0/24`.
  private static func isNetwork(_ entry: String) -> Bool { Subnet(parsing: entry) != nil }

  private static func mirror(_ entry: String) throws(EngineFault) -> String {
    guard let scheme = entry.firstRange(of: "://") else {
      throw .badParameter("invalid mirror: unsupported scheme \"\" in \"\(entry)\"")
    }
    guard ["http", "https"].contains(entry[..<scheme.lowerBound]) else {
      throw .badParameter(
        "invalid mirror: unsupported scheme \"\(entry[..<scheme.lowerBound])\" in \"\(entry)\"")
    }
    let place = entry[scheme.upperBound...]
    guard let slash = place.firstIndex(of: "/") else { return entry + "/" }
    guard place.index(after: slash) == place.endIndex else {
      throw .badParameter("invalid mirror: path, query, or fragment at end of the URI \"\(entry)\"")
    }
    return entry
  }

  /// The document to write for a new machine; `nil` when there is nothing to say.
  var document: JSONValue? {
    guard !insecureRegistries.isEmpty else { return nil }
    return ["insecure-registries": .array(insecureRegistries.map { .string($0) })]
  }

  /// What `docker info` tells of registries.
  var registryConfig: RegistryServiceConfig {
    var indexes: SortedMap<RegistryIndex> = [
      "docker.io": RegistryIndex(name: "docker.io", mirrors: registryMirrors, isOfficial: true)
    ]
    for name in insecureRegistries where !Self.isNetwork(name) {
      indexes[name] = RegistryIndex(name: name, isSecure: false)
    }
    return RegistryServiceConfig(
      insecureRegistryCIDRs: insecureRegistries.filter(Self.isNetwork) + ["127.0.0.0/8"],
      indexConfigs: indexes, mirrors: registryMirrors)
  }
}
