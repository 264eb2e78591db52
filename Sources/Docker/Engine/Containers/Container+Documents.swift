import Basics
import DockerAPI

extension Container {
  /// The PORTS of a container list: open ports on IPv4 and IPv6, then those that are only exposed.
  var portSummaries: [PortSummary] {
    guard life.status == .running || life.status == .paused || hasLostProgram, !hasLostPorts else {
      return []
    }
    let open = published.flatMap { port in
      Self.hostAddresses(port).map { address in
        PortSummary(
          ip: address, privatePort: Int(port.containerPort), publicPort: Int(port.hostPort),
          type: port.transport)
      }
    }
    let exposed = (config.exposedPorts?.sortedKeys ?? []).compactMap { try? ContainerPort(parsing: $0) }
    let closed = exposed.filter { port in
      !published.contains { $0.containerPort == port.number && $0.transport == port.transport }
    }
    return open + closed.map { PortSummary(privatePort: Int($0.number), type: $0.transport) }
  }

  /// Whether the first start failed when its ports were open already: Docker's list shows them on and on.
  private var hasLostProgram: Bool {
    life.status == .created && life.error.hasPrefix("failed to create shim task: ")
  }

  /// Docker shows a port that is open on all addresses once for each kind of address.
  static func hostAddresses(_ port: PublishedPort) -> [String] {
    port.hostAddress == "0.0.0.0" ? ["0.0.0.0", "::"] : [port.hostAddress]
  }

  /// The `Ports` of an inspection.
  private var portMap: SortedMap<[PortBinding]?> {
    guard life.status == .running || life.status == .paused, !hasLostPorts else { return [:] }
    var map: SortedMap<[PortBinding]?> = [:]
    for key in config.exposedPorts?.sortedKeys ?? [] { map.values[key] = .some(nil) }
    for port in published {
      let key = "\(port.containerPort)/\(port.transport)"
      let bindings = Self.hostAddresses(port).map { PortBinding(hostIP: $0, hostPort: String(port.hostPort)) }
      map.values[key] = .some(((map.values[key] ?? nil) ?? []) + bindings)
    }
    return map
  }

  private var networks: SortedMap<EndpointSettings> {
    SortedMap(Dictionary(attachments.map { ($0.network, $0.settings) }) { first, _ in first })
  }

  /// A row of the container list; `image` is the text to show for the image.
  func summary(
    at now: Timestamp, image: String, writtenSize: Int?, health: HealthRecord.Status?
  ) -> ContainerSummary {
    ContainerSummary(
      id: id, names: ["/\(name.text)"], image: image, imageID: imageID, command: commandLine.text,
      created: created.seconds, ports: portSummaries, sizeRw: writtenSize == 0 ? nil : writtenSize,
      sizeRootFs: writtenSize.map { imageSize + $0 },
      labels: Labels(labels), state: life.status.rawValue, status: life.text(at: now, health: health),
      hostConfig: NetworkModeSummary(networkMode: hostConfig.networkMode),
      networkSettings: NetworkSummary(networks: listedNetworks), mounts: mounts.map(Self.withoutSource))
  }

  /// A container list tells less of a place on a network than an inspection.
  private var listedNetworks: SortedMap<EndpointSettings> {
    SortedMap(
      networks.values.mapValues { settings in
        var listed = settings
        (listed.aliases, listed.links, listed.driverOptions) = (nil, nil, nil)
        return listed
      })
  }

  /// A container list does not tell where a volume lies for which nobody has asked by name or with `--mount`.
  private static func withoutSource(_ mount: MountPoint) -> MountPoint {
    var listed = mount
    if mount.type == "volume", mount.mode.isEmpty { listed.source = "" }
    return listed
  }

  /// The document of `docker inspect`; `imageLayers` are the folders of the image's layers, the nearest first.
  func inspection(writtenSize: Int?, over imageLayers: [String]) -> ContainerInspection {
    let folder = "/var/lib/docker/containers/\(id)"
    var document = ContainerInspection()
    document.id = id
    document.created = created.text
    document.path = path
    document.arguments = arguments
    document.state = life.inspection
    document.image = imageID
    if life.wasTried {
      let named = hostConfig.sharedNetwork.map { "/var/lib/docker/containers/\($0)" } ?? folder
      document.resolvConfPath = "\(named)/resolv.conf"
      document.hostnamePath = "\(named)/hostname"
      document.hostsPath = "\(named)/hosts"
      document.logPath =
        life.hasBegun && hostConfig.logConfig.type == "json-file" ? "\(folder)/\(id)-json.log" : ""
    }
    document.name = "/\(name.text)"
    document.restartCount = restartCount
    document.driver = "overlay2"
    document.hostConfig = hostConfig
    document.graphDriver = .overlay(layerID, over: ["\(layerID)-init"] + imageLayers)
    document.sizeRw = writtenSize
    document.sizeRootFs = writtenSize.map { imageSize + $0 }
    document.mounts = mounts
    document.config = config
    document.networkSettings = networkSettings
    return document
  }

  private var networkSettings: NetworkSettings {
    let hasRun = life.wasTried && hostConfig.sharedNetwork == nil
    let bridge = attachments.first { $0.network == "bridge" }
    return NetworkSettings(
      sandboxID: hasRun ? sandboxID : "", ports: portMap,
      sandboxKey: hasRun ? "/var/run/docker/netns/\(Identifier.short(sandboxID))" : "",
      endpointID: bridge?.endpointID ?? "", gateway: bridge?.gateway ?? "", ipAddress: bridge?.address ?? "",
      ipPrefixLength: bridge?.prefixLength ?? 0, macAddress: bridge?.settings.macAddress ?? "",
      networks: networks)
  }
}
