import Basics
import EngineClient

/// `docker inspect`.
enum InspectCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Return low-level information on Docker objects",
    usage: "[OPTIONS] NAME|ID [NAME|ID...]", arguments: .atLeast(1),
    flags: [
      Flag("format", "f", .string, HelpText.inspectFormat),
      Flag("size", "s", .bool, "Display total file sizes if the type is container"),
      Flag("type", nil, .string, "Only inspect objects of the given type"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    let kinds = try kinds(call)
    let showsSize = call.arguments.bool("size")
    let engine = try await call.engine()
    return try await Inspection.run(call) { name in
      guard !name.isEmpty else { throw CommandFailure("invalid container name or ID: value is empty") }
      for kind in kinds {
        do {
          let document = try await engine.document(
            Inspection.request(for: kind, name, showsSize: showsSize))
          if showsSize, kind != .container { call.complain("WARNING: --size ignored for \(kind.rawValue)") }
          return document
        } catch let error as EngineClientError where kinds.count > 1 && isNotMeant(error) {
          continue
        }
      }
      throw CommandFailure("Error: No such object: \(name)")
    }
  }

  /// Whether another kind of thing may have the name.
  private static func isNotMeant(_ error: EngineClientError) -> Bool {
    error.status == 404 || CommandFailure.text(of: error).contains("invalid reference format")
  }

  private static func kinds(_ call: Invocation) throws -> [Inspection.Kind] {
    guard let type = call.arguments.string("type") else { return [.container, .image, .network, .volume] }
    if let kind = Inspection.Kind(rawValue: type) { return [kind] }
    throw CommandFailure(
      "unknown type: \(GoText.quoted(type)): must be one of "
        + [
          "config", "container", "image", "network", "node", "plugin", "secret", "service", "task", "volume",
        ]
        .map { "\"\($0)\"" }.joined(separator: ", "))
  }
}
