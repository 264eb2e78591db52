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
