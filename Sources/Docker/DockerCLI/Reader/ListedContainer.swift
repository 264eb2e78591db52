import Basics

/// A row of `docker ps`.
package struct ListedContainer: Hashable, Sendable {
  /// Hexadecimal, cut to twelve digits unless the command asked for all.
  package let id: String
  package let names: [String]
  /// The text given to `run`, or an ID once no tag means the image any more.
  package let image: String
  /// One word: `running`, `exited`, `created`.
  package let state: String
  package let ports: [PublishedPort]
  package let labels: [String: String]

  init(row: JSONValue) throws(DockerOutputError) {
    id = try row.requiredID()
    names = (row["Names"] ?? .null).textList.map { $0.hasPrefix("/") ? String($0.dropFirst()) : $0 }
    let image = row["Image"]?.string ?? ""
    // Only podman spells the key so, and only podman's labels are no text.
    let isPodmans = row["Id"] != nil || row["Labels"].map { $0.string == nil } ?? false
    self.image = isPodmans ? PodmanName.plain(image) : image
    state = Self.state(row["State"]?.string ?? row["Status"]?.string ?? "")
    ports = try PublishedPort.list(row["Ports"] ?? .null)
    labels = (row["Labels"] ?? .null).textMap
  }

  /// Docker's word for a state; before Docker 20.10, and to podman's templates, that is what the status says of it.
  package static func state(_ text: String) -> String {
    guard !text.hasSuffix("(Paused)") else { return "paused" }
    let word = text.prefix { $0 != " " }.lowercased()
    return switch word {
    case "up": "running"
    case "removal": "removing"
    default: word
    }
  }
}
