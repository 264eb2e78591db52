import DockerCLI
import Testing

@Suite struct ReaderTests {
  @Test func `A row of docker ps says what is published, also as a range and on IPv6`() throws {
    let row = #"""
      {"Command":"\"/entrypoint.sh /etc…\"","CreatedAt":"2026-11-23 16:03:42 +0000 UTC","ID":"43fed1aa4694","Image":"registry:2.7.1","Labels":"app=demo,tier=web","Names":"reg","Ports":"0.0.0.0:5000->5000/tcp, [::]:5000->5000/tcp, 0.0.0.0:9000-9001->80-81/tcp, 443/udp","State":"running","Status":"Up 2 seconds"}
      """#
    let containers = try DockerOutput.containers(from: row)
    let container = try #require(containers.first)
    #expect(container.id == "43fed1aa4694")
    #expect(container.names == ["reg"])
    #expect(container.labels == ["app": "demo", "tier": "web"])
    #expect(
      container.ports == [
        PublishedPort(hostIP: "0.0.0.0", hostPort: 5000, containerPort: 5000),
        PublishedPort(hostIP: "::", hostPort: 5000, containerPort: 5000),
        PublishedPort(hostIP: "0.0.0.0", hostPort: 9000, containerPort: 80),
        PublishedPort(hostIP: "0.0.0.0", hostPort: 9001, containerPort: 81),
        PublishedPort(hostIP: nil, hostPort: nil, containerPort: 443, transport: "udp"),
      ])
  }

  @Test func `Docker 20 prints IPv6 without brackets`() throws {
    let row = #"{"ID":"1","Names":"a","Ports":":::5000->5000/tcp","Status":"Exited (0) 1 second ago"}"#
    let container = try #require(try DockerOutput.containers(from: row).first)
    #expect(container.ports == [PublishedPort(hostIP: "::", hostPort: 5000, containerPort: 5000)])
    #expect(container.state == "exited")
  }

  @Test(
    arguments: [
      ("Up 3 minutes ago", "running"), ("Exited (0) 2 hours ago", "exited"), ("Created", "created"),
      ("Paused", "paused"), ("Up 3 minutes (Paused)", "paused"), ("running", "running"),
      ("Removal In Progress", "removing"), ("Restarting (1) 3 seconds ago", "restarting"),
    ])
  func `A state is one word, also where it is printed for people`(printed: String, state: String) throws {
    let row = #"{"ID":"1","Names":"a","Ports":"","State":"\#(printed)","Labels":null}"#
    #expect(try DockerOutput.containers(from: row).map(\.state) == [state])
  }

  @Test func `podman's rows read the same`() throws {
    let row = #"""
      [{"Id":"abc","Image":"docker.io/library/registry:2.7.1","Names":["reg"],"Command":["serve","x"],"Labels":{"a":"b"},"State":"running","Ports":[{"host_ip":"","container_port":5000,"host_port":5000,"range":2,"protocol":"tcp"}]}]
      """#
    let container = try #require(try DockerOutput.containers(from: row).first)
    #expect(container.names == ["reg"])
    #expect(container.labels == ["a": "b"])
    #expect(container.ports.map(\.hostPort) == [5000, 5001])
    #expect(container.ports.map(\.hostIP) == ["0.0.0.0", "0.0.0.0"])
  }

  @Test func `podman's names without a registry read as they were given, each image's once`() throws {
    let row = #"{"Id":"77","RepoTags":null,"Names":["docker.io/library/t:1","localhost/site:v1"],"Size":1}"#
    #expect(
      try DockerOutput.images(from: "[\(row),\(row)]") == [
        ListedImage(id: "77", repository: "docker.io/library/t", tag: "1", size: "1B"),
        ListedImage(id: "77", repository: "site", tag: "v1", size: "1B"),
      ])
    let container = #"[{"Id":"abc","Image":"localhost/site:v1","Names":["web"],"State":"running"}]"#
    #expect(try DockerOutput.containers(from: container).first?.image == "site:v1")
    let docker = #"{"ID":"abc","Image":"localhost/site:v1","Names":"web","State":"running"}"#
    #expect(try DockerOutput.containers(from: docker).first?.image == "localhost/site:v1")
  }

  @Test func `An image list tells names from nameless images`() throws {
    let rows = #"""
      {"ID":"sha256:00ad956e744a","Repository":"localhost:5000/web","Tag":"v1","Size":"28.3MB"}
      {"ID":"562cee6d4690","Repository":"\u003cnone\u003e","Tag":"\u003cnone\u003e","Size":"1.99MB"}
      {"Id":"77","RepoTags":["localhost:5000/a:1","quay.io/b"],"Size":1985811}
      """#
    #expect(
      try DockerOutput.images(from: rows) == [
        ListedImage(id: "00ad956e744a", repository: "localhost:5000/web", tag: "v1", size: "28.3MB"),
        ListedImage(id: "562cee6d4690", repository: nil, tag: nil, size: "1.99MB"),
        ListedImage(id: "77", repository: "localhost:5000/a", tag: "1", size: "1.99MB"),
        ListedImage(id: "77", repository: "quay.io/b", tag: nil, size: "1.99MB"),
      ])
  }

  @Test func `An inspection tells how a container was started`() throws {
    let document = #"""
      [{"Id":"8ae","Name":"/web","Image":"sha256:a31c","State":{"Status":"created","ExitCode":0},
      "HostConfig":{"PortBindings":{"80/tcp":[{"HostIp":"","HostPort":"8080"}]},"RestartPolicy":{"Name":"always"},"NetworkMode":"default"},
      "Mounts":[{"Type":"volume","Name":"data","Source":"/v","Destination":"/data","RW":true}],
      "Config":{"Image":"nginx:1.19.2","Cmd":["nginx","-g","daemon off;"],"Env":["A=1"],"Labels":{"a":"b"}},
      "NetworkSettings":{"Ports":{}}}]
      """#
    let container = try #require(try DockerOutput.inspectedContainers(from: document).first)
    #expect(container.name == "web")
    #expect(container.imageID == "a31c")
    #expect(container.command == ["nginx", "-g", "daemon off;"])
    #expect(container.restartPolicy == "always")
    #expect(container.ports == [PublishedPort(hostIP: "", hostPort: 8080, containerPort: 80)])
    #expect(container.mounts.map(\.name) == ["data"])
  }

  @Test(arguments: ["json", "{\"Names\":\"x\"}", "[{}", "{\"ID\":\"1\",\"Ports\":\"x->y\"}"])
  func `Anything else is refused, not read as an empty list`(text: String) {
    #expect(throws: DockerOutputError.self) { try DockerOutput.containers(from: text) }
  }

  @Test func `No output is an empty list`() throws {
    #expect(try DockerOutput.containers(from: "\n").isEmpty)
    #expect(try DockerOutput.images(from: "[]").isEmpty)
  }
}
