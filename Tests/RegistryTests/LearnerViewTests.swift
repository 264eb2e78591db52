import Basics
import HTTPClient
import Testing

@testable import Registry

@Suite struct `A learner who asks the registry` {
  @Test func `gets the catalog as registry 2.7.1 prints it`() async throws {
    try await RegistryFixture.run { registry in
      let empty = try await registry.send("GET", "/v2/_catalog")
      #expect(empty.text == "{\"repositories\":[]}\n")
      for name in ["cat-b", "cat/a", "cat"] { _ = try await registry.pushImage(name, tag: "v1") }
      let full = try await registry.send("GET", "/v2/_catalog")
      #expect(full.text == "{\"repositories\":[\"cat\",\"cat/a\",\"cat-b\"]}\n")
      #expect(full["Content-Type"] == "application/json; charset=utf-8")
      #expect(full["Docker-Distribution-Api-Version"] == "registry/2.0")
      #expect(full["X-Content-Type-Options"] == "nosniff")
    }
  }

  @Test func `gets the catalog page by page`() async throws {
    try await RegistryFixture.run { registry in
      for name in ["a", "b/c", "d"] { _ = try await registry.pushImage(name, tag: "v1") }
      let first = try await registry.send("GET", "/v2/_catalog?n=2")
      #expect(first.text == "{\"repositories\":[\"a\",\"b/c\"]}\n")
      #expect(first["Link"] == "</v2/_catalog?last=b%2Fc&n=2>; rel=\"next\"")
      let second = try await registry.send("GET", "/v2/_catalog?last=b%2Fc&n=2")
      #expect(second.text == "{\"repositories\":[\"d\"]}\n")
      #expect(second["Link"] == nil)
      #expect(try await registry.send("GET", "/v2/_catalog?n=0").text == "{\"repositories\":[]}\n")
      #expect(try await registry.send("GET", "/v2/_catalog?n=99999999999999999999").status == 200)
    }
  }

  @Test func `gets the tags of a repository, sorted`() async throws {
    try await RegistryFixture.run { registry in
      for tag in ["v2", "v10", "V1"] { _ = try await registry.pushImage("app", tag: tag) }
      let all = try await registry.send("GET", "/v2/app/tags/list")
      #expect(all.text == "{\"name\":\"app\",\"tags\":[\"V1\",\"v10\",\"v2\"]}\n")
      let page = try await registry.send("GET", "/v2/app/tags/list?n=1&last=V1")
      #expect(page.text == "{\"name\":\"app\",\"tags\":[\"v10\"]}\n")
      #expect(page["Link"] == "</v2/app/tags/list?last=v10&n=1>; rel=\"next\"")
    }
  }

  private static let answers: [(String, String, Int, String)] = [
    ("GET", "/v2/", 200, "{}"),
    ("GET", "/v2", 301, ""),
    ("GET", "/", 200, ""),
    ("GET", "/nonsense", 404, "404 page not found\n"),
    (
      "GET", "/v2/nope/tags/list", 404,
      #"{"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry","#
        + #""detail":{"name":"nope"}}]}"# + "\n"
    ),
    (
      "GET", "/v2/nope/manifests/v1", 404,
      #"{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown","detail":{"Tag":"v1"}}]}"# + "\n"
    ),
    ("GET", "/v2/_catalog?n=x", 400, "PAGINATION_NUMBER_INVALID"),
    ("GET", "/v2/_catalog?n=-1", 400, "PAGINATION_NUMBER_INVALID"),
    ("GET", "/v2/Upper/tags/list", 400, "NAME_INVALID"),
    ("GET", "/v2/../../etc/passwd/tags/list", 400, "NAME_INVALID"),
    ("GET", "/v2/a/%2e%2e/b/tags/list", 400, "NAME_INVALID"),
    ("GET", "/v2/a//b/tags/list", 400, "NAME_INVALID"),
    ("GET", "/v2/a%00b/tags/list", 400, "NAME_INVALID"),
    ("GET", "/v2/\(String(repeating: "n", count: 300))/tags/list", 400, "NAME_INVALID"),
    ("GET", "/v2/a/manifests/.x", 400, "TAG_INVALID"),
    ("GET", "/v2/a/manifests/\(String(repeating: "t", count: 129))", 400, "TAG_INVALID"),
    ("GET", "/v2/a/manifests/a:b", 400, "DIGEST_INVALID"),
    ("GET", "/v2/a/blobs/sha256:abc", 400, "DIGEST_INVALID"),
    ("GET", "/v2/a/blobs/uploads/../../x", 404, ""),
    ("PATCH", "/v2/a/blobs/uploads/not-an-id", 404, "BLOB_UPLOAD_UNKNOWN"),
    ("PATCH", "/v2/a/blobs/uploads/00000000-0000-4000-8000-000000000000", 404, "BLOB_UPLOAD_UNKNOWN"),
    ("POST", "/v2/_catalog", 405, "UNSUPPORTED"),
    ("PATCH", "/v2/a/manifests/v1", 405, "UNSUPPORTED"),
  ]

  @Test func `gets a clear answer to every question, right or wrong`() async throws {
    try await RegistryFixture.run { registry in
      for (method, path, status, text) in Self.answers {
        let result = await Command.shell(
          "curl -sS --path-as-is -X \(method) -w '\\n%{http_code}' 'http://127.0.0.1:\(registry.port)\(path)'",
          in: registry.folder)
        #expect(result.output.hasSuffix("\n\(status)"), "\(method) \(path): \(result.output)")
        #expect(result.output.contains(text), "\(method) \(path): \(result.output)")
      }
    }
  }
}
