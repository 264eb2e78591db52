import Basics
import Shell
import TestSupport
import Testing

@testable import Engine

@Suite(.enabled(if: RealProcesses.arePossible, "\(RealProcesses.reason)"))
struct `The usage of containers` {
  @Test func `is what their processes use, and nothing for one that has ended`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = await lab.bundledDocker([
        "run", "-d", "--name", "busy", "busybox", "sh", "-c", "while :; do :; done",
      ])
      _ = await lab.bundledDocker(["run", "--name", "done", "busybox", "true"])
      let busy = try await lab.host.usage(of: "busy", since: nil)
      #expect(busy.json["memory_stats"]?["limit"]?.int == Computer.memory)
      #expect(busy.json["pids_stats"]?["current"]?.int ?? 0 >= 1)
      #expect(busy.json["memory_stats"]?["usage"]?.int ?? 0 > 0)
      #expect(busy.json["networks"]?["eth0"]?["rx_bytes"]?.int != nil)
      let former = try #require(busy.usage)
      #expect(
        try await lab.wait {
          let later = try await lab.host.usage(of: "busy", since: former)
          return (later.usage?.userTime ?? 0) > former.userTime && later.usage?.computerTime ?? 0 > 0
        })
      let table = await lab.bundledDocker(["stats", "--no-stream", "--format", "{{.Name}} {{.PIDs}}", "busy"])
      #expect(table.output == "busy 1\n", "\(table)")
      let over = await lab.bundledDocker(["stats", "--no-stream", "done"])
      #expect(over.output.contains("done      0.00%     0B / 0B             0.00%"), "\(over)")
      let none = await lab.bundledDocker(["stats", "--no-stream", "nosuch"])
      #expect(none.errors == "Error response from daemon: No such container: nosuch\n")
      #expect(none.exit == 1)
    }
  }

  @Test func `counts the bytes they have written, beside those of their image`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = await lab.bundledDocker([
        "run", "--name", "box", "busybox", "sh", "-c",
        "head -c 3000 /dev/zero >/big; rm /big; printf 12345 >/five",
      ])
      let sizes = await lab.bundledDocker([
        "inspect", "--size", "--format", "{{.SizeRw}} {{.SizeRootFs}}", "box",
      ])
      let image = await lab.bundledDocker(["image", "inspect", "--format", "{{.Size}}", "busybox"])
      let whole = try #require(Int(image.output.dropLast())) + 5
      #expect(sizes.output == "5 \(whole)\n", "\(sizes)")
      let row = await lab.bundledDocker(["ps", "-as", "--format", "{{.Size}}"])
      #expect(row.output.hasPrefix("5B (virtual "), "\(row)")
      let unasked = await lab.bundledDocker(["inspect", "box"])
      #expect(!unasked.output.contains("SizeRw"))
    }
  }

  @Test func `shows in other columns of ps, with users as the container knows them`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = await lab.bundledDocker(["run", "-d", "--name", "box", "busybox", "sleep", "600"])
      let aux = await lab.bundledDocker(["top", "box", "aux"])
      #expect(aux.output.hasPrefix("USER                PID                 %CPU"), "\(aux)")
      #expect(aux.output.contains("root  "))
      #expect(aux.output.contains("sleep 600\n"))
      let own = await lab.bundledDocker(["top", "box", "-o", "pid,args"])
      #expect(own.output.split(separator: "\n").count == 2, "\(own)")
      let wrong = await lab.bundledDocker(["top", "box", "-o", "args"])
      #expect(wrong.errors == "Error response from daemon: Couldn't find PID field in ps output\n")
      let unknown = await lab.bundledDocker(["top", "box", "--nosuch"])
      #expect(unknown.errors.contains("error: unknown gnu long option"), "\(unknown)")
    }
  }
}

@Suite struct `A table of processes` {
  @Test func `keeps lines of its processes and their threads, the command whole`() throws {
    let text = """
        PID USER     COMMAND
          1 root     init
         42 me       sleep 600
          - -        -
         43 me       sh -c  a b
      """
    let table = try ProcessTable(parsing: text, processes: [42])
    #expect(table.titles == ["PID", "USER", "COMMAND"])
    #expect(table.rows == [["42", "me", "sleep 600"], ["-", "-", "-"]])
    #expect(table.naming([42: "root"]).rows[0] == ["42", "root", "sleep 600"])
  }

  @Test(arguments: ["-o pid=PID", "-o x=PID1"])
  func `may not call anything else a process number`(options: String) async {
    await #expect(throws: EngineFault.self) { try await ProcessTable(options: options, processes: []) }
  }
}
