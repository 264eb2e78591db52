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
  /// For people: `Up 3 minutes`.
  package let status: String
  package let ports: [PublishedPort]
  package let labels: [String: String]
  /// The command as the list shows it, without the quotes around it.
  package let command: String

  package var isRunning: Bool { state == "running" }

  init(row: JSONValue) throws(DockerOutputError) {
    id = try row.requiredID()
    names = (row["Names"] ?? .null).textList.map { $0.hasPrefix("/") ? String($0.dropFirst()) : $0 }
    let image = row["Image"]?.string ?? ""
    // Only podman spells the key so.
    self.image = row["Id"] == nil ? image : PodmanName.plain(image)
    status = row["Status"]?.string ?? ""
    state = row["State"]?.string?.lowercased() ?? Self.state(fromStatus: status)
    ports = try PublishedPort.list(row["Ports"] ?? .null)
    labels = (row["Labels"] ?? .null).textMap
    let text =
      row["Command"]?.string ?? (row["Command"]?.array?.compactMap(\.string).joined(separator: " ") ?? "")
    let isQuoted = text.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
    command = isQuoted ? String(text.dropFirst().dropLast()) : text
  }

  /// Docker 20 and older say the state in the status only.
  private static func state(fromStatus status: String) -> String {
    let states = [
      ("Up", "running"), ("Exited", "exited"), ("Created", "created"), ("Restarting", "restarting"),
      ("Dead", "dead"), ("Removal", "removing"),
    ]
    if status.contains("(Paused)") { return "paused" }
    return states.first { status.hasPrefix($0.0) }?.1 ?? ""
  }
}
