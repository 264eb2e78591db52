import Basics
import HTTPServer
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Counts what a registry does, for the Prometheus text format 0.0.4.
package final class RegistryMetrics: Sendable {
  private struct Key: Hashable {
    let route: String
    let method: String
    let status: Int
  }

  private struct Counts {
    var requests: [Key: Int] = [:]
    var sentBytes = 0
    var refused = 0
    /// How many requests took no longer than the bound at the same place in `bounds`, and how many took longer.
    var durations = [Int](repeating: 0, count: bounds.count + 1)
    var seconds = 0.0
  }

  /// Upper bounds in seconds.
  private static let bounds = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10, 60]

  private let counts = Mutex(Counts())
  private let startedAt: Timestamp

  package init(startedAt: Timestamp) {
    self.startedAt = startedAt
  }

  /// Adds one request that has been answered.
  package func count(_ record: AccessRecord) {
    let key = Key(
      route: Self.route(record.uri), method: Self.method(record.method), status: record.status)
    let seconds = record.duration / .seconds(1)
    let place = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
    counts.withLock { counts in
      counts.requests[key, default: 0] += 1
      counts.sentBytes += record.bodyBytes
      counts.durations[place] += 1
      counts.seconds += seconds
      if case .refused = record.visitor { counts.refused += 1 }
    }
  }

  /// A few fixed words: what clients send must not become ever more labels.
  private static func method(_ text: String) -> String {
    ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"].contains(text) ? text : "other"
  }

  private static func route(_ uri: String) -> String {
    let path = uri.prefix { $0 != "?" }
    guard path.hasPrefix("/v2/") else { return "other" }
    if path == "/v2/" { return "base" }
    if path == "/v2/_catalog" { return "catalog" }
    let parts = path.split(separator: "/")
    guard parts.count >= 4 else { return "other" }
    if path.contains("/blobs/uploads/") || path.hasSuffix("/blobs/uploads") { return "upload" }
    switch parts[parts.count - 2] {
    case "manifests": return "manifest"
    case "blobs": return "blob"
    case "tags": return "tags"
    case "referrers": return "referrers"
    default: return "other"
    }
  }

  /// The counts, and what this process takes.
  package var text: String {
    let counts = counts.withLock { $0 }
    var page = MetricsPage()
    page.begin("dojo_registry_requests_total", "counter", "Requests answered.")
    let keys = counts.requests.keys.sorted {
      ($0.route, $0.method, $0.status) < ($1.route, $1.method, $1.status)
    }
    for key in keys {
      page.add(
        "dojo_registry_requests_total{route=\"\(key.route)\",method=\"\(key.method)\",code=\"\(key.status)\"}",
        "\(counts.requests[key] ?? 0)")
    }
    page.begin("dojo_registry_refused_total", "counter", "Requests of those who were not let in.")
    page.add("dojo_registry_refused_total", "\(counts.refused)")
    page.begin("dojo_registry_sent_bytes_total", "counter", "Bytes of bodies sent.")
    page.add("dojo_registry_sent_bytes_total", "\(counts.sentBytes)")
    page.begin(
      "dojo_registry_request_seconds", "histogram", "From a request's head to the last byte of its answer.")
    var sum = 0
    for (bound, count) in zip(Self.bounds.map { "\($0)" } + ["+Inf"], counts.durations) {
      sum += count
      page.add("dojo_registry_request_seconds_bucket{le=\"\(bound)\"}", "\(sum)")
    }
    page.add("dojo_registry_request_seconds_sum", "\(counts.seconds)")
    page.add("dojo_registry_request_seconds_count", "\(sum)")
    page.addProcess(startedAt: startedAt)
    return page.text
  }
}

/// A page in the Prometheus text format.
private struct MetricsPage {
  private(set) var text = ""

  mutating func begin(_ name: String, _ type: String, _ help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
  }

  mutating func add(_ sample: String, _ value: String) { text += "\(sample) \(value)\n" }

  mutating func addProcess(startedAt: Timestamp) {
    var usage = rusage()
    guard unsafe getrusage(0, &usage) == 0 else { return }
    let seconds =
      Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1_000_000
    begin("process_cpu_seconds_total", "counter", "Processor time of this process.")
    add("process_cpu_seconds_total", "\(seconds)")
    if let memory = Self.residentMemory {
      begin("process_resident_memory_bytes", "gauge", "Memory of this process.")
      add("process_resident_memory_bytes", "\(memory)")
    }
    begin("process_start_time_seconds", "gauge", "When this process began to serve.")
    add("process_start_time_seconds", "\(startedAt.seconds)")
  }

  /// In bytes; `nil` where the system does not tell it in a file.
  private static var residentMemory: Int? {
    guard let bytes = try? FileBytes.read("/proc/self/statm") else { return nil }
    let words = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    return words.count > 1 ? Int(words[1]).map { $0 * Int(getpagesize()) } : nil
  }
}
