import Basics
import HTTPClient
import OCI
import TestSupport
import Testing

@testable import Registry

/// Keys and tokens that openssl made for these tests; the tokens belong to the second 1 795 449 867.
struct SignedTokens {
  static let path: String =
    #filePath.split(separator: "/").dropLast(4).reduce("") { "\($0)/\($1)" } + "/fixtures/tokens/signed.json"

  let json: JSONValue

  init() throws {
    json = try JSONValue(parsing: try FileBytes.read(Self.path))
  }

  subscript(name: String) -> String { json["tokens"]?[name]?.string ?? "" }

  func keys(_ name: String = "jwks") -> [UInt8] { json[name]?.utf8() ?? [] }
}

@Suite struct `Tokens` {
  static let second = 1_795_449_867
  static let rule = WebToken.Rule(issuer: "dojo-auth", service: "dojo-registry")

  @Test(arguments: ["rs256", "es256", "nokid", "lasting"])
  func `that a known key signed are believed`(name: String) throws {
    let tokens = try SignedTokens()
    let token = try WebToken(
      tokens[name], keys: KeySet(tokens.keys(), path: "jwks"), rule: Self.rule, at: Self.second)
    #expect(token.user == "alice")
    #expect(token.grants.cover([.repository("lab/app", .pull, .push)]))
    #expect(!token.grants.cover([.repository("lab/app", .delete)]))
    #expect(!token.grants.cover([.repository("lab", .pull)]))
    #expect(!token.grants.cover([.catalog]))
  }

  @Test(
    arguments: [
      ("wrongkey", .wrongSignature), ("ownkey", .wrongSignature), ("altered", .wrongSignature),
      ("otherkid", .unknownKey), ("none", .unknownAlgorithm), ("hs256", .unknownAlgorithm),
      ("crit", .malformed),
      ("issuer", .wrongIssuer), ("audience", .wrongAudience), ("expired", .expired), ("early", .notYetValid),
      ("endless", .malformed), ("badaccess", .malformed), ("", .malformed),
    ] as [(String, WebToken.Fault)])
  func `that are not what they seem are not`(name: String, fault: WebToken.Fault) throws {
    let tokens = try SignedTokens()
    let keys = try KeySet(tokens.keys(), path: "jwks")
    #expect(throws: fault) { try WebToken(tokens[name], keys: keys, rule: Self.rule, at: Self.second) }
  }

  @Test(arguments: ["a.b", "a.b.c", "....", "e30.e30.e30", "e30.e30.!", "\u{0}.\u{0}.\u{0}"])
  func `that are no tokens are none`(text: String) throws {
    let keys = try KeySet(try SignedTokens().keys(), path: "jwks")
    #expect(throws: WebToken.Fault.self) { try WebToken(text, keys: keys, rule: Self.rule, at: Self.second) }
  }

  @Test(arguments: [
    ("{", "not JSON"), ("{}", "no \"keys\" list"), (#"{"keys":[]}"#, "no key for RS256"),
    (#"{"keys":[{"kty":"oct","k":"AAAA"}]}"#, "no key for RS256"),
  ])
  func `need a key set that holds a key`(text: String, reason: String) throws {
    let error = #expect(throws: KeySetError.self) { try KeySet(Array(text.utf8), path: "jwks.json") }
    #expect(error?.summary.en.contains(reason) == true)
    let short = try SignedTokens().keys("small")
    #expect(throws: KeySetError.self) { try KeySet(short, path: "jwks.json") }
  }
}

@Suite struct `Scopes` {
  @Test(
    arguments: [
      ("repository:lab/app:pull,push", "repository:lab/app:pull,push"),
      ("repository:host:5000/app:pull", "repository:host:5000/app:pull"),
      ("repository(plugin):app:pull", "repository:app:pull"), ("registry:catalog:*", "registry:catalog:*"),
      ("repository:app:fly", "repository:app:"), ("repository:app", nil), ("", nil), ("::", nil),
    ] as [(String, String?)])
  func `are read as clients write them`(text: String, expected: String?) {
    #expect(AccessWish(scope: text)?.scope == expected)
  }
}

@Suite struct `A registry with a token server` {
  private func run(
    keys: String = "jwks", _ body: (RegistryFixture, SignedTokens, String) async throws -> Void
  ) async throws {
    let folder = try ScratchFolder()
    let tokens = try SignedTokens()
    let path = "\(folder.path)/jwks.json"
    try AtomicFile.write(tokens.keys(keys), to: path)
    let settings = TokenGate.Settings(
      realm: "https://auth.example/token", service: "dojo-registry", issuer: "dojo-auth")
    let gate = try TokenGate(
      settings, keys: path, now: { Timestamp(seconds: Tokens.second) }, complain: { _ in })
    try await RegistryFixture.run(configure: { $0.gate = gate }) { try await body($0, tokens, path) }
  }

  @Test func `says where tokens are to be had, and for what`() async throws {
    try await run { registry, _, _ in
      let base = try await registry.send("GET", "/v2/")
      #expect(
        base["Www-Authenticate"]
          == #"Bearer realm="https://auth.example/token",service="dojo-registry""#)
      for (method, path, scope) in [
        ("GET", "/v2/lab/app/manifests/1", "repository:lab/app:pull"),
        ("PUT", "/v2/lab/app/manifests/1", "repository:lab/app:pull,push"),
        ("DELETE", "/v2/lab/app/manifests/1", "repository:lab/app:delete"),
        (
          "POST", "/v2/lab/app/blobs/uploads/?mount=sha256:x&from=base",
          "repository:lab/app:pull,push repository:base:pull"
        ),
        ("DELETE", "/v2/lab/app/blobs/uploads/1", "repository:lab/app:pull,push"),
        ("GET", "/v2/lab/app/tags/list", "repository:lab/app:pull"),
        ("GET", "/v2/_catalog", "registry:catalog:*"),
      ] {
        let reply = try await registry.send(method, path)
        #expect(reply.status == 401, "\(method) \(path)")
        #expect(
          reply["Www-Authenticate"]?.hasSuffix(",scope=\"\(scope)\"") == true, "\(method) \(path)")
      }
    }
  }

  @Test func `does what a token allows, and no more`() async throws {
    try await run { registry, tokens, _ in
      let pass = ("Authorization", "Bearer \(tokens["rs256"])")
      #expect(try await registry.send("GET", "/v2/", [pass]).status == 200)
      #expect(try await registry.send("POST", "/v2/lab/app/blobs/uploads/", [pass]).status == 202)
      #expect(try await registry.send("GET", "/v2/lab/app/manifests/1", [pass]).status == 404)
      let delete = try await registry.send("DELETE", "/v2/lab/app/manifests/1", [pass])
      #expect(delete.status == 401)
      #expect(delete["Www-Authenticate"]?.hasSuffix(",error=\"insufficient_scope\"") == true)
      #expect(try await registry.send("GET", "/v2/_catalog", [pass]).status == 401)
      let catalog = ("Authorization", "Bearer \(tokens["catalog"])")
      #expect(try await registry.send("GET", "/v2/_catalog", [catalog]).status == 200)
      let wrong = try await registry.send("GET", "/v2/", [("Authorization", "Bearer \(tokens["wrongkey"])")])
      #expect(wrong.status == 401)
      #expect(wrong["Www-Authenticate"]?.hasSuffix(",error=\"invalid_token\"") == true)
    }
  }

  @Test func `follows its key set, and keeps the keys it has when that breaks`() async throws {
    try await run { registry, tokens, path in
      let pass = ("Authorization", "Bearer \(tokens["rs256"])")
      #expect(try await registry.send("GET", "/v2/", [pass]).status == 200)
      try AtomicFile.write("{".utf8, to: path)
      #expect(try await registry.send("GET", "/v2/", [pass]).status == 200)
      try AtomicFile.write(tokens.keys("other"), to: path)
      #expect(try await registry.send("GET", "/v2/", [pass]).status == 401)
    }
  }
}
