import Basics
import HTTPClient
import OCI
import TestSupport
import Testing

@testable import Registry

@Suite struct `A registry where everybody may pull` {
  private func run(_ body: (RegistryFixture) async throws -> Void) async throws {
    let folder = try ScratchFolder()
    let path = try folder.write(Lines.alice, to: "htpasswd")
    let now: @Sendable () -> Timestamp = { Timestamp(seconds: 1_795_449_867) }
    let file = try PasswordFile(path, now: now, complain: { _ in })
    try await RegistryFixture.run(
      configure: { $0.gate = OpenPullGate(passwords: file, service: "lab", now: now) }, body)
  }

  private func token(
    _ registry: RegistryFixture, _ scope: String, _ fields: [(name: String, value: String)] = []
  ) async throws -> (name: String, value: String) {
    let reply = try await registry.send("GET", "/token?service=lab&scope=\(scope)", fields)
    let json = try JSONValue(parsing: Array(reply.text.utf8))
    #expect(json["expires_in"]?.int == 300)
    #expect(json["token"] == json["access_token"])
    return ("Authorization", "Bearer \(try #require(json["token"]?.string))")
  }

  @Test func `asks clients that begin with the base for a token, and lets others pull at once`() async throws
  {
    try await run { registry in
      let base = try await registry.send("GET", "/v2/")
      #expect(base.status == 401)
      #expect(
        base["Www-Authenticate"]
          == "Bearer realm=\"http://127.0.0.1:\(registry.port)/token\",service=\"lab\"")
      #expect(try await registry.send("GET", "/v2/app/manifests/1").status == 404)
      let push = try await registry.send("POST", "/v2/app/blobs/uploads/")
      #expect(push.status == 401)
      #expect(push["Www-Authenticate"]?.hasSuffix("scope=\"repository:app:pull,push\"") == true)
      #expect(try await registry.send("DELETE", "/v2/app/manifests/1").status == 401)
      #expect(try await registry.send("GET", "/v2/_catalog").status == 401)
      #expect(try await registry.send("GET", "/v2/_catalog", [basic("alice", "wonder")]).status == 200)
      #expect(try await registry.send("GET", "/v2/app/manifests/1", [basic("alice", "x")]).status == 401)
    }
  }

  @Test func `gives those without a name tokens that only pull`() async throws {
    try await run { registry in
      let pass = try await token(registry, "repository:app:pull,push,delete")
      #expect(try await registry.send("GET", "/v2/", [pass]).status == 200)
      #expect(try await registry.send("GET", "/v2/app/manifests/1", [pass]).status == 404)
      let push = try await registry.send("POST", "/v2/app/blobs/uploads/", [pass])
      #expect(push.status == 401)
      #expect(push["Www-Authenticate"]?.hasSuffix("error=\"insufficient_scope\"") == true)
      #expect(try await registry.send("GET", "/v2/other/manifests/1", [pass]).status == 401)
      let forged = ("Authorization", pass.value.dropLast(2) + "AA")
      #expect(try await registry.send("GET", "/v2/", [(forged.0, String(forged.1))]).status == 401)
    }
  }

  @Test func `gives users tokens for what they ask, and a wrong password none`() async throws {
    try await run { registry in
      let pass = try await token(registry, "repository:app:pull,push", [basic("alice", "wonder")])
      #expect(try await registry.send("POST", "/v2/app/blobs/uploads/", [pass]).status == 202)
      #expect(try await registry.send("DELETE", "/v2/app/manifests/1", [pass]).status == 401)
      let wrong = try await registry.send("GET", "/token?account=alice", [basic("alice", "x")])
      #expect(wrong.status == 401)
      #expect(wrong.text.contains("incorrect username or password"))
    }
  }

  @Test func `takes the form of OAuth 2 too`() async throws {
    try await run { registry in
      let form =
        "grant_type=password&service=lab&client_id=x&scope=repository%3Aapp%3Apull%2Cpush&username=alice"
      let type = ("Content-Type", "application/x-www-form-urlencoded")
      let right = try await registry.send(
        "POST", "/token", [type], body: .bytes(Array("\(form)&password=wonder".utf8)))
      #expect(right.status == 200)
      let wrong = try await registry.send(
        "POST", "/token", [type], body: .bytes(Array("\(form)&password=x".utf8)))
      #expect(wrong.status == 401)
      let other = try await registry.send(
        "POST", "/token", [type], body: .bytes(Array("grant_type=refresh_token".utf8)))
      #expect(other.status == 400)
      #expect(other.text.contains("unsupported_grant_type"))
    }
  }

  @Test(
    arguments: [
      ("localhost:5000", nil, "http://localhost:5000/token"),
      ("reg.example", "https", "https://reg.example/token"),
      ("[::1]:5000", nil, "http://[::1]:5000/token"),
    ] as [(String, String?, String)])
  func `names itself as the client named it`(host: String, proto: String?, realm: String) async throws {
    try await run { registry in
      let fields = [("Host", host)] + (proto.map { [("X-Forwarded-Proto", $0)] } ?? [])
      let reply = try await registry.send("GET", "/v2/", fields)
      #expect(reply["Www-Authenticate"]?.contains("realm=\"\(realm)\"") == true)
    }
  }
}
