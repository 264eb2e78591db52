import Basics
import DockerAPI
import Shell
import TestSupport
import Testing

@testable import Engine

@Suite(.enabled(if: RealProcesses.arePossible, "\(RealProcesses.reason)"))
struct `Those who look for the processes of a server in a container` {
  @Test(arguments: [
    ("nginx:1.19.2", ["nginx: master process nginx -g daemon off;", "nginx: worker process"]),
    ("httpd:2.4", Array(repeating: "httpd -DFOREGROUND", count: 4)),
    ("registry:2.7.1", ["registry serve /etc/docker/registry/config.yml"]),
  ])
  func `find those that the real one has, the first of them as number 1`(image: String, titles: [String])
    async throws
  {
    try await NeighbourhoodFixture.with { lab in
      _ = await lab.bundledDocker(["run", "-d", "--name", "box", image])
      let top = await lab.bundledDocker(["top", "box", "-e", "-o", "pid,args"])
      let rows = top.output.split(separator: "\n").dropFirst()
      let found = rows.map { $0.drop { !$0.isWhitespace }.drop(while: \.isWhitespace) }
      #expect(found.map(String.init) == titles, "\(top)")
      let usage = await lab.bundledDocker(["stats", "--no-stream", "--format", "{{.PIDs}}", "box"])
      #expect(usage.output == "\(titles.count)\n", "\(usage)")
      let read = await lab.bundledDocker(["exec", "box", "sh", "-c", "tr '\\0' ' ' </proc/1/cmdline"])
      #expect(read.output.hasPrefix("\(titles[0]) "), "\(read)")
    }
  }

  @Test(arguments: [("nginx:1.19.2", 0), ("registry:2.7.1", 2)])
  func `end the container by a signal to the first one`(image: String, code: Int) async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = await lab.bundledDocker(["run", "-d", "--name", "box", "-P", image])
      _ = await lab.bundledDocker(["exec", "box", "sh", "-c", "kill -9 1; kill -USR1 1"])
      let before = try await lab.host.inspect("box").state
      #expect(before.status == "running")
      _ = await lab.bundledDocker(["exec", "box", "sh", "-c", "kill 1"])
      #expect(try await lab.wait { try await lab.host.inspect("box").state.status == "exited" })
      let ended = try await lab.host.inspect("box").state
      #expect(ended.exitCode == code)
      let ports = await lab.host.ports.entries
      #expect(ports.isEmpty)
    }
  }

  @Test func `find what a command has left running, until the container ends`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = await lab.bundledDocker(["run", "-d", "--name", "box", "--tmpfs", "/scratch", "nginx:1.19.2"])
      _ = await lab.bundledDocker(["exec", "box", "sh", "-c", "sleep 777 & echo $! >/scratch/pid"])
      let seen = await lab.bundledDocker(["exec", "box", "sh", "-c", "cat /proc/$(cat /scratch/pid)/cmdline"])
      #expect(seen.output == "sleep\u{0}777\u{0}", "\(seen)")
      let first = try #require(await lab.host.standIns.values.first?.process)
      #expect(RoomProcess.all(inRoomOf: first).contains { $0.command == "sleep 777" })
      _ = await lab.bundledDocker(["stop", "box"])
      #expect(try await lab.wait { RoomProcess.all(inRoomOf: first).isEmpty })
    }
  }
}
