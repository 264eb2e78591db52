import DockerAPI

extension Labels {
  /// The LABELS column: `name=value`, one after the other.
  var inOneLine: String { sortedKeys.map { "\($0)=\(self[$0] ?? "")" }.joined(separator: ",") }
}
