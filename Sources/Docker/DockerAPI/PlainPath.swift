/// Paths as Go's `path.Clean` makes them: docker sends no others, and an engine leads to them.
package enum PlainPath {
  /// The shortest path that means the same: without empty parts, `.` and `..`, and without a last slash.
  package static func of(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
