import Basics
import DockerAPI

/// `docker version` for people.
enum VersionText {
  static func text(
    client: APIVersion, newest: APIVersion, server: EngineVersion?, _ call: Invocation
  ) -> String {
    let downgrade = client < newest ? " (downgraded from \(newest))" : ""
    var lines = ["Client:"]
    lines += block(
      indent: 1,
      [
        ("Version:", ClientVersion.number), ("API version:", "\(client)\(downgrade)"),
        ("Git commit:", ClientVersion.commit),
        ("OS/Arch:", "\(ClientPlatform.system)/\(ClientPlatform.architecture)"), ("Context:", "default"),
      ])
    guard let server else { return lines.joined(separator: "\n") }
    lines += ["", server.platform.name.isEmpty ? "Server:" : "Server: \(server.platform.name)"]
    for component in server.components {
      lines.append(" \(component.name):")
      lines += block(indent: 2, rows(component, call))
    }
    return lines.joined(separator: "\n")
  }

  private static func rows(_ component: EngineComponent, _ call: Invocation) -> [(String, String)] {
    let details = component.details ?? [:]
    let detail = { (name: String) in details[name] ?? "" }
    guard component.name == "Engine" else {
      return [("Version:", component.version), ("GitCommit:", detail("GitCommit"))]
    }
    return [
      ("Version:", component.version),
      ("API version:", "\(detail("ApiVersion")) (minimum version \(detail("MinAPIVersion")))"),
      ("Go version:", detail("GoVersion")), ("Git commit:", detail("GitCommit")),
      ("Built:", built(detail("BuildTime"), call)), ("OS/Arch:", "\(detail("Os"))/\(detail("Arch"))"),
      ("Experimental:", detail("Experimental")),
    ].filter { !$0.1.isEmpty }
  }

  private static func block(indent: Int, _ rows: [(String, String)]) -> [String] {
    rows.map { name, value in
      String(repeating: " ", count: indent) + name
        + String(repeating: " ", count: max(1, 20 - indent - name.count))
        + value
    }
  }

  /// `Thu May  7 21:09:36 2026`.
  private static func built(_ text: String, _ call: Invocation) -> String {
    guard let time = Timestamp(text) else { return text }
    let local = Timestamp(seconds: time.seconds + call.environment.timeZone.offset(time.seconds).seconds)
    let date = local.date
    let day = date.day < 10 ? " \(date.day)" : "\(date.day)"
    return "\(date.weekdayName) \(date.monthName) \(day) \(local.timeText) \(date.year)"
  }
}
