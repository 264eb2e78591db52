import Testing

@testable import EngineClient

@Suite struct EngineRequestTests {
  @Test(arguments: [
    (EngineRequest(.get, "/images/json"), "/v1.41/images/json"),
    (
      EngineRequest(.post, "/images/host-a:5000/a/push", query: [("tag", "v1")]),
      "/v1.41/images/host-a:5000/a/push?tag=v1"
    ),
    (
      EngineRequest(.post, "/images/create", query: [("tag", "1"), ("fromImage", "docker.io/library/a")]),
      "/v1.41/images/create?fromImage=docker.io%2Flibrary%2Fa&tag=1"
    ),
    (
      EngineRequest(.get, "/x", query: [("filters", #"{"name":{"a b":true}}"#)]),
      "/v1.41/x?filters=%7B%22name%22%3A%7B%22a+b%22%3Atrue%7D%7D"
    ),
    (EngineRequest(.delete, "/containers/a b?c"), "/v1.41/containers/a%20b%3Fc"),
    (EngineRequest(.delete, "/images/a//b/"), "/v1.41/images/a/b"),
    (EngineRequest(.get, "/images/./../http://a/json"), "/v1.41/http:/a/json"),
  ])
  func `A request names its resource as docker does`(request: EngineRequest, target: String) {
    #expect(request.target(version: "1.41") == target)
  }

  @Test(arguments: [
    ("unix:///var/run/docker.sock", EngineEndpoint.unix(path: "/var/run/docker.sock")),
    ("tcp://127.0.0.1:2375", .tcp(host: "127.0.0.1", port: 2375)),
    ("tcp://[::1]:2375/", .tcp(host: "::1", port: 2375)),
    ("tcp://:2375", .tcp(host: "127.0.0.1", port: 2375)),
  ])
  func `DOCKER_HOST says where the engine is`(text: String, endpoint: EngineEndpoint) {
    #expect(EngineEndpoint(text) == endpoint)
  }

  @Test(arguments: [
    "", "docker.sock", "tcp://host", "tcp://host:0", "tcp://host:99999", "ssh://h", "unix://",
  ])
  func `Anything else is refused`(text: String) {
    #expect(EngineEndpoint(text) == nil)
  }
}
