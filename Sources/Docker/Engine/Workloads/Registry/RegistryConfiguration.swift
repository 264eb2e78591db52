import Basics
import Yams

/// The configuration file of a registry container (distribution project, "Configuring a registry").
///
/// Each of its settings has a `REGISTRY_*` variable that says the same, and is read as that variable.
struct RegistryConfiguration: Hashable {
  /// One setting: the name of its variable, and its value.
  struct Setting: Hashable {
    /// The path to it in the file: `storage.delete.enabled`.
    let path: String
    let variable: String
    let value: JSONValue
  }

  /// Why a file cannot be used, in the words of `registry:2.7.1`.
  struct Fault: Error, Hashable {
    let reason: String
  }

  private(set) var settings: [Setting] = []

  /// Where the registry image has its file.
  static let defaultPath = "/etc/docker/registry/config.yml"
  /// Longer files are none that anybody wrote, and aliases of aliases could unfold without end.
  private static let mostSettings = 2_000

  init(_ text: String) throws(Fault) {
    let root: Node?
    do {
      root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
    } catch let error as YamlError {
      throw Fault(reason: Self.reason(error))
    } catch {
      throw Fault(reason: "yaml: \(error)")
    }
    let version = root?["version"]?.scalar?.string ?? ""
    guard version == "0.1" else { throw Fault(reason: "Unsupported version: \"\(version)\"") }
    let kinds = Self.drivers(root?["storage"])
    guard !kinds.isEmpty else { throw Fault(reason: "No storage configuration provided") }
    guard kinds.count == 1 else {
      throw Fault(
        reason: "must provide exactly one storage type. Provided: [\(kinds.joined(separator: " "))]")
    }
    if let root { try collect(root, path: [], depth: 0) }
  }

  /// The words under `storage` that are no settings of every storage.
  private static func drivers(_ storage: Node?) -> [String] {
    if let word = storage?.scalar?.string { return word.isEmpty ? [] : [word] }
    let common = ["maintenance", "cache", "delete", "redirect"]
    let words = storage?.mapping.map { mapping in mapping.compactMap { $0.key.scalar?.string } } ?? []
    return words.filter { !common.contains($0) }
  }

  private mutating func collect(_ node: Node, path: [String], depth: Int) throws(Fault) {
    guard settings.count < Self.mostSettings, depth < 32 else { throw Fault(reason: "yaml: too large") }
    guard case .mapping(let mapping) = node, !mapping.isEmpty else {
      guard !path.isEmpty else { return }
      let name = (["REGISTRY"] + path.dropLast().map { $0.uppercased() }).joined(separator: "_")
      // A header keeps its spelling, as it does in a variable.
      let last =
        path.dropLast() == ["http", "headers"] ? path[path.count - 1] : path[path.count - 1].uppercased()
      settings.append(
        Setting(
          path: path.joined(separator: "."), variable: "\(name)_\(last)", value: try Self.value(node, depth)))
      return
    }
    for (key, value) in mapping {
      try collect(value, path: path + [key.scalar?.string ?? ""], depth: depth + 1)
    }
  }

  private static func value(_ node: Node, _ depth: Int) throws(Fault) -> JSONValue {
    guard depth < 32 else { throw Fault(reason: "yaml: too large") }
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain || scalar.style == .any
      return isPlain ? FlowValue.scalar(scalar.string) : .string(scalar.string)
    case .sequence(let sequence):
      var items: [JSONValue] = []
      for item in sequence { items.append(try value(item, depth + 1)) }
      return .array(items)
    case .mapping(let mapping):
      var members = JSONObject()
      for (key, item) in mapping { members[key.scalar?.string ?? ""] = try value(item, depth + 1) }
      return .object(members)
    case .alias: return .null
    }
  }

  private static func reason(_ error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, let mark, _): "yaml: line \(mark.line): \(problem)"
    // Go counts these lines from zero.
    case .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
      "yaml: line \(mark.line - 1): \(problem)"
    case .duplicatedKeysInMapping(let keys, let context):
      "yaml: unmarshal errors:\n  line \(context.mark.line): key \"\(keys.first ?? "")\" already set in map"
    default: "yaml: \(error)"
    }
  }
}
