import Basics
import Lessons
import OCI

/// Reads the lists that docker and podman print with `--format '{{json .}}'`, one JSON object a line.
struct DockerListing {
  let machine: Machine.ID
  let lines: [JSONValue]

  /// Throws when a line is not JSON.
  init(_ text: String, machine: Machine.ID) throws {
    self.machine = machine
    lines = try text.split(whereSeparator: \.isNewline).map { try JSONValue(parsing: String($0)) }
  }

  var containers: [ContainerSighting] { lines.compactMap(container) }

  var images: [ImageSighting] { lines.compactMap(image) }

  private func container(_ line: JSONValue) -> ContainerSighting? {
    guard let id = line[anyCase: "id"]?.string else { return nil }
    let names = line[anyCase: "names"]
    let state = line[anyCase: "state"]?.string?.lowercased() ?? ""
    let isRunning = ["running", "paused", "restarting"].contains(state)
    return ContainerSighting(
      machine: machine, id: id, name: names?.string ?? names?.array?.first?.string ?? "",
      image: line[anyCase: "image"]?.string ?? "", state: state == "configured" ? "created" : state,
      ports: isRunning ? ports(line[anyCase: "ports"] ?? .null) : nil, labels: labels(line[anyCase: "labels"])
    )
  }

  private func ports(_ value: JSONValue) -> [PublishedPort] {
    if let text = value.string { return PublishedPort.list(text) }
    return (value.array ?? []).flatMap { port -> [PublishedPort] in
      guard let inner = port[anyCase: "container_port"]?.int, let outer = port[anyCase: "host_port"]?.int
      else {
        return []
      }
      let transport = port[anyCase: "protocol"]?.string ?? "tcp"
      return (0..<max(1, port[anyCase: "range"]?.int ?? 1)).compactMap { offset in
        UInt16(exactly: inner + offset).map {
          PublishedPort(
            address: port[anyCase: "host_ip"]?.string ?? "", host: UInt16(exactly: outer + offset),
            container: $0, transport: transport)
        }
      }
    }
  }

  private func labels(_ value: JSONValue?) -> [String: String] {
    if let object = value?.object {
      return Dictionary(object.members.map { ($0.key, $0.value.string ?? "") }) { _, last in last }
    }
    let pairs = (value?.string ?? "").split(separator: ",").map {
      $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    }
    return Dictionary(pairs.map { (String($0[0]), $0.count > 1 ? String($0[1]) : "") }) { _, last in last }
  }

  private func image(_ line: JSONValue) -> ImageSighting? {
    guard let id = line[anyCase: "id"]?.string else { return nil }
    let repository = line[anyCase: "repository"]?.string ?? "<none>"
    let tag = line[anyCase: "tag"]?.string ?? "<none>"
    let reference = repository == "<none>" || tag == "<none>" ? nil : ImageName("\(repository):\(tag)")
    return ImageSighting(
      machine: machine, id: id.contains(":") ? id : "sha256:\(id)",
      reference: reference.map { $0.reference?.familiar ?? $0.text })
  }
}

extension JSONValue {
  /// The member of this name in whatever case: docker writes `ID`, podman `Id`.
  subscript(anyCase name: String) -> JSONValue? {
    object?.members.first { $0.key.lowercased() == name }?.value
  }
}
