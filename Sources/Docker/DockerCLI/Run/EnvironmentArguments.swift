import Basics
import DockerAPI

/// The values of `--env`, `--env-file`, `--label` and `--label-file`.
struct EnvironmentArguments {
  /// Each as `NAME=value`, or a name alone; `nil` when none was given.
  let variables: [String]?

  init(_ call: Invocation) throws {
    // A name alone passes on the learner's own variable, if there is one.
    func valued(_ line: String) -> String? {
      line.contains("=") ? line : call.environment.variables[line].map { "\(line)=\($0)" }
    }
    let resolved =
      try call.arguments.list("env-file").flatMap { try Self.lines(of: $0, call) }.compactMap(valued)
      // Otherwise it takes away what the container would have of that name.
      + call.arguments.list("env").map { valued($0) ?? $0 }
    variables = resolved.isEmpty ? nil : resolved
  }

  static func labels(_ call: Invocation) throws -> Labels {
    let filed = try call.arguments.list("label-file").flatMap { try lines(of: $0, call) }
    return SortedMap(JSONValue.pairs(filed + call.arguments.list("label")))
  }

  private static func lines(of path: String, _ call: Invocation) throws(CommandFailure) -> [String] {
    let content: [UInt8]
    do throws(SystemError) {
      content = try call.environment.files.read(call.environment.absolutePath(path))
    } catch {
      let problem = "\(path): \(error.reason.lowercased())"
      throw CommandFailure(
        error.code == SystemCode.isFolder ? "invalid env file (\(path)): read \(problem)" : "open \(problem)",
        exitCode: 125)
    }
    let lines = content.split(separator: UInt8(ascii: "\n")).map { line in
      String(String(decoding: line, as: UTF8.self).drop { $0.isWhitespace })
    }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
    if let objection = lines.lazy.compactMap(objectionToLine).first {
      throw CommandFailure("invalid env file (\(path)): \(objection)", exitCode: 125)
    }
    return lines
  }

  private static func objectionToLine(_ line: String) -> String? {
    let name = line.prefix { $0 != "=" }
    if name.isEmpty { return "no variable name on line '\(line)'" }
    return name.contains(where: \.isWhitespace) ? "variable '\(name)' contains whitespaces" : nil
  }

  /// What docker says against a value of `--env`.
  static func objectionToVariable(_ text: String) -> String? {
    text.isEmpty || text.hasPrefix("=") ? "invalid environment variable: \(text)" : nil
  }

  /// What docker says against a value of `--label`.
  static func objectionToLabel(_ text: String) -> String? {
    text.isEmpty || text.hasPrefix("=") ? "invalid label '\(text)': empty name" : nil
  }
}
