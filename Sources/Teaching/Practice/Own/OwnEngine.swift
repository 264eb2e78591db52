import Basics
import Checks
import Lessons
import Shell

/// What a docker of the learner's says about its engine.
package struct OwnEngine: Sendable, Hashable {
  /// What tells it apart from any other engine.
  package let id: String
  /// As in `Docker 28.2.2` or `podman 4.3.1`.
  package let version: String
  /// The processor, as Go or the kernel call it: `amd64`, `x86_64`.
  package let architecture: String
  /// Registries, `host:port`, to which it was told to talk plain HTTP.
  package let insecureRegistries: Set<String>
  /// Whether it runs in a machine of its own, which has other names and addresses than this computer.
  let isInsideVM: Bool
  /// Networks whose registries it talks plain HTTP to.
  package let insecureNetworks: [String]

  /// Asks the program about its engine.
  ///
  /// - Throws: `OwnDockerFailure.notAnswering` with the program's own words.
  package static func look(_ docker: OwnDocker, environment: [String: String]) async throws -> OwnEngine {
    let format = docker.kind == .podman ? "json" : "{{json .}}"
    let outcome = try await docker.ask(["info", "--format", format], environment: environment)
    let document = try? JSONValue(parsing: outcome.stdout)
    let complaint =
      document?["ServerErrors"]?.array?.compactMap(\.string).first ?? firstLine(outcome.stderr)
    guard let document, outcome.exit == 0, let engine = OwnEngine(document, kind: docker.kind) else {
      throw OwnDockerFailure.notAnswering(
        program: docker.program, reason: complaint.isEmpty ? "exit code \(outcome.exit)" : complaint)
    }
    return engine
  }

  /// Whether containers get a network through which their ports can be published; Docker's can be told to make none.
  package static func publishesPorts(_ docker: OwnDocker, environment: [String: String]) async -> Bool {
    guard docker.kind == .docker else { return true }
    let outcome = try? await docker.ask(["network", "inspect", "bridge"], environment: environment)
    return outcome?.exit == 0
  }

  private static func firstLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
  }

  /// Reads what `info` prints; `nil` when no engine stands behind it.
  init?(_ document: JSONValue, kind: OwnDocker.Kind) {
    switch kind {
    case .docker:
      guard let version = document["ServerVersion"]?.string, !version.isEmpty else { return nil }
      // Engines of one computer can have the same id; where they keep things tells them apart.
      id = [document["ID"]?.string, document["DockerRootDir"]?.string].compactMap(\.self)
        .joined(separator: ":")
      self.version = "Docker \(version)"
      architecture = document["Architecture"]?.string ?? ""
      isInsideVM = document["OperatingSystem"]?.string?.contains("Docker Desktop") ?? false
      let registries = document["RegistryConfig"]
      let indexes = registries?["IndexConfigs"]?.object?.members ?? []
      insecureRegistries = Set(indexes.filter { $0.value["Secure"]?.bool == false }.map(\.key))
      insecureNetworks = registries?["InsecureRegistryCIDRs"]?.array?.compactMap(\.string) ?? []
    case .podman:
      guard let host = document["host"], let store = document["store"] else { return nil }
      id = [host["hostname"]?.string, store["graphRoot"]?.string].compactMap(\.self).joined(separator: ":")
      version = "podman \(document["version"]?["Version"]?.string ?? "")"
      architecture = host["arch"]?.string ?? ""
      isInsideVM = false
      let registries = document["registries"]?.object?.members ?? []
      insecureRegistries = Set(registries.filter { $0.value["Insecure"]?.bool == true }.map(\.key))
      insecureNetworks = []
    }
  }

  /// Whether an endpoint, as `DOCKER_HOST` names it, is on another computer.
  package static func isElsewhere(_ endpoint: String) -> Bool {
    if endpoint.hasPrefix("ssh://") { return true }
    guard endpoint.hasPrefix("tcp://") else { return false }
    let host = endpoint.dropFirst("tcp://".count).prefix { $0 != ":" && $0 != "/" }
    return host != "localhost" && !host.hasPrefix("127.") && !host.hasPrefix("[")
  }

  /// Whether programs of this computer run in its containers.
  package var isOfThisComputer: Bool {
    #if os(Linux)
      ["amd64", "x86_64"].contains(architecture) && Self.ownArchitecture == "amd64"
        || ["arm64", "aarch64"].contains(architecture) && Self.ownArchitecture == "arm64"
    #else
      false
    #endif
  }

  /// This computer's processor as Go calls it.
  package static var ownArchitecture: String {
    #if arch(x86_64)
      "amd64"
    #elseif arch(arm64)
      "arm64"
    #else
      "unknown"
    #endif
  }

  /// Whether it talks plain HTTP to a registry, `host:port`, whose host has these addresses.
  func talksPlainHTTP(to registry: String, addresses: [String]) -> Bool {
    if insecureRegistries.contains(registry) { return true }
    guard !isInsideVM else { return false }
    let networks = insecureNetworks.compactMap(IPv4Network.init)
    return addresses.contains { address in networks.contains { $0.contains(address) } }
  }
}

/// A range of IPv4 addresses in the notation of RFC 4632: `127.0.0.0/8`.
struct IPv4Network: Sendable, Hashable {
  private let base: UInt32
  private let mask: UInt32

  init?(_ text: String) {
    let parts = text.split(separator: "/")
    guard parts.count == 2, let length = UInt32(parts[1]), length <= 32, let base = Self.number(parts[0])
    else { return nil }
    mask = length == 0 ? 0 : ~UInt32(0) << (32 - length)
    self.base = base & mask
  }

  func contains(_ address: String) -> Bool {
    Self.number(address[...]).map { $0 & mask == base } ?? false
  }

  private static func number(_ text: Substring) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard parts.count == 4 else { return nil }
    return parts.reduce(UInt32?(0)) { sum, part in
      sum.flatMap { sum in part.map { sum << 8 | UInt32($0) } }
    }
  }
}
