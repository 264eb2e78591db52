import Basics
import DockerAPI
import Testing

@testable import Engine

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct `The engine's documents` {
  /// Members whose keys are data: what stands in them is compared, not how it is called.
  private static let maps: Set<String> = [
    "Labels", "Networks", "Ports", "PortBindings", "ExposedPorts", "Volumes", "Containers", "IndexConfigs",
    "Runtimes", "Data", "Options", "Details", "Attributes",
  ]

  @Test(arguments: [
    ("inspect-container", "/containers/web/json"), ("ps", "/containers/json"),
    ("volume-inspect", "/volumes/mydata"),
    ("info-format-json", "/info"), ("version", "/version"), ("network-inspect-format", "/networks/mynet"),
  ])
  func `have the members of the real ones in their order`(name: String, path: String) async throws {
    let recorded = try #require(try Self.recorded(name))
    try await NeighbourhoodFixture.with { lab in
      try await lab.host.run(.of("nginx:1.19.2", ports: ["8080:80"]), name: "web")
      _ = try await lab.host.createVolume(CreateVolumeRequest(name: "mydata"))
      _ = try await lab.host.createNetwork(CreateNetworkRequest(name: "mynet"))
      try await lab.host.connect(ConnectNetworkRequest(container: "web"), to: "mynet")
      let document: JSONValue =
        switch name {
        case "inspect-container": try JSONValue(encoding: await lab.host.inspect("web"))
        case "ps":
          try JSONValue(encoding: await lab.host.list(ContainerFilter(.none, all: false, limit: nil)))
        case "volume-inspect": try JSONValue(encoding: await lab.host.inspectVolume("mydata"))
        case "info-format-json": try JSONValue(encoding: await lab.host.info())
        case "version": try JSONValue(encoding: lab.host.engineVersion)
        default: try JSONValue(encoding: await lab.host.inspectNetwork("mynet"))
        }
      Self.compare(document, recorded, at: path)
    }
  }

  /// The first document that the recording of a command holds.
  private static func recorded(_ name: String) throws -> JSONValue? {
    let root = BundledImagesTests.folder.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let path = root.joined(separator: "/") + "/docker-recordings/commands.jsonl"
    let lines = try FileBytes.read(path).split(separator: 0x0A)
    for line in lines {
      let recording = try JSONValue(parsing: line)
      guard recording["case"]?.string == name else { continue }
      return recording["exchanges"]?.array?.lazy.compactMap { $0["json"] }.first
    }
    return nil
  }

  private static func compare(_ ours: JSONValue, _ real: JSONValue, at path: String) {
    switch (ours, real) {
    case (.object(let left), .object(let right)):
      let isMap = maps.contains(path.split(separator: ".").last.map(String.init) ?? "") && path.contains(".")
      guard !isMap else {
        if let first = left.members.first, let second = right.members.first {
          compare(first.value, second.value, at: "\(path).*")
        }
        return
      }
      #expect(left.keys == right.keys, "\(path)")
      for member in right.members {
        if let value = left[member.key] { compare(value, member.value, at: "\(path).\(member.key)") }
      }
    case (.array(let left), .array(let right)):
      if let first = left.first, let second = right.first { compare(first, second, at: "\(path)[]") }
    default:
      break
    }
  }
}
