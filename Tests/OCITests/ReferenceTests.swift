import Testing

@testable import OCI

private let hex = String(repeating: "0123456789abcdef", count: 4)

@Suite struct `Names of images` {
  private static let names: [(String, String?, String)] = [
    ("nginx", "docker.io/library/nginx", "nginx"),
    ("nginx:1.19.2", "docker.io/library/nginx:1.19.2", "nginx:1.19.2"),
    ("index.docker.io/nginx", "docker.io/library/nginx", "nginx"),
    ("docker.io/library/nginx", "docker.io/library/nginx", "nginx"),
    ("learner/app", "docker.io/learner/app", "learner/app"),
    ("host-a/testimage", "docker.io/host-a/testimage", "host-a/testimage"),
    ("localhost/app", "localhost/app", "localhost/app"),
    ("localhost:5000/app:v1", "localhost:5000/app:v1", "localhost:5000/app:v1"),
    ("host-a:5000/a/b/c", "host-a:5000/a/b/c", "host-a:5000/a/b/c"),
    ("Host/app", "Host/app", "Host/app"),
    ("example.com/app", "example.com/app", "example.com/app"),
    ("my_registry.com/app", "my_registry.com/app", "my_registry.com/app"),
    ("[::1]:5000/app:v1", "[::1]:5000/app:v1", "[::1]:5000/app:v1"),
    (
      "127.0.0.1:5000/a_b/c__d/e.f/g---h", "127.0.0.1:5000/a_b/c__d/e.f/g---h",
      "127.0.0.1:5000/a_b/c__d/e.f/g---h"
    ),
    ("app@sha256:\(hex)", "docker.io/library/app@sha256:\(hex)", "app@sha256:\(hex)"),
    ("h:1/app:v1@sha256:\(hex)", "h:1/app:v1@sha256:\(hex)", "h:1/app:v1@sha256:\(hex)"),
    ("app:\(String(repeating: "t", count: 128))", nil, "app:\(String(repeating: "t", count: 128))"),
    ("x/\(String(repeating: "n", count: 253))", nil, "x/\(String(repeating: "n", count: 253))"),
  ]

  @Test(arguments: names)
  func `are completed as docker completes them`(text: String, full: String?, familiar: String) throws {
    let reference = try Reference(parsing: text)
    if let full { #expect(reference.description == full) }
    #expect(reference.familiar == familiar)
  }

  private static let wrongNames: [(String, String)] = [
    ("", "invalid reference format"),
    (":v1", "invalid reference format"),
    ("app:", "invalid reference format"),
    ("app:.x", "invalid reference format"),
    ("app:a:b", "invalid reference format"),
    ("app:\(String(repeating: "t", count: 129))", "invalid reference format"),
    ("-app", "invalid reference format"),
    ("app-", "invalid reference format"),
    ("a..b", "invalid reference format"),
    ("a___b", "invalid reference format"),
    ("a._b", "invalid reference format"),
    ("a//b", "invalid reference format"),
    ("/a", "invalid reference format"),
    ("../etc/passwd", "invalid reference format"),
    ("host:port/app", "invalid reference format"),
    ("-h.example/app", "invalid reference format"),
    ("app name", "invalid reference format"),
    ("http://localhost:5000/app", "invalid reference format"),
    ("Alpine", "invalid reference format: repository name (library/Alpine) must be lowercase"),
    ("localhost:5000/TestImage", "invalid reference format: repository name (TestImage) must be lowercase"),
    ("x/\(String(repeating: "n", count: 254))", "repository name must not be more than 255 characters"),
    (hex, "invalid repository name (\(hex)), cannot specify 64-byte hexadecimal strings"),
    ("app@sha256:abc", "invalid checksum digest length"),
    ("app@md5:\(hex)", "unsupported digest algorithm"),
    ("app@sha256:\(hex.uppercased())", "invalid reference format"),
  ]

  @Test(arguments: wrongNames)
  func `are refused in docker's words`(text: String, message: String) {
    let error = #expect(throws: ReferenceError.self) { try Reference(parsing: text) }
    #expect(error?.description == message)
  }

  @Test func `get the tag latest only when they have neither tag nor digest`() throws {
    #expect(try Reference(parsing: "a").withDefaultTag.familiar == "a:latest")
    #expect(try Reference(parsing: "a:v1").withDefaultTag.familiar == "a:v1")
    #expect(try Reference(parsing: "a@sha256:\(hex)").withDefaultTag.familiar == "a@sha256:\(hex)")
  }

  @Test func `sort as registry 2 lists its catalog`() throws {
    let sorted = try ["cat-b", "cat/a", "cat", "bat"].map { try Repository(parsing: $0) }.sorted()
    #expect(sorted.map(\.path) == ["bat", "cat", "cat/a", "cat-b"])
  }
}
