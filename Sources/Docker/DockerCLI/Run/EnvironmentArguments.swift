import Basics
import DockerAPI

/// The values of `--env`, `--env-file`, `--label` and `--label-file`.
struct EnvironmentArguments {
  /// Each as `NAME=value`; `nil` when none was given.
  let variables: [String]?

  init(_ call: Invocation) throws {
    let lines =
      try call.arguments.list("env-file").flatMap { try Self.lines(of: $0, call) }
      + call.arguments.list("env")
    let resolved = lines.compactMap { line -> String? in
      guard !line.contains("=") else { return line }
      // A name alone passes on the learner's own variable, if there is one.
      return call.environment.variables[line].map { "\(line)=\($0)" }
    }
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
      throw CommandFailure("open \(path): \(error.reason.lowercased())", exitCode: 125)
    }
    return content.split(separator: UInt8(ascii: "\n")).map { line in
      String(String(decoding: line, as: UTF8.self).drop { $0.isWhitespace })
    }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
  }
}
