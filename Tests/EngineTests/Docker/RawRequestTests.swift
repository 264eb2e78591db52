import Basics
import DockerAPI
import EngineClient
import HTTPServer
import TestSupport
import Testing

@testable import Engine

@Suite("A program that speaks to the engine itself")
struct RawRequestTests {
  private static func send(
    _ method: EngineRequest.Method, _ target: String, _ body: String = "", to lab: NeighbourhoodFixture
  ) async throws -> (status: Int, text: String) {
    let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
    let query = (parts.count > 1 ? parts[1] : "").split(separator: "&").map { pair in
      let words = pair.split(separator: "=", maxSplits: 1).map(String.init)
      return (name: words[0], value: words.count > 1 ? words[1] : "")
    }
    let document = body.isEmpty ? nil : try JSONValue(parsing: body)
    let client = EngineClient(endpoint: .unix(path: lab.socket(of: lab.host)))
    return try await client.withReply(to: EngineRequest(method, parts[0], query: query, body: document)) {
      reply in
      (reply.head.status, String(decoding: try await reply.allBytes(), as: UTF8.self))
    }
  }

  private static func inspected(_ name: String, in lab: NeighbourhoodFixture) async throws -> JSONValue {
    try JSONValue(parsing: try await send(.get, "/containers/\(name)/json", to: lab).text)
  }

  @Test(arguments: [
    (#"{"Image":1}"#, "number into Go struct field ContainerConfigWrapper.Image of type string"),
    (
      #"{"Image":"alpine","Cmd":[1]}"#, "array into Go struct field ContainerConfigWrapper.Cmd of type string"
    ),
    (
      #"{"Image":"alpine","Env":"A=1"}"#,
      "string into Go struct field ContainerConfigWrapper.Env of type []string"
    ),
    (
      #"{"Image":"alpine","Labels":["a"]}"#,
      "array into Go struct field ContainerConfigWrapper.Labels of type map[string]string"
    ),
    (
      #"{"Image":"alpine","ExposedPorts":["80"]}"#,
      "array into Go struct field ContainerConfigWrapper.ExposedPorts of type nat.PortSet"
    ),
    (
      #"{"Image":"alpine","HostConfig":[]}"#,
      "array into Go struct field ContainerConfigWrapper.HostConfig of type container.HostConfig"
    ),
    (
      #"{"Image":"alpine","HostConfig":{"Memory":1.5}}"#,
      "number 1.5 into Go struct field HostConfig.HostConfig.Memory of type int64"
    ),
    (
      #"{"Image":"alpine","HostConfig":{"PortBindings":{"80/tcp":[{"HostPort":8080}]}}}"#,
      "number into Go struct field PortBinding.HostConfig.PortBindings.HostPort of type string"
    ),
    ("[1]", "array into Go value of type runconfig.ContainerConfigWrapper"),
  ])
  func `is told by its Go type what does not fit`(body: String, problem: String) async throws {
    try await NeighbourhoodFixture.with { lab in
      let reply = try await Self.send(.post, "/containers/create", body, to: lab)
      #expect(reply.status == 500)
      #expect(reply.text == #"{"message":"json: cannot unmarshal \#(problem)"}"# + "\n")
    }
  }

  @Test(arguments: [
    ("/containers/create", "{}", 400, "Config cannot be empty in order to create a container"),
    ("/containers/create", #"{"Image":""}"#, 400, "No command specified"),
    ("/containers/create", #"{"Image":"alpine","Env":["=1"]}"#, 400, "invalid environment variable: =1"),
    (
      "/containers/create", #"{"Image":"alpine","HostConfig":{"Binds":["x"]}}"#, 500,
      "invalid volume specification: 'x': invalid mount config for type \"volume\": invalid mount path: 'x' mount path must be absolute"
    ),
    ("/networks/create", #"{"Name":""}"#, 500, "invalid name: "),
    ("/networks/create", #"{"Name":"","CheckDuplicate":true}"#, 409, "network with name  already exists"),
    (
      "/containers/create", #"{"Image":"nosuch","WorkingDir":"rel"}"#, 400,
      "the working directory 'rel' is invalid, it needs to be an absolute path"
    ),
    (
      "/networks/create", #"{"Name":1}"#, 400,
      "json: cannot unmarshal number into Go struct field NetworkCreateRequest.Name of type string"
    ),
    (
      "/networks/create", #"{"Name":"x","IPAM":{"Config":[{}]}}"#, 500,
      "Invalid subnet  : invalid CIDR address: "
    ),
    ("/networks/bridge/connect", "{}", 400, "invalid name or ID supplied: \"\""),
    ("/images/alpine/tag?repo=x&tag=!", "", 500, "invalid tag format"),
    ("/containers/nosuch/rename", "", 400, "Neither old nor new names may be empty"),
    (
      "/containers/prune?filters=[]", "", 500,
      "json: cannot unmarshal array into Go value of type map[string]map[string]bool"
    ),
  ])
  func `is refused as by Docker`(target: String, body: String, status: Int, message: String) async throws {
    try await NeighbourhoodFixture.with { lab in
      let reply = try await Self.send(.post, target, body, to: lab)
      #expect(reply.status == status)
      #expect(try JSONValue(parsing: reply.text)["message"]?.string == message)
    }
  }

  @Test func `finds of its container what it said, and nothing where it said nothing`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let made = #"{"image":"alpine","Cmd":"true","hostconfig":{"memory":67108864}}"#
      #expect(try await Self.send(.post, "/containers/create?name=some", made, to: lab).status == 201)
      let some = try await Self.inspected("some", in: lab)
      #expect(some["Config"]?["Cmd"] == ["true"])
      #expect(some["HostConfig"]?["Memory"] == 67_108_864)
      #expect(some["HostConfig"]?["Runtime"] == "runc")
      #expect(
        try await Self.send(.post, "/containers/create?name=none", #"{"Image":"alpine"}"#, to: lab).status
          == 201)
      let host = try await Self.inspected("none", in: lab)["HostConfig"]
      for name in [
        "Dns", "DnsOptions", "DnsSearch", "PortBindings", "Devices", "Ulimits", "BlkioWeightDevice",
      ] {
        #expect(host?[name] == .null, "\(name)")
      }
      #expect(host?["RestartPolicy"]?["Name"] == "")
      #expect(host?["ConsoleSize"] == [0, 0])
      #expect(host?["Runtime"] == nil)
      #expect(try await Self.send(.post, "/containers/none/start", to: lab).status == 204)
      #expect(try await Self.inspected("none", in: lab)["HostConfig"]?["Runtime"] == "runc")
    }
  }

  @Test func `is on the network that it asks for a place on, and on no other`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let made = #"{"Image":"alpine","NetworkingConfig":{"EndpointsConfig":{"mine":{"Aliases":["x"]}}}}"#
      #expect(try await Self.send(.post, "/containers/create?name=box", made, to: lab).status == 201)
      #expect(
        try await Self.inspected("box", in: lab)["NetworkSettings"]?["Networks"]?.object?.keys == ["mine"])
      let rows = try JSONValue(parsing: try await Self.send(.get, "/containers/json?all=1", to: lab).text)
      #expect(rows.array?.first?["NetworkSettings"]?["Networks"]?["mine"]?["Aliases"] == .null)
    }
  }

  @Test func `may make two networks of one name, which then means neither`() async throws {
    try await NeighbourhoodFixture.with { lab in
      #expect(try await Self.send(.post, "/networks/create", #"{"Name":"twin"}"#, to: lab).status == 201)
      let second = try await Self.send(.post, "/networks/create", #"{"Name":"twin"}"#, to: lab)
      #expect(second.status == 201)
      #expect(
        try JSONValue(parsing: second.text)["Warning"]?.string?.hasPrefix("Network with name twin (id : ")
          == true)
      let third = try await Self.send(
        .post, "/networks/create", #"{"Name":"twin","CheckDuplicate":true}"#, to: lab)
      #expect(third.status == 409)
      let seen = await lab.bundledDocker(["network", "inspect", "twin"])
      #expect(
        seen.errors
          == "Error response from daemon: 2 matches found based on name: network twin is ambiguous\n")
    }
  }

  @Test func `sees of an image what its container was made of, and of its ancestors their names`()
    async throws
  {
    try await NeighbourhoodFixture.with { lab in
      #expect(await lab.bundledDocker(["create", "--name", "box", "alpine", "true"]).exit == 0)
      #expect(await lab.bundledDocker(["commit", "-c", "CMD x", "box", "made"]).exit == 0)
      let image = try JSONValue(parsing: try await Self.send(.get, "/images/made/json", to: lab).text)
      #expect(image["Container"] == (try await Self.inspected("box", in: lab))["Id"])
      #expect(image["ContainerConfig"]?["Cmd"] == ["true"])
      let rows = try JSONValue(parsing: try await Self.send(.get, "/images/made/history", to: lab).text)
      #expect(rows.array?.prefix(2).map { $0["Tags"] } == [["made:latest"], ["alpine:latest"]])
    }
  }

  @Test func `meets paths, methods and versions as Docker has them`() async throws {
    let router = EngineRouter([
      Route("GET", "containers/json") { _ in .json(200, document: []) },
      Route("GET", "broken") { _ in throw EngineFault(status: 404, message: "gone") },
    ])
    func reply(_ method: String, _ path: String) async throws -> [String?] {
      let request = HTTPRequest(
        method: method, target: try #require(RequestTarget(path)), headers: [:],
        connection: ConnectionAddresses(remote: nil, local: nil), body: .empty)
      let reply = await router.respond(to: request)
      return ["\(reply.status)", reply.headers["Content-Type"], reply.headers["Api-Version"]]
    }
    #expect(try await reply("GET", "/v1.41/containers/json") == ["200", "application/json", "1.41"])
    #expect(try await reply("GET", "/v1.41/containers/json/") == ["404", "application/json", nil])
    #expect(try await reply("HEAD", "/v1.41/containers/json") == ["404", "application/json", nil])
    #expect(try await reply("GET", "/v1.41//containers/./json") == ["301", nil, nil])
    #expect(try await reply("POST", "//containers/json") == ["301", nil, nil])
    #expect(try await reply("OPTIONS", "/v1.41/containers/json") == ["200", nil, "1.41"])
    #expect(try await reply("GET", "/v2/containers/json") == ["400", "application/json", "1.41"])
    #expect(try await reply("GET", "/v2/nosuch") == ["404", "application/json", nil])
    #expect(try await reply("GET", "/v1.11/containers/json") == ["400", "text/plain; charset=utf-8", "1.41"])
    #expect(try await reply("GET", "/v1.23/broken") == ["404", "text/plain; charset=utf-8", "1.41"])
  }
}
