import DockerAPI

/// The values of `--volume`.
struct VolumeArguments {
  /// Each as `source:path[:mode]`.
  let binds: [String]
  /// Paths for which the engine makes a volume of its own.
  let anonymous: SortedMap<EmptyObject>

  init(_ texts: [String], environment: CommandEnvironment) {
    binds = texts.filter { $0.contains(":") }.map { text in
      // Only what begins with a dot is a path of the learner's; a bare word is a volume's name.
      guard text.hasPrefix("."), let colon = text.firstIndex(of: ":") else { return text }
      return Self.cleaned(environment.absolutePath(String(text[..<colon]))) + text[colon...]
    }
    anonymous = SortedMap(
      Dictionary(texts.filter { !$0.contains(":") }.map { ($0, EmptyObject()) }) { first, _ in first })
  }

  /// The path without `.` and `..`.
  static func cleaned(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
