import Basics
import DockerAPI
import EngineClient

/// `docker update`: the restart rule; limits are refused by name, for a workload has none.
enum UpdateCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Update configuration of one or more containers",
    usage: "[OPTIONS] CONTAINER [CONTAINER...]", arguments: .atLeast(1),
    aliases: ["docker container update", "docker update"],
    flags: [
      Flag(
        "blkio-weight", nil, .other("uint16"),
        "Block IO (relative weight), between 10 and 1000, or 0 to disable (default 0)"
      ).unsupported,
      Flag("cpu-period", nil, .integer, "Limit CPU CFS (Completely Fair Scheduler) period").unsupported,
      Flag("cpu-quota", nil, .integer, "Limit CPU CFS (Completely Fair Scheduler) quota").unsupported,
      Flag("cpu-rt-period", nil, .integer, "Limit the CPU real-time period in microseconds").unsupported,
      Flag("cpu-rt-runtime", nil, .integer, "Limit the CPU real-time runtime in microseconds").unsupported,
      Flag("cpu-shares", "c", .integer, "CPU shares (relative weight)").unsupported,
      Flag("cpus", nil, .other("decimal"), "Number of CPUs").unsupported,
      Flag("cpuset-cpus", nil, .string, "CPUs in which to allow execution (0-3, 0,1)").unsupported,
      Flag("cpuset-mems", nil, .string, "MEMs in which to allow execution (0-3, 0,1)").unsupported,
      Flag("memory", "m", .other("bytes"), "Memory limit").unsupported,
      Flag("memory-reservation", nil, .other("bytes"), "Memory soft limit").unsupported,
      Flag(
        "memory-swap", nil, .other("bytes"),
        "Swap limit equal to memory plus swap: -1 to enable unlimited swap"
      ).unsupported,
      Flag("pids-limit", nil, .integer, "Tune container pids limit (set -1 for unlimited)").unsupported,
      Flag("restart", nil, .string, "Restart policy to apply when a container exits"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    guard let text = call.arguments.string("restart") else {
      throw CommandFailure("you must provide one or more flags when using this command")
    }
    let policy: RestartPolicy
    do throws(CommandFailure) {
      policy = try RestartPolicyArgument.policy(text)
    } catch {
      throw CommandFailure(error.message)
    }
    let engine = try await call.engine()
    let body: JSONValue = ["RestartPolicy": try JSONValue(encoding: policy)]
    return await call.forEachName { name in
      try await engine.send(EngineRequest(.post, "/containers/\(name)/update", body: body))
      call.printLine(name)
    }
  }
}
