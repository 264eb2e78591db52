import Basics

/// What `docker inspect` says of a container.
package struct InspectedContainer: Hashable, Sendable {
  /// Something of the machine that the container sees as a folder or file of its own.
  package struct Mount: Hashable, Sendable {
    /// `volume`, `bind` or `tmpfs`.
    package let type: String
    /// The volume's name; `nil` for anything else.
    package let name: String?
    package let source: String
    package let destination: String
    package let isWritable: Bool
  }

  package let id: String
  /// Without the leading slash.
  package let name: String
  /// The ID of the image it was made from, hexadecimal.
  package let imageID: String
  /// The text that named the image.
  package let image: String
  package let command: [String]
  package let entrypoint: [String]
  /// Each as `NAME=value`.
  package let environment: [String]
  package let labels: [String: String]
  /// One word: `running`, `exited`, `created`.
  package let state: String
  package let exitCode: Int
  package let mounts: [Mount]
  /// The ports as they are while it runs; when it does not run, as they were asked for.
  package let ports: [PublishedPort]
  /// `no`, `always`, `unless-stopped` or `on-failure`.
  package let restartPolicy: String
  package let networkMode: String
  package let isRemovedOnExit: Bool
  /// RFC 3339.
  package let created: String

  package var isRunning: Bool { state == "running" }

  init(document: JSONValue) throws(DockerOutputError) {
    id = try document.requiredID()
    let name = document["Name"]?.string ?? ""
    self.name = name.hasPrefix("/") ? String(name.dropFirst()) : name
    let (config, host, state) = (document["Config"], document["HostConfig"], document["State"])
    let imageID = document["Image"]?.string ?? ""
    self.imageID = imageID.hasPrefix("sha256:") ? String(imageID.dropFirst("sha256:".count)) : imageID
    image = document.first("ImageName")?.string ?? config?["Image"]?.string ?? ""
    command = config?["Cmd"]?.textList ?? []
    let entrypoint = config?["Entrypoint"] ?? .null
    self.entrypoint = entrypoint.array?.compactMap(\.string) ?? entrypoint.string.map { [$0] } ?? []
    environment = config?["Env"]?.array?.compactMap(\.string) ?? []
    labels = config?["Labels"]?.textMap ?? [:]
    self.state = state?["Status"]?.string ?? ""
    exitCode = state?["ExitCode"]?.int ?? 0
    mounts = (document["Mounts"]?.array ?? []).map { Mount(document: $0) }
    let asked = PublishedPort.inspected(host?["PortBindings"] ?? .null)
    let actual = PublishedPort.inspected(document["NetworkSettings"]?["Ports"] ?? .null)
    ports = actual.isEmpty ? asked : actual
    let policy = host?["RestartPolicy"]?["Name"]?.string ?? ""
    restartPolicy = policy.isEmpty ? "no" : policy
    networkMode = host?["NetworkMode"]?.string ?? ""
    isRemovedOnExit = host?["AutoRemove"]?.bool ?? false
    created = document["Created"]?.string ?? ""
  }
}

extension InspectedContainer.Mount {
  fileprivate init(document: JSONValue) {
    type = document["Type"]?.string ?? ""
    name = document["Name"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    source = document["Source"]?.string ?? ""
    destination = document["Destination"]?.string ?? ""
    isWritable = document["RW"]?.bool ?? true
  }
}
