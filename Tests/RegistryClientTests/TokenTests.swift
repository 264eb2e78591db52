import Basics
import HTTPClient
import HTTPServer
import OCI
import Synchronization
import Testing

@testable import RegistryClient

@Suite struct `A client of registries with a token server` {
  private static let user = RegistryAccess.Credentials(username: "lena", password: "secret")

  /// A registry that wants the token `pull` or `push`, and the server that gives it: `push` only to lena.
  private static func answer(_ request: HTTPRequest) -> HTTPReply {
    let host = request.headers["Host"] ?? ""
    if request.path == "/token" {
      let isUser = request.headers["Authorization"] == "Basic bGVuYTpzZWNyZXQ="
      guard isUser || request.headers["Authorization"] == nil else {
        return .text(401, #"{"errors":[{"code":"UNAUTHORIZED","message":"incorrect username or password"}]}"#)
      }
      let wants = request.query.values("scope").joined(separator: " ")
      let token = wants.hasSuffix("pull,push") && isUser ? "push" : "pull"
      return .text(200, #"{"token":"\#(token)","service":"\#(request.query["service"] ?? "")"}"#)
    }
    let needed = request.method == "POST" ? "push" : "pull"
    let shown = request.headers["Authorization"]
    if shown == "Bearer push" || (shown == "Bearer pull" && needed == "pull") {
      return request.path == "/v2/"
        ? HTTPReply(200) : HTTPReply(request.method == "POST" ? 201 : 404)
    }
    let scope =
      request.path == "/v2/" ? "" : ",scope=\"repository:app:\(needed == "push" ? "pull,push" : "pull")\""
    var reply = HTTPReply.text(
      401, #"{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}"#)
    reply.headers["WWW-Authenticate"] = "Bearer realm=\"http://\(host)/token\",service=\"lab\"\(scope)"
    return reply
  }

  @Test func `gets a token for what it does, once`() async throws {
    let digest = Digest.sha256(of: [1])
    try await CannedRegistry.with(Self.answer) { registry in
      let guest = try await registry.repository("reg:5000/app")
      #expect(try await !guest.hasBlob(digest))
      await #expect(throws: RegistryClientError(.unauthorized, "unauthorized: authentication required")) {
        _ = try await guest.mount(digest, from: guest.name)
      }
      let known = try await registry.repository("reg:5000/app", as: Self.user)
      #expect(try await known.mount(digest, from: known.name))
      #expect(try await !known.hasBlob(digest))
    }
  }

  @Test func `CVE-2026-33540: tells no other place that a registry names who asks`() async throws {
    let seen = Mutex<[String?]>([])
    try await CannedRegistry.with({ request in
      seen.withLock { $0.append(request.headers["Authorization"]) }
      return .text(200, #"{"tags":["there"]}"#)
    }) { elsewhere in
      let next = "<http://127.0.0.1:\(elsewhere.port)/v2/app/tags/list?last=here>; rel=\"next\""
      try await CannedRegistry.with({ request in
        guard request.headers["Authorization"] == "Basic bGVuYTpzZWNyZXQ=" else {
          return HTTPReply(401, headers: ["WWW-Authenticate": "Basic realm=\"lab\""])
        }
        return HTTPReply(200, headers: ["Link": next], body: .bytes(Array(#"{"tags":["here"]}"#.utf8)))
      }) { registry in
        let app = try await registry.repository("reg:5000/app", as: Self.user)
        #expect(try await app.tags().map(\.name) == ["here", "there"])
        #expect(seen.withLock { $0 } == [nil])
      }
    }
  }

  @Test func `says who is not known in docker's words`() async throws {
    try await CannedRegistry.with(Self.answer) { registry in
      func access(_ password: String) -> RegistryAccess {
        RegistryAccess(
          insecureRegistries: ["reg:5000"], credentials: .init(username: "lena", password: password)
        ) { [port = registry.port] _, _ in .reachable(host: "127.0.0.1", port: port) }
      }
      try await RegistryClient().logIn(to: "reg:5000", access: access("secret"))
      await #expect(
        throws: RegistryClientError(
          .unauthorized, "Get \"http://reg:5000/v2/\": unauthorized: incorrect username or password")
      ) {
        try await RegistryClient().logIn(to: "reg:5000", access: access("wrong"))
      }
    }
  }

  @Test(
    arguments: [
      ("Basic realm=\"x\"", AuthenticationChallenge.basic), ("Negotiate", nil), ("Bearer service=\"x\"", nil),
      (
        "bearer realm=\"https://a/t?x=1\", service=lab,scope=\"repository:a:pull repository:b:pull\"",
        .bearer(.init(realm: "https://a/t?x=1", service: "lab", scope: "repository:a:pull repository:b:pull"))
      ),
      ("Bearer realm=\"a\\\"b\"", .bearer(.init(realm: "a\"b", service: nil, scope: nil))),
    ] as [(String, AuthenticationChallenge?)])
  func `reads challenges as registries write them`(field: String, challenge: AuthenticationChallenge?) {
    let reply = ClientReply(status: 401, headers: [("Www-Authenticate", field)], body: [])
    #expect(AuthenticationChallenge(reply) == challenge)
  }

  @Test func `asks for each scope by itself`() {
    let server = AuthenticationChallenge.TokenServer(
      realm: "https://a/t?x=1", service: "my lab", scope: "repository:a:pull,push repository:b:pull")
    #expect(
      server.url(account: "l&n")
        == "https://a/t?x=1&account=l%26n&service=my%20lab&scope=repository:a:pull,push&scope=repository:b:pull"
    )
  }
}
