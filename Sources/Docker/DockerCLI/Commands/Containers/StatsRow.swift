import Basics

/// A container as a row of `docker stats`.
struct StatsRow: Sendable {
  private static let typeName = "*container.statsContext"

  private let asked: String
  private let document: JSONValue

  /// - Parameters:
  ///   - document: What the engine says of the container's usage.
  ///   - asked: By what name the engine was asked.
  init(_ document: JSONValue, asked: String) {
    self.document = document
    self.asked = asked
  }

  static let format = ListFormat(
    typeName: typeName,
    titles: [
      "Container": "CONTAINER", "ID": "CONTAINER ID", "Name": "NAME", "CPUPerc": "CPU %",
      "MemUsage": "MEM USAGE / LIMIT", "MemPerc": "MEM %", "NetIO": "NET I/O", "BlockIO": "BLOCK I/O",
      "PIDs": "PIDS",
    ],
    table:
      "{{.ID}}\t{{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}\t{{.MemPerc}}\t{{.NetIO}}\t{{.BlockIO}}\t{{.PIDs}}",
    quiet: "{{.ID}}")

  func row(isTruncated: Bool) -> TemplateRow {
    let id = document["id"]?.string ?? ""
    let name = document["name"]?.string ?? ""
    let (memory, limit) = (memoryUsed, number("memory_stats", "limit"))
    return TemplateRow(
      typeName: Self.typeName,
      fields: [
        "Container": .string(asked), "ID": .string(isTruncated ? Shortening.id(id) : id),
        "Name": .string(String(name.drop { $0 == "/" })),
        "CPUPerc": .string(Self.percent(processorShare)),
        "MemUsage": .string("\(Units.binarySize(memory)) / \(Units.binarySize(limit))"),
        "MemPerc": .string(Self.percent(limit > 0 ? Double(memory) / Double(limit) * 100 : 0)),
        "NetIO": .string(Self.pair(traffic("rx_bytes"), traffic("tx_bytes"))),
        "BlockIO": .string(Self.pair(storage("read"), storage("write"))),
        "PIDs": .string("\(number("pids_stats", "current"))"),
      ])
  }

  private func number(_ path: String...) -> Int {
    path.reduce(document as JSONValue?) { $0?[$1] }?.int ?? 0
  }

  /// What is used without the pages that only hold files which nobody has looked at lately.
  private var memoryUsed: Int {
    let usage = number("memory_stats", "usage")
    for name in ["total_inactive_file", "inactive_file"] {
      let inactive = number("memory_stats", "stats", name)
      if inactive > 0, inactive < usage { return usage - inactive }
    }
    return usage
  }

  /// In hundredths of one processor.
  private var processorShare: Double {
    func difference(_ path: [String]) -> Double {
      let (now, before) = (["cpu_stats"] + path, ["precpu_stats"] + path)
      return Double(value(now)) - Double(value(before))
    }
    let own = difference(["cpu_usage", "total_usage"])
    let whole = difference(["system_cpu_usage"])
    guard own > 0, whole > 0 else { return 0 }
    return own / whole * Double(max(1, number("cpu_stats", "online_cpus"))) * 100
  }

  private func value(_ path: [String]) -> Int { path.reduce(document as JSONValue?) { $0?[$1] }?.int ?? 0 }

  private func traffic(_ name: String) -> Int {
    (document["networks"]?.object?.members ?? []).reduce(0) { $0 + ($1.value[name]?.int ?? 0) }
  }

  private func storage(_ operation: String) -> Int {
    (document["blkio_stats"]?["io_service_bytes_recursive"]?.array ?? [])
      .filter { $0["op"]?.string?.lowercased() == operation }.reduce(0) { $0 + ($1["value"]?.int ?? 0) }
  }

  private static func pair(_ first: Int, _ second: Int) -> String {
    "\(Units.size(first, digits: 3)) / \(Units.size(second, digits: 3))"
  }

  /// `%.2f%%`.
  private static func percent(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded(.toNearestOrEven))
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)%"
  }
}
