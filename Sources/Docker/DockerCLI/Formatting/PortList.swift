import DockerAPI

/// The PORTS column: ports that follow one another become a range.
enum PortList {
  private struct Group {
    let key: String
    var first: Int
    var last: Int
  }

  static func text(_ ports: [PortSummary]) -> String {
    var ranges: [Group] = []
    var finished: [String] = []
    var mappings: [String] = []
    for port in ports.sorted(by: precedes) {
      let address = port.ip ?? ""
      if !address.isEmpty, let publicPort = port.publicPort, publicPort != port.privatePort {
        mappings.append("\(joined(address, "\(publicPort)"))->\(port.privatePort)/\(port.type)")
        continue
      }
      let key = address.isEmpty ? port.type : "\(address)/\(port.type)"
      guard let index = ranges.firstIndex(where: { $0.key == key }) else {
        ranges.append(Group(key: key, first: port.privatePort, last: port.privatePort))
        continue
      }
      if port.privatePort == ranges[index].last + 1 {
        ranges[index].last += 1
      } else {
        finished.append(text(ranges[index]))
        ranges[index] = Group(key: key, first: port.privatePort, last: port.privatePort)
      }
    }
    return (finished + ranges.map(text) + mappings).joined(separator: ", ")
  }

  private static func text(_ group: Group) -> String {
    let parts = group.key.split(separator: "/", omittingEmptySubsequences: false)
    let range = group.first == group.last ? "\(group.first)" : "\(group.first)-\(group.last)"
    guard parts.count > 1 else { return "\(range)/\(parts[0])" }
    return "\(joined(String(parts[0]), range))->\(range)/\(parts[1])"
  }

  /// Address and port; IPv6 in brackets.
  static func joined(_ address: String, _ port: String) -> String {
    address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
  }

  private static func precedes(_ left: PortSummary, _ right: PortSummary) -> Bool {
    (left.privatePort, left.ip ?? "", left.publicPort ?? 0, left.type)
      < (right.privatePort, right.ip ?? "", right.publicPort ?? 0, right.type)
  }
}
