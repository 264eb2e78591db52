import Basics
import DockerAPI
import Shell

/// What a container has used up until a moment, measured.
struct ContainerUsage: Sendable {
  let time: Timestamp
  /// Threads, which is what Docker counts.
  let tasks: Int
  /// Nanoseconds of processor time.
  let userTime: Int
  let kernelTime: Int
  /// Nanoseconds of the whole computer's processors.
  let computerTime: Int
  /// Bytes of memory now.
  let memory: Int
  let storage: (read: Int, written: Int)
  let traffic: [NetworkTraffic]

  /// The processes of a room.
  init(roomOf first: Int32, at time: Timestamp) {
    let processes = RoomProcess.all(inRoomOf: first)
    self.init(
      processes, tasks: processes.reduce(0) { $0 + $1.threads }, parts: 1, at: time,
      traffic: Computer.traffic(of: first))
  }

  /// A program that this process plays, which would have so many processes: one of so many equal parts of what this
  /// process uses.
  init(partOf programs: Int, processes: Int, at time: Timestamp) {
    self.init(
      [RoomProcess.own].compactMap(\.self), tasks: processes, parts: max(1, programs), at: time, traffic: [])
  }

  private init(
    _ processes: [RoomProcess], tasks: Int, parts: Int, at time: Timestamp, traffic: [NetworkTraffic]
  ) {
    func nanoseconds(_ seconds: Double) -> Int { Int(seconds * 1_000_000_000) / parts }
    self.time = time
    self.tasks = tasks
    self.traffic = traffic
    userTime = nanoseconds(processes.reduce(0) { $0 + $1.userSeconds })
    kernelTime = nanoseconds(processes.reduce(0) { $0 + $1.kernelSeconds })
    memory = processes.reduce(0) { $0 + $1.memory } / parts
    computerTime = Computer.processorTime
    storage = parts == 1 ? Computer.storage(of: processes) : (0, 0)
  }
}

/// The document of `GET /containers/{id}/stats` (Engine API 1.41, ContainerStats).
struct UsageDocument {
  let id: String
  let name: String
  /// `nil` for a container that does not run.
  let usage: ContainerUsage?
  /// The measurement before, with which usage is compared; `nil` for none.
  let former: ContainerUsage?
  /// Bytes that the container may use.
  let memoryLimit: Int

  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("read", .string((usage?.time ?? .zero).text)), ("preread", .string((former?.time ?? .zero).text)),
      ("pids_stats", usage.map { ["current": .int($0.tasks)] } ?? [:]),
      ("blkio_stats", storage), ("num_procs", 0), ("storage_stats", [:]),
      ("cpu_stats", Self.processors(usage)), ("precpu_stats", Self.processors(former)),
      ("memory_stats", memory), ("name", .string("/\(name)")), ("id", .string(id)),
    ]
    if let usage, !usage.traffic.isEmpty {
      members.append(
        ("networks", .object(JSONObject(usage.traffic.map { ($0.interface, Self.counters($0)) }))))
    }
    return .object(JSONObject(members))
  }

  private var storage: JSONValue {
    let others = [
      "io_serviced_recursive", "io_queue_recursive", "io_service_time_recursive", "io_wait_time_recursive",
      "io_merged_recursive", "io_time_recursive", "sectors_recursive",
    ]
    let none: JSONValue = usage == nil ? .null : []
    var bytes = none
    if let moved = usage?.storage, moved.read + moved.written > 0 {
      bytes = .array(
        [("Read", moved.read), ("Write", moved.written)].map { operation, count in
          ["major": 8, "minor": 0, "op": .string(operation), "value": .int(count)]
        })
    }
    return .object(JSONObject([("io_service_bytes_recursive", bytes)] + others.map { ($0, none) }))
  }

  private static func processors(_ usage: ContainerUsage?) -> JSONValue {
    var members: [(String, JSONValue)] = [
      (
        "cpu_usage",
        [
          "total_usage": .int((usage?.userTime ?? 0) + (usage?.kernelTime ?? 0)),
          "usage_in_kernelmode": .int(usage?.kernelTime ?? 0),
          "usage_in_usermode": .int(usage?.userTime ?? 0),
        ]
      )
    ]
    if let usage {
      members += [("system_cpu_usage", .int(usage.computerTime)), ("online_cpus", .int(Computer.processors))]
    }
    let none: JSONValue = ["periods": 0, "throttled_periods": 0, "throttled_time": 0]
    return .object(JSONObject(members + [("throttling_data", none)]))
  }

  private var memory: JSONValue {
    guard let usage else { return [:] }
    return [
      "usage": .int(usage.memory), "stats": ["rss": .int(usage.memory), "total_inactive_file": 0],
      "limit": .int(memoryLimit),
    ]
  }

  private static func counters(_ traffic: NetworkTraffic) -> JSONValue {
    let names = ["bytes", "packets", "errors", "dropped"]
    let members = [("rx", traffic.received), ("tx", traffic.sent)].flatMap { way, numbers in
      zip(names, numbers).map { ("\(way)_\($0)", JSONValue.int($1)) }
    }
    return .object(JSONObject(members))
  }
}

extension JSONValue {
  fileprivate static func int(_ number: Int) -> JSONValue { .number("\(number)") }
}
