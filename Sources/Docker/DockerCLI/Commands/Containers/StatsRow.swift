import Basics

/// A container as a row of `docker stats`.
struct StatsRow: Sendable {
  private static let typeName = "*container.statsContext"

  private let asked: String
  private let document: JSONValue
  private let isTruncated: Bool

  /// - Parameters:
  ///   - document: What the engine says of the container's usage.
  ///   - asked: By what name the engine was asked.
  ///   - isTruncated: Whether identifiers are cut short.
  init(_ document: JSONValue, asked: String, isTruncated: Bool) {
    self.document = document
    self.asked = asked
    self.isTruncated = isTruncated
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

  private static let columns: TemplateRow.Columns<Self> = [
    "Container": { .string($0.asked) },
    "ID": { row in
      let id = row.document["id"]?.string ?? ""
      return .string(row.isTruncated ? Shortening.id(id) : id)
    },
    "Name": { .string(String(($0.document["name"]?.string ?? "").drop { $0 == "/" })) },
    "CPUPerc": { .string(percent($0.processorShare)) },
    "MemUsage": { .string("\(Units.binarySize($0.memoryUsed)) / \(Units.binarySize($0.memoryLimit))") },
    "MemPerc": { row in
      let limit = row.memoryLimit
      return .string(percent(limit > 0 ? Double(row.memoryUsed) / Double(limit) * 100 : 0))
    },
    "NetIO": { .string(pair($0.traffic("rx_bytes"), $0.traffic("tx_bytes"))) },
    "BlockIO": { .string(pair($0.storage("read"), $0.storage("write"))) },
    "PIDs": { .string("\($0.number("pids_stats", "current"))") },
  ]

  var row: TemplateRow { TemplateRow(typeName: Self.typeName, of: self, columns: Self.columns) }

  private func number(_ path: String...) -> Int {
    path.reduce(document as JSONValue?) { $0?[$1] }?.int ?? 0
  }

  private var memoryLimit: Int { number("memory_stats", "limit") }

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
