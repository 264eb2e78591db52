import Markdown

/// The code of one chapter as shell text, read once however often it is asked for.
///
/// Rules of style, findings and solutions all look at the same fences.
final class Transcripts {
  private var known: [Key: ShellTranscript] = [:]

  private struct Key: Hashable {
    let text: String
    let kind: ShellTranscript.Kind
  }

  /// The code as its fence says that it is to be read.
  func of(_ code: CodeBlock) -> ShellTranscript { of(code, as: code.shellKind) }

  func of(_ code: CodeBlock, as kind: ShellTranscript.Kind) -> ShellTranscript {
    let key = Key(text: code.text, kind: kind)
    if let known = known[key] { return known }
    let transcript = ShellTranscript(code.text, kind: kind)
    known[key] = transcript
    return transcript
  }

  /// Whether something in the code is to be typed into a shell.
  func holdCommands(_ code: CodeBlock) -> Bool { !of(code).typed.isEmpty }
}
