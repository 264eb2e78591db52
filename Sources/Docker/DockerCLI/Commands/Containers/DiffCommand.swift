import Basics
import EngineClient

/// `docker diff`.
enum DiffCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Inspect changes to files or directories on a container's filesystem", usage: "CONTAINER",
    arguments: .exactly(1), aliases: ["docker container diff", "docker diff"])

  static func run(_ call: Invocation) async throws -> Int32 {
    let engine = try await call.engine()
    let document = try await engine.document(EngineRequest(.get, "/containers/\(call.name(0))/changes"))
    for change in document.array ?? [] {
      let kind = [0: "C", 1: "A", 2: "D"][change["Kind"]?.int ?? 0] ?? "C"
      call.printLine("\(kind) \(change["Path"]?.string ?? "")")
    }
    return 0
  }
}
