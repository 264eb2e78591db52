import HTTPServer
import Shell
import TestSupport
import Testing

@testable import Engine

/// The image-registry lesson on two machines, typed into the docker CLI that Docker ships.
@Suite(.enabled(if: RealDocker.isInstalled, "the real docker CLI is not installed"))
struct `The image registry lesson` {
  private static let image = "host-a:5000/testimage"

  /// What a browser or curl on a machine gets.
  private static func get(_ path: String, port: UInt16, on machine: Machine) async throws -> String {
    let real = try #require(await machine.ports.realPort(of: port, on: "127.0.0.1"))
    let curl = ChildCommand(
      "curl", ["-sS", "http://localhost:\(real)\(path)"], environment: ["PATH": "/usr/bin:/bin"])
    return try await curl.capture().stdout
  }

  @Test func `can be done from the first step to the last`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let run = try await lab.docker("run", "-d", "-p", "5000:5000", "registry:2.7.1")
      #expect(run.status == 0, "\(run)")
      #expect(try await Self.get("/v2/_catalog", port: 5_000, on: lab.host) == "{\"repositories\":[]}\n")
      let images = try await lab.docker("images", "--format", "{{.Repository}}:{{.Tag}}")
      #expect(images.stdout.contains("registry:2.7.1\n"))
      #expect(try await lab.docker("tag", "nginx:1.19.2", "\(Self.image):v1").status == 0)
      #expect(try await lab.docker("images", Self.image).stdout.contains("v1"))
      let push = try await lab.docker("push", "\(Self.image):v1")
      #expect(push.status == 0, "\(push)")
      #expect(push.stdout.hasPrefix("The push refers to repository [\(Self.image)]\n"))
      #expect(push.stdout.contains("v1: digest: sha256:"))
      #expect(
        try await Self.get("/v2/_catalog", port: 5_000, on: lab.host)
          == "{\"repositories\":[\"testimage\"]}\n")
      let pull = try await lab.docker("pull", "\(Self.image):v1", on: lab.other)
      #expect(pull.status == 0, "\(pull)")
      #expect(pull.stdout.contains("Status: Downloaded newer image for \(Self.image):v1\n"))
      let ids = try await [lab.host, lab.other].asyncMap { machine in
        try await lab.docker("images", "-q", "--no-trunc", Self.image, on: machine).stdout
      }
      #expect(ids[0] == ids[1] && !ids[0].isEmpty)
      let all = try await lab.docker("ps", "-aq").stdout.split(separator: "\n").map(String.init)
      #expect(try await lab.docker(["rm", "-f"] + all).status == 0)
      #expect(try await lab.docker("ps", "-aq").stdout.isEmpty)
      #expect(try await lab.docker("volume", "ls", "-q").stdout.utf8.count == 65)
      let gone = try await lab.docker("pull", "\(Self.image):v1", on: lab.other)
      #expect(gone.stderr.contains("dial tcp 192.0.2.1:5000: connect: connection refused"), "\(gone)")
    }
  }

  @Test func `keeps what was pushed in a volume, also over a stop of dojo`() async throws {
    let scratch = try ScratchFolder()
    try await NeighbourhoodFixture.with(in: scratch) { lab in
      _ = try await lab.docker(
        "run", "-d", "-p", "5000:5000", "-v", "data:/var/lib/registry", "registry:2.7.1")
      _ = try await lab.docker("tag", "alpine", "localhost:5000/keep:1")
      #expect(try await lab.docker("push", "-q", "localhost:5000/keep:1").stdout == "localhost:5000/keep:1\n")
    }
    try await NeighbourhoodFixture.with(in: scratch) { lab in
      let running = try await lab.docker("ps", "-q").stdout.split(separator: "\n").map(String.init)
      #expect(running.count == 1)
      #expect(
        try await Self.get("/v2/keep/tags/list", port: 5_000, on: lab.host)
          == "{\"name\":\"keep\",\"tags\":[\"1\"]}\n")
      _ = try await lab.docker(["rm", "-f"] + running)
      _ = try await lab.docker(
        "run", "-d", "-p", "5001:5000", "-v", "data:/var/lib/registry", "registry:2.7.1")
      #expect(
        try await Self.get("/v2/_catalog", port: 5_001, on: lab.host) == "{\"repositories\":[\"keep\"]}\n")
    }
  }

  @Test func `shows in the registry's log who asked for what`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = try await lab.docker("run", "-d", "--name", "registry", "-p", "5000:5000", "registry:2.7.1")
      _ = try await Self.get("/v2/_catalog", port: 5_000, on: lab.host)
      #expect(
        try await lab.wait {
          let log = try await lab.docker("logs", "registry")
          return log.stderr.contains("msg=\"listening on [::]:5000\"")
            && log.stdout.contains("172.17.0.1 - - [")
            && log.stdout.contains("\"GET /v2/_catalog HTTP/1.1\" 200 20 \"\" \"curl/")
        })
    }
  }

  @Test func `a port that leads to the wrong container port gives no reply`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = try await lab.docker("run", "-d", "-p", "5000:80", "registry:2.7.1")
      #expect(try await Self.get("/v2/", port: 5_000, on: lab.host).isEmpty)
    }
  }

  @Test func `a web server shows its page`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = try await lab.docker("run", "-d", "--name", "web", "-p", "8080:80", "nginx:1.19.2")
      #expect(try await Self.get("/", port: 8_080, on: lab.host).contains("<html"))
      #expect(try await Self.get("/nosuch", port: 8_080, on: lab.host).contains("404 Not Found"))
      try lab.scratch.write("hello\n", to: "index.html")
      _ = try await lab.docker(
        "run", "-d", "-p", "8081:80", "-v", "\(lab.scratch.path):/usr/share/nginx/html:ro", "nginx:1.19.2")
      #expect(try await Self.get("/", port: 8_081, on: lab.host) == "hello\n")
      #expect(
        try await lab.wait {
          try await lab.docker("logs", "web").stdout.contains("\"GET / HTTP/1.1\" 200 ")
        })
    }
  }
}
