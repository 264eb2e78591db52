import Basics
import DockerAPI
import HTTPClient
import Shell
import TestSupport
import Testing

@testable import Engine

@Suite(.enabled(if: RealProcesses.arePossible, "\(RealProcesses.reason)"))
struct `A published port of a process in a container` {
  /// Starts a container of busybox that publishes its port 80.
  private func start(_ script: String, in lab: NeighbourhoodFixture) async throws -> (
    id: String, port: UInt16
  ) {
    let ran = await lab.bundledDocker(["run", "-d", "-p", "80", "busybox", "sh", "-c", script])
    #expect(ran.exit == 0, "\(ran)")
    let id = ran.output.split(separator: "\n").joined()
    let entry = try #require(await lab.host.ports.entries[id]?.first)
    return (id, entry.realPort)
  }

  /// What a port of this computer answers, asked until it does: a container says nothing of when it listens.
  private func ask(_ port: UInt16, _ path: String) async throws -> ClientReply {
    let deadline = ContinuousClock.now + .seconds(60)
    while true {
      do {
        return try await HTTPClient().send(ClientRequest("GET", "http://127.0.0.1:\(port)\(path)"))
      } catch {
        guard ContinuousClock.now < deadline else { throw error }
        try await Task.sleep(for: .milliseconds(5))
      }
    }
  }

  @Test func `answers many at once, whole files, and nobody once the container has ended`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let (id, port) = try await start(
        "mkdir /w; head -c 3000000 /dev/zero >/w/big; echo hello >/w/a; exec httpd -f -p 80 -h /w", in: lab)
      #expect(try await ask(port, "/a").body == Array("hello\n".utf8))
      let sizes = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<6 { group.addTask { try await ask(port, "/big").body.count } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(sizes == Array(repeating: 3_000_000, count: 6))
      let inside = await lab.bundledDocker(["exec", id, "hostname", "-i"])
      #expect(inside.output == "172.17.0.2\n", "\(inside)")
      _ = await lab.bundledDocker(["rm", "-f", id])
      await #expect(throws: HTTPClientError.self) {
        try await HTTPClient().send(ClientRequest("GET", "http://127.0.0.1:\(port)/a"))
      }
    }
  }

  @Test func `answers nothing for what listens on the container's loopback only, as in Docker`() async throws
  {
    try await NeighbourhoodFixture.with { lab in
      let (id, port) = try await start("echo x >/x; exec httpd -f -p 127.0.0.1:80 -h /", in: lab)
      #expect(
        try await lab.wait { await lab.bundledDocker(["exec", id, "wget", "-qO-", "127.0.0.1/x"]).exit == 0 })
      await #expect(throws: HTTPClientError.self) {
        try await HTTPClient().send(ClientRequest("GET", "http://127.0.0.1:\(port)/x"))
      }
    }
  }

  /// What comes back for a line that is sent without any protocol, asked until something does.
  private func shout(_ port: UInt16) async throws -> String {
    let line = ChildCommand(
      "bash", ["-c", "exec 3<>/dev/tcp/127.0.0.1/\(port); echo hello >&3; read -r a <&3; echo \"$a\""],
      environment: ["PATH": "/usr/bin:/bin"])
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
      let said = try await line.capture()
      if said.stdout.count > 1 { return said.stdout }
    }
    return ""
  }

  @Test func `takes connections that are no HTTP, in both directions`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let (_, port) = try await start("exec nc -ll -p 80 -e sh -c 'read a; echo got $a'", in: lab)
      let said = try await shout(port)
      #expect(said == "got hello\n")
    }
  }
}
