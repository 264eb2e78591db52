import Basics
import DockerAPI
import EngineClient

/// `docker update`: the restart rule and the limits of containers.
enum UpdateCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Update configuration of one or more containers",
    usage: "[OPTIONS] CONTAINER [CONTAINER...]", arguments: .atLeast(1),
    aliases: ["docker container update", "docker update"],
    flags: (ContainerFlags.limits + own).sorted { $0.name < $1.name })

  /// Those that docker does not have for `run` too, or words in another way there.
  private static let own = [
    Flag("cpu-rt-period", nil, .integer, "Limit the CPU real-time period in microseconds"),
    Flag("cpu-rt-runtime", nil, .integer, "Limit the CPU real-time runtime in microseconds"),
    Flag(
      "memory-swap", nil, .other("bytes"), "Swap limit equal to memory plus swap: -1 to enable unlimited swap"
    ).checked(SwapLimit.objection),
    Flag("restart", nil, .string, "Restart policy to apply when a container exits"),
  ]

  static func run(_ call: Invocation) async throws -> Int32 {
    guard !call.arguments.values.isEmpty else {
      throw CommandFailure("you must provide one or more flags when using this command")
    }
    let body = try body(call.arguments)
    let engine = try await call.engine()
    var warnings: [String] = []
    let exitCode = await call.forEachName { name in
      let reply: UpdateReply = try await engine.value(
        EngineRequest(.post, "/containers/\(name)/update", body: body))
      warnings += reply.warnings ?? []
      call.printLine(name)
    }
    if !warnings.isEmpty { call.printLine(warnings.joined(separator: "\n")) }
    return exitCode
  }

  private static func body(_ arguments: ParsedArguments) throws -> JSONValue {
    var body = JSONObject()
    if let text = arguments.string("restart") {
      let policy: RestartPolicy
      do throws(CommandFailure) {
        policy = try RestartPolicyArgument.policy(text)
      } catch {
        throw CommandFailure(error.message)
      }
      body["RestartPolicy"] = try JSONValue(encoding: policy)
    }
    let numbers = [
      ("Memory", arguments.string("memory").flatMap(ByteCount.value)),
      ("MemorySwap", arguments.string("memory-swap").flatMap(SwapLimit.value)),
      ("MemoryReservation", arguments.string("memory-reservation").flatMap(ByteCount.value)),
      ("NanoCpus", arguments.string("cpus").flatMap(ProcessorShare.value)),
      ("BlkioWeight", arguments.integer("blkio-weight")), ("CpuPeriod", arguments.integer("cpu-period")),
      ("CpuQuota", arguments.integer("cpu-quota")), ("CpuShares", arguments.integer("cpu-shares")),
      ("CpuRealtimePeriod", arguments.integer("cpu-rt-period")),
      ("CpuRealtimeRuntime", arguments.integer("cpu-rt-runtime")),
      ("PidsLimit", arguments.integer("pids-limit")),
    ]
    for (name, number) in numbers { if let number { body[name] = .number(String(number)) } }
    for (name, flag) in [("CpusetCpus", "cpuset-cpus"), ("CpusetMems", "cpuset-mems")] {
      if let text = arguments.string(flag) { body[name] = .string(text) }
    }
    return .object(body)
  }
}

private struct UpdateReply: Decodable, Sendable {
  let warnings: [String]?

  private enum CodingKeys: String, CodingKey {
    case warnings = "Warnings"
  }
}
