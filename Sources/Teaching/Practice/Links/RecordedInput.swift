import DockerCLI
import Shell

/// An input of which a record is kept, as far as docker reads it.
struct RecordedInput: InputChannel {
  private let input: any InputChannel
  private let record: CappedText

  init(_ input: any InputChannel, in record: CappedText) {
    self.input = input
    self.record = record
  }

  var isTerminal: Bool { input.isTerminal }

  func read() async -> [UInt8]? {
    let bytes = await input.read()
    if let bytes { record.append(bytes) }
    return bytes
  }

  func raw<Result: Sendable>(_ body: () async throws -> Result) async rethrows -> Result {
    try await input.raw(body)
  }

  func silent<Result: Sendable>(_ body: () async throws -> Result) async rethrows -> Result {
    try await input.silent(body)
  }
}

extension CappedText {
  /// What was kept, if that is all there was and there was something.
  var whole: String? {
    let text = text
    return text.isEmpty || isTruncated ? nil : text
  }
}
