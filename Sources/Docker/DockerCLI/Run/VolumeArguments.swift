import DockerAPI

/// The values of `--volume`.
struct VolumeArguments {
  /// Each as `source:path[:mode]`.
  let binds: [String]
  /// Paths for which the engine makes a volume of its own.
  let anonymous: SortedMap<EmptyObject>

  init(_ texts: [String], environment: CommandEnvironment) throws(CommandFailure) {
    for text in texts {
      guard let objection = Self.objection(text) else { continue }
      throw CommandFailure(objection, exitCode: 125)
    }
    let isBind = { (text: String) in text.count > 2 && Self.sections(of: text).count > 1 }
    binds = texts.filter(isBind).map { text in
      // Only what begins with a dot is a path of the learner's; a bare word is a volume's name.
      guard text.hasPrefix("."), let colon = text.firstIndex(of: ":") else { return text }
      return Self.cleaned(environment.absolutePath(String(text[..<colon]))) + text[colon...]
    }
    anonymous = SortedMap(
      Dictionary(texts.filter { !isBind($0) }.map { ($0, EmptyObject()) }) { first, _ in first })
  }

  /// What docker says against a value before it asks the engine; texts of one or two letters are paths to it.
  private static func objection(_ text: String) -> String? {
    if text.isEmpty { return "invalid empty volume spec" }
    guard text.count > 2 else { return nil }
    let parts = sections(of: text)
    if parts.prefix(4).contains("") { return "invalid spec: \(text): empty section between colons" }
    return parts.count > 3 ? "invalid spec: \(text): too many colons" : nil
  }

  /// What stands between colons; a letter alone is a drive of Windows to docker, and its colon none between sections.
  private static func sections(of text: String) -> [String] {
    var parts = [""]
    for character in text {
      if character == ":", parts[parts.count - 1].count != 1 || parts[parts.count - 1].first?.isLetter != true
      {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
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
