import Basics

/// A file of the learner's is there and holds this.
///
/// ```yaml
/// file: ~/work/Dockerfile
/// file: {path: /etc/docker/daemon.json, json: {"insecure-registries[*]": "{host}:5000"}}
/// file: {path: notes.txt, exists: false}
/// ```
package struct FileFact: Sendable, Hashable {
  /// Absolute, under `~/`, or relative to the folder of the sitting.
  package var path: String
  package var exists: Bool
  package var text: [TextPattern]
  /// Paths into the file's JSON with what must stand there; any match of a path with `[*]` will do.
  package var json: [String: TextPattern]

  package init(path: String, exists: Bool = true, text: [TextPattern] = [], json: [String: TextPattern] = [:])
  {
    self.path = path
    self.exists = exists
    self.text = text
    self.json = json
  }
}

extension FileFact: YAMLReadable {
  static var expected: Phrase {
    Phrase(
      en: "a path, or a mapping such as `{path: …, text: …}`", ja: "パス、または `{path: …, text: …}` のようなマッピング")
  }

  init?(_ node: YAMLNode, _ reading: Reading) {
    guard let fields = Fields(node, reading, shorthand: "path", expecting: Self.expected) else { return nil }
    let path: String? = fields.required("path")
    let exists: Bool = fields["exists"] ?? true
    let (text, json): ([TextPattern], [String: TextPattern]) = (fields.list("text"), fields.table("json"))
    fields.finish()
    guard let path else { return nil }
    self.init(path: path, exists: exists, text: text, json: json)
  }
}
