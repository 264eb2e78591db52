import Basics

/// What `docker inspect` knows about a container beyond the list.
struct ContainerInspection {
  let id: String
  let ports: [PublishedPort]
  let command: [String]
  let mounts: [MountSighting]

  /// Reads the array that `docker inspect` prints; throws when it is not JSON.
  static func list(_ text: String) throws -> [Self] {
    (try JSONValue(parsing: text).array ?? []).compactMap(Self.init)
  }

  private init?(_ document: JSONValue) {
    guard let id = document["Id"]?.string else { return nil }
    self.id = id
    ports = Self.ports(document["HostConfig"]?["PortBindings"]?.object)
    command = (document["Config"]?["Cmd"]?.array ?? []).compactMap(\.string)
    mounts = (document["Mounts"]?.array ?? []).compactMap { mount in
      guard let destination = mount["Destination"]?.string else { return nil }
      return MountSighting(
        source: mount["Name"]?.string ?? mount["Source"]?.string ?? "", destination: destination)
    }
  }

  private static func ports(_ bindings: JSONObject?) -> [PublishedPort] {
    (bindings?.members ?? []).flatMap { member in
      (member.value.array ?? []).compactMap {
        PublishedPort(
          key: member.key, address: $0["HostIp"]?.string ?? "", host: $0["HostPort"]?.string ?? "")
      }
    }
  }

  /// The sighting with everything that was looked up; ports of a running container stay as they are.
  func completing(_ sighting: ContainerSighting) -> ContainerSighting {
    var sighting = sighting
    sighting.ports = sighting.ports ?? ports
    sighting.command = command
    sighting.mounts = mounts
    return sighting
  }
}
