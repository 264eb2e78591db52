/// The question before something is destroyed.
enum Confirmation {
  /// Whether to go on: yes with `--force`, else what the learner answers.
  static func ask(_ call: Invocation, _ warning: String) async throws -> Bool {
    if call.arguments.bool("force") { return true }
    call.environment.output.write("\(warning)\nAre you sure you want to continue? [y/N] ")
    let answer = await LineInput.line(from: call.environment.input) ?? ""
    return answer.lowercased() == "y"
  }
}

/// A line that the learner types.
enum LineInput {
  /// The first line, without white space around it; `nil` when the input has ended.
  static func line(from input: any InputChannel) async -> String? {
    var bytes: [UInt8] = []
    while !bytes.contains(UInt8(ascii: "\n")), let piece = await input.read() { bytes += piece }
    guard !bytes.isEmpty else { return nil }
    let text = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    return String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
