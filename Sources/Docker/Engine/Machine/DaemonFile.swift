import Basics

/// A `daemon.json` whose members dockerd knows.
struct DaemonFile: Sendable {
  private let document: JSONValue

  /// - Throws: `EngineFault` with what dockerd says after the name of the file.
  init(_ bytes: [UInt8]) throws(EngineFault) {
    let isEmpty = bytes.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    document = try GoJSON.parse(bytes, ending: isEmpty ? "EOF" : "unexpected EOF")
    guard let object = document.object else {
      throw .system(
        "json: cannot unmarshal \(document.goKind) into Go value of type map[string]interface {}")
    }
    let strangers = object.keys.filter { !Self.known.contains($0) }
    guard strangers.isEmpty else {
      throw .system(
        "the following directives don't match any configuration option: \(strangers.joined(separator: ", "))")
    }
    if let hosts = document["hosts"] {
      throw .system(
        "the following directives are specified both as a flag and in the configuration file: "
          + "hosts: (from flag: [fd://], from file: \(Self.goText(of: hosts)))")
    }
    for name in Self.lists {
      guard let value = document[name], value != .null else { continue }
      guard let list = value.array else { throw Self.mismatch(name, value, "[]string") }
      for element in list where element.string == nil { throw Self.mismatch(name, element, "string") }
    }
    for name in Self.switches {
      guard let value = document[name], value != .null, value.bool == nil else { continue }
      throw Self.mismatch(name, value, "bool")
    }
    for name in Self.texts {
      guard let value = document[name], value != .null, value.string == nil else { continue }
      throw Self.mismatch(name, value, "string")
    }
  }

  /// The elements of a list of texts; none when it is not there.
  func strings(_ name: String) -> [String] { (document[name]?.array ?? []).compactMap(\.string) }

  private static func mismatch(_ name: String, _ value: JSONValue, _ type: String) -> EngineFault {
    .system("json: cannot unmarshal \(value.goKind) into Go struct field Config.\(name) of type \(type)")
  }

  private static func goText(of value: JSONValue) -> String {
    switch value {
    case .array(let elements): "[\(elements.map(goText).joined(separator: " "))]"
    case .string(let text): text
    default: value.text()
    }
  }

  private static let lists: Set = [
    "insecure-registries", "registry-mirrors", "dns", "dns-opts", "dns-search", "exec-opts", "labels",
    "storage-opts", "authorization-plugins", "allow-nondistributable-artifacts",
  ]

  private static let switches: Set = [
    "debug", "experimental", "icc", "ip-forward", "ip-masq", "iptables", "ip6tables", "ipv6", "live-restore",
    "no-new-privileges", "raw-logs", "selinux-enabled", "tls", "tlsverify", "userland-proxy",
  ]

  private static let texts: Set = [
    "bip", "bridge", "cgroup-parent", "containerd", "data-root", "default-cgroupns-mode", "default-gateway",
    "default-ipc-mode", "default-runtime", "exec-root", "fixed-cidr", "group", "graph", "init-path", "ip",
    "log-driver", "log-level", "metrics-addr", "pidfile", "seccomp-profile", "storage-driver", "tlscacert",
    "tlscert", "tlskey", "userns-remap",
  ]

  /// The options of dockerd 20.10's file; most mean nothing on a practice machine.
  private static let known = lists.union(switches).union(texts).union([
    "builder", "cluster-advertise", "cluster-store", "cluster-store-opts", "containerd-namespace",
    "containerd-plugin-namespace", "cpu-rt-period", "cpu-rt-runtime", "default-address-pools",
    "default-gateway-v6", "default-shm-size", "default-ulimits", "deprecated-key-path", "features",
    "fixed-cidr-v6", "hosts", "init", "log-opts", "max-concurrent-downloads", "max-concurrent-uploads",
    "max-download-attempts", "mtu", "network-control-plane-mtu", "node-generic-resources", "oom-score-adjust",
    "proxies", "runtimes", "shutdown-timeout", "swarm-default-advertise-addr", "userland-proxy-path",
  ])
}
