import Basics
import DockerAPI
import EngineClient
import HTTPServer
import OCI
import Shell
import Testing

@testable import Engine

@Suite("The image part of the Engine API")
struct ImageRoutesTests {
  @Test(
    arguments: ["nginx:1.19.2", "docker.io/library/nginx:1.19.2", "host-a:5000/team/web:v1"])
  func `Names may hold slashes and colons`(name: String) async throws {
    try await ImageServer.with(["nginx:1.19.2"]) { server in
      try await server.fixture.store.tag("nginx:1.19.2", as: Reference(parsing: "host-a:5000/team/web:v1"))
      let document = try await server.client.document(EngineRequest(.get, "/images/\(name)/json"))
      #expect(document["RepoTags"] == ["nginx:1.19.2", "host-a:5000/team/web:v1"])
      let history = try await server.client.document(EngineRequest(.get, "/images/\(name)/history"))
      #expect(history.array?.count == 12)
    }
  }

  @Test func `A pull streams one message a line and ends each with CR LF`() async throws {
    try await ImageServer.with { server in
      let reply = try await server.client.send(
        EngineRequest(.post, "/images/create", query: [("fromImage", "hello-world"), ("tag", "latest")]))
      let text = String(decoding: reply.body, as: UTF8.self)
      #expect(reply.head.status == 200)
      #expect(reply.head.contentType == "application/json")
      #expect(text.hasPrefix("{\"status\":\"Pulling from library/hello-world\",\"id\":\"latest\"}\r\n"))
      #expect(text.hasSuffix("{\"status\":\"Status: Downloaded newer image for hello-world:latest\"}\r\n"))
      #expect(text.contains("{\"status\":\"Pull complete\",\"progressDetail\":{},\"id\":\""))
    }
  }

  @Test func `A push answers 200 and tells its error in the stream`() async throws {
    try await ImageServer.with { server in
      let reply = try await server.client.send(
        EngineRequest(.post, "/images/host-a:5000/testimage/push", query: [("tag", "v1")]))
      let message = "An image does not exist locally with the tag: host-a:5000/testimage"
      #expect(
        String(decoding: reply.body, as: UTF8.self)
          == "{\"status\":\"The push refers to repository [host-a:5000/testimage]\"}\r\n"
          + "{\"errorDetail\":{\"message\":\"\(message)\"},\"error\":\"\(message)\"}\r\n")
    }
  }

  @Test(
    arguments: [
      (.get, "/images/nosuch/json", [:], 404, "no such image: nosuch: No such image: nosuch:latest"),
      (.get, "/images/nosuch/history", [:], 404, "No such image: nosuch:latest"),
      (.delete, "/images/nosuch", [:], 404, "No such image: nosuch:latest"),
      (.get, "/images/json", ["filters": "{\"foo\":{\"bar\":true}}"], 400, "Invalid filter 'foo'"),
      (
        .post, "/images/host-a:5000/testimage:v1/tag", ["repo": "x", "tag": "1"], 404,
        "No such image: host-a:5000/testimage:v1"
      ),
      (.post, "/images/alpine/tag", ["repo": "{name}/x"], 500, "invalid reference format"),
      (
        .post, "/images/create", ["fromImage": "localhost:5000/x", "tag": "v2"], 404,
        "manifest for localhost:5000/x:v2 not found: manifest unknown: manifest unknown"
      ),
    ] as [(EngineRequest.Method, String, [String: String], Int, String)])
  func `Errors have Docker's status and words`(
    method: EngineRequest.Method, path: String, query: [String: String], status: Int, message: String
  ) async throws {
    try await ImageServer.with(["alpine"]) { server in
      let request = EngineRequest(method, path, query: query.map { ($0.key, $0.value) })
      let (found, body) = try await server.client.withReply(to: request) { reply in
        (reply.head.status, try await reply.document())
      }
      #expect(found == status)
      #expect(body == ["message": .string(message)])
    }
  }

  @Test func `Credentials come from X-Registry-Auth, in either form of base64`() {
    #expect(RegistryCredentials(["X-Registry-Auth": "e30="]) == nil)
    #expect(
      RegistryCredentials(["X-Registry-Auth": "eyJ1c2VybmFtZSI6InUiLCJwYXNzd29yZCI6Ij8_Pz4-In0"])
        == RegistryCredentials(username: "u", password: "???>>"))
  }

  @Test(
    .enabled(if: ImageServer.dockerPath != nil, "no docker CLI is installed"))
  func `The real docker CLI pulls, tags, pushes, lists and removes`() async throws {
    try await ImageServer.with { server in
      #expect(
        try await server.docker("pull", "-q", "nginx:1.19.2").stdout == "docker.io/library/nginx:1.19.2\n")
      let tagged = try await server.docker("tag", "nginx:1.19.2", "host-a:5000/testimage:v1")
      #expect(tagged == ChildOutcome(termination: .exited(0), stdout: "", stderr: ""))
      let pushed = try await server.docker("push", "host-a:5000/testimage:v1")
      #expect(pushed.status == 0)
      #expect(pushed.stdout.contains(": Pushed\n") && pushed.stdout.contains("\nv1: digest: sha256:"))
      let listed = try await server.docker("images", "--format", "{{.Repository}}:{{.Tag}} {{.Size}}")
      #expect(listed.stdout.contains("host-a:5000/testimage:v1 ") && listed.stdout.contains("kB"))
      #expect(try await server.docker("history", "-q", "nginx:1.19.2").stdout.contains("<missing>"))
      let inspected = try await server.docker(
        "image", "inspect", "-f", "{{.Config.StopSignal}}", "nginx:1.19.2")
      #expect(inspected.stdout == "SIGTERM\n")
      #expect(try await server.docker("rmi", "host-a:5000/testimage:v1").stdout.hasPrefix("Untagged: "))
      let missing = try await server.docker("pull", "fedora:40")
      #expect(missing.status == 1)
      #expect(
        missing.stderr.contains("pull access denied for fedora") && missing.stderr.contains("--docker system")
      )
    }
  }
}
