import Basics
import Checks
import Lessons
import Synchronization

/// A world of data: what stands here is what docker, servers and disks say.
struct ScriptedWorld: World {
  struct Container {
    var name: String
    var image = "registry:2.7.1"
    var state = "running"
    /// As for `docker run -p`: `5000:5000`, `127.0.0.1:5000:5000`.
    var publishing: [String] = []
    var command = ["/etc/docker/registry/config.yml"]
    var labels: [String: String] = [:]
    var mounts: [(source: String, destination: String)] = []
  }

  struct Unlisted: Error {}

  var containers: [Machine.ID: [Container]] = [:]
  /// References with the image they stand for: one letter, of which its id is made.
  var images: [Machine.ID: [(name: String, id: Character)]] = [:]
  /// What URLs answer, on whatever machine; others are silent.
  var answers: [String: HTTPAnswer] = [:]
  var files: [String: FileObservation] = [:]
  /// What `image inspect` says of a reference, on a machine.
  var inspections: [Machine.ID: [String: JSONValue]] = [:]
  var unseen: Set<String> = []
  var trouble: [Machine.ID: CommandOutcome] = [:]
  var holder: String?
  let calls = Calls()

  /// Counts what was asked for.
  final class Calls: Sendable {
    private let made = Mutex<[String]>([])
    var all: [String] { made.withLock { $0 } }
    func add(_ call: String) { made.withLock { $0.append(call) } }
  }

  static func id(_ letter: Character) -> String { String(repeating: letter, count: 64) }

  func docker(_ arguments: [String], on machine: Machine.ID) async throws -> CommandOutcome {
    calls.add("\(machine): docker \(arguments.first ?? "")")
    if let trouble = trouble[machine] { return trouble }
    let containers = containers[machine] ?? []
    switch arguments.first {
    case "ps": return CommandOutcome(stdout: lines(containers.indices.map { row(containers[$0], $0) }))
    case "images":
      return CommandOutcome(
        stdout: lines(
          (images[machine] ?? []).map { image in
            let colon = image.name.lastIndex(of: ":") ?? image.name.endIndex
            return [
              "ID": .string("sha256:\(Self.id(image.id))"),
              "Repository": .string(String(image.name[..<colon])),
              "Tag": .string(String(image.name[colon...].dropFirst())),
            ]
          }))
    case "inspect":
      let asked = containers.indices.filter { arguments.contains(containerID($0)) }
      return CommandOutcome(stdout: JSONValue.array(asked.map { document(containers[$0], $0) }).text())
    case "image":
      guard let document = inspections[machine]?[arguments.last ?? ""] else {
        return CommandOutcome(stderr: "Error: No such image: \(arguments.last ?? "")\n", exit: 1)
      }
      return CommandOutcome(stdout: JSONValue.array([document]).text())
    case "info": return CommandOutcome(stdout: "Insecure Registries:\n  nova:5000\n")
    default: throw Unlisted()
    }
  }

  func unseenContainers(on machine: Machine.ID) async -> Set<String> { unseen }

  func http(get url: String, accept: [String], on machine: Machine.ID) async throws -> HTTPObservation {
    calls.add("\(machine): GET \(url)")
    return answers[url].map { .answered($0) } ?? .silent(reason: "connection refused")
  }

  func file(_ path: String, on machine: Machine.ID) async throws -> FileObservation {
    files[path] ?? .missing
  }

  func portHolder(_ port: UInt16, on machine: Machine.ID) async -> String? { holder }

  func containerID(_ index: Int) -> String { Self.id(Character("\(index)")) }

  private func lines(_ rows: [JSONValue]) -> String { rows.map { $0.text() + "\n" }.joined() }

  private func row(_ container: Container, _ index: Int) -> JSONValue {
    let isUp = container.state == "running"
    let ports = container.publishing.flatMap { text in
      let parts = split(text)
      let addresses = parts.address.isEmpty ? ["0.0.0.0", "[::]"] : [parts.address]
      return addresses.map { "\($0):\(parts.host.isEmpty ? "32768" : parts.host)->\(parts.container)/tcp" }
    }
    return [
      "ID": .string(containerID(index)), "Image": .string(container.image), "Names": .string(container.name),
      "Labels": .string(container.labels.map { "\($0)=\($1)" }.joined(separator: ",")),
      "Ports": .string(isUp ? (ports.isEmpty ? "5000/tcp" : ports.joined(separator: ", ")) : ""),
      "State": .string(container.state), "Status": "Up 1 second",
    ]
  }

  private func document(_ container: Container, _ index: Int) -> JSONValue {
    let bindings = container.publishing.map { text in
      let parts = split(text)
      let binding: JSONValue = ["HostIp": .string(parts.address), "HostPort": .string(parts.host)]
      return ("\(parts.container)/tcp", JSONValue.array([binding]))
    }
    return [
      "Id": .string(containerID(index)), "Name": .string("/\(container.name)"),
      "Config": ["Cmd": .array(container.command.map { .string($0) }), "Image": .string(container.image)],
      "HostConfig": ["PortBindings": .object(JSONObject(bindings))],
      "Mounts": .array(
        container.mounts.map { ["Name": .string($0.source), "Destination": .string($0.destination)] }),
    ]
  }

  private func split(_ text: String) -> (address: String, host: String, container: String) {
    let parts = text.split(separator: ":").map(String.init)
    switch parts.count {
    case 3: return (parts[0], parts[1], parts[2])
    case 2: return ("", parts[0], parts[1])
    default: return ("", "", text)
    }
  }
}

/// A record of data.
struct ScriptedJournal: JournalReading {
  var commands: [CommandRecord] = []
  var passes: [StepPass] = []
}
