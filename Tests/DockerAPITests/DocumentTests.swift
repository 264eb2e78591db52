import Basics
import DockerAPI
import Testing

@Suite struct DocumentTests {
  static let containerList = """
    [{"Id":"24740f43","Names":["/nop"],"Image":"registry:2.7.1","ImageID":"sha256:feaf","Command":"/entrypoint.sh /etc/docker/registry/config.yml","Created":1795452079,"Ports":[{"IP":"0.0.0.0","PrivatePort":5000,"PublicPort":5000,"Type":"tcp"},{"PrivatePort":80,"Type":"tcp"}],"Labels":{"a":"b","c":"d"},"State":"running","Status":"Up 2 seconds","HostConfig":{"NetworkMode":"default"},"NetworkSettings":{"Networks":{"bridge":{"IPAMConfig":null,"Links":null,"Aliases":null,"NetworkID":"93","EndpointID":"89","Gateway":"172.17.0.1","IPAddress":"172.17.0.2","IPPrefixLen":16,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"MacAddress":"02:42:ac:11:00:02","DriverOpts":null}}},"Mounts":[{"Type":"volume","Name":"6ec6","Source":"","Destination":"/var/lib/registry","Driver":"local","Mode":"","RW":true,"Propagation":""}]}]
    """

  @Test func `A container list is written with the members and the order of a real engine`() throws {
    let rows: [ContainerSummary] = try JSONValue(parsing: Self.containerList).decoded()
    #expect(try JSONValue(encoding: rows).text() == Self.containerList)
    #expect(rows.first?.ports.last?.publicPort == nil)
  }

  @Test func `Members an engine leaves out or sends as null read as empty`() throws {
    let row: ContainerSummary = try JSONValue(parsing: #"{"Id":"1","Ports":null,"New":{"x":1}}"#).decoded()
    #expect(row == ContainerSummary(id: "1"))
  }

  @Test func `A container of which only its image is said is created without lists that nobody sent`() throws
  {
    let request: CreateContainerRequest = try JSONValue(parsing: #"{"Image":"alpine"}"#).decoded()
    #expect(request.config.image == "alpine")
    #expect(request.hostConfig == .unsaid)
    #expect(request.hostConfig.dns == nil && request.hostConfig.restartPolicy.name.isEmpty)
    let again: CreateContainerRequest = try JSONValue(encoding: request).decoded()
    #expect(again == request)
  }

  @Test func `A member of the wrong type is refused by its path`() throws {
    let document = try JSONValue(parsing: #"{"State":{"Pid":"x"}}"#)
    #expect {
      _ = try document.decoded(as: ContainerInspection.self)
    } throws: { error in
      guard case .typeMismatch(_, let context)? = error as? DecodingError else { return false }
      return context.codingPath.map(\.stringValue) == ["State", "Pid"]
    }
  }
}
