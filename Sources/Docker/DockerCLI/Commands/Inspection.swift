import Basics
import EngineClient

/// What all kinds of `inspect` share: documents are fetched, then shown whole or through a template.
enum Inspection {
  /// Something that can be inspected.
  enum Kind: String {
    case container
    case image
    case network
    case volume
    case config, node, plugin, secret, service, task
  }

  static func request(
    for kind: Kind, _ name: String, showsSize: Bool
  ) throws(CommandFailure) -> EngineRequest {
    if kind != .image { try requireName(name, of: kind) }
    let size: [(name: String, value: String)] = showsSize ? [("size", "1")] : []
    return switch kind {
    case .container: EngineRequest(.get, "/containers/\(name)/json", query: size)
    case .image: EngineRequest(.get, "/images/\(name)/json")
    case .network: EngineRequest(.get, "/networks/\(name)")
    case .volume: EngineRequest(.get, "/volumes/\(name)")
    case .plugin: EngineRequest(.get, "/plugins/\(name)/json")
    case .config, .node, .secret, .service, .task: EngineRequest(.get, "/\(kind.rawValue)s/\(name)")
    }
  }

  /// Refuses the name that is none, which docker does before it asks.
  static func requireName(_ name: String, of kind: Kind) throws(CommandFailure) {
    guard name.allSatisfy(\.isWhitespace) else { return }
    throw CommandFailure("invalid \(kind.rawValue) name or ID: value is empty")
  }

  /// Fetches a document for every argument and prints what it got, then what it did not get.
  static func run(_ call: Invocation, _ fetch: (String) async throws -> JSONValue) async throws -> Int32 {
    let format = call.arguments.string("format")
    let template = format == "json" ? nil : try FormatArgument.template(call)
    var documents: [JSONValue] = []
    var lines = ""
    var complaints: [String] = []
    for name in call.names {
      do {
        let document = try await fetch(name)
        documents.append(document)
        if let template { lines += try text(template, of: document) + "\n" }
      } catch let error as TemplateError {
        complaints = [CommandFailure.text(of: error)]
        break
      } catch {
        complaints.append(CommandFailure.text(of: error))
      }
    }
    if template != nil {
      call.environment.output.write(lines.isEmpty ? "\n" : lines)
    } else {
      let isCompact = format == "json"
      call.printLine(JSONValue.array(documents).text(.init(indent: isCompact ? nil : 4)))
    }
    guard complaints.isEmpty else { throw CommandFailure(complaints.joined(separator: "\n")) }
    return 0
  }

  /// Templates see a document as docker's own type has it, and as the engine sent it when that fails.
  private static func text(_ template: Template, of document: JSONValue) throws(TemplateError) -> String {
    guard let (typed, structure) = TypedDocument.of(document) else {
      return try template.text(of: .json(document))
    }
    do throws(TemplateError) {
      return try template.text(of: .known(typed, .structure(structure)))
    } catch {
      // Docker keeps the bytes that it got of all but volumes.
      guard structure.name != GoStructure.volume.name else { throw error }
      return try template.text(of: .json(document), isUntyped: true)
    }
  }
}
