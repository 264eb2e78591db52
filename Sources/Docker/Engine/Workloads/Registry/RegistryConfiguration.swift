import Basics
import YAML

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
    do throws(YAMLProblem) {
      root = try YAMLDocument.root(of: text)
    } catch {
      throw Fault(reason: Self.reason(error))
    }
    let version = root?["version"]?.text ?? ""
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
    if let word = storage?.text { return word.isEmpty ? [] : [word] }
    let common = ["maintenance", "cache", "delete", "redirect"]
    let words = storage?.pairs?.compactMap(\.key.text) ?? []
    return words.filter { !common.contains($0) }
  }

  private mutating func collect(_ node: Node, path: [String], depth: Int) throws(Fault) {
    guard settings.count < Self.mostSettings, depth < 32 else { throw Fault(reason: "yaml: too large") }
    guard let pairs = node.pairs, !pairs.isEmpty else {
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
    for pair in pairs { try collect(pair.value, path: path + [pair.key.text ?? ""], depth: depth + 1) }
  }

  private static func value(_ node: Node, _ depth: Int) throws(Fault) -> JSONValue {
    guard depth < 32 else { throw Fault(reason: "yaml: too large") }
    switch node.content {
    case .scalar(let text, let isPlain): return isPlain ? FlowValue.scalar(text) : .string(text)
    case .sequence(let nodes):
      var items: [JSONValue] = []
      for item in nodes { items.append(try value(item, depth + 1)) }
      return .array(items)
    case .mapping(let pairs):
      var members = JSONObject()
      for pair in pairs { members[pair.key.text ?? ""] = try value(pair.value, depth + 1) }
      return .object(members)
    }
  }

  private static func reason(_ problem: YAMLProblem) -> String {
    switch problem {
    case .noLibrary: "yaml: this computer has no libyaml"
    case .characters(let reason): "yaml: \(reason)"
    case .scanning(let reason, let mark): "yaml: line \(mark.line): \(reason)"
    // Go counts these lines from zero.
    case .parsing(let reason, let mark): "yaml: line \(mark.line - 1): \(reason)"
    case .keyTwice(let key, _, let second):
      "yaml: unmarshal errors:\n  line \(second.line): key \"\(key)\" already set in map"
    case .tooDeep: "yaml: too large"
    }
  }
}
