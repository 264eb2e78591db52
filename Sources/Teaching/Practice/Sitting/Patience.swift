/// How long a judgement may wait for checks that take a while (`within`).
package enum Patience: String, Sendable, Codable {
  /// A prompt is waiting: somebody wants to type on.
  case prompt
  /// Nobody is kept from typing: each check gets the time its author gave it.
  case whole

  /// The longest wait; `nil` for what the author said.
  package var limit: Duration? {
    switch self {
    case .prompt: .milliseconds(800)
    case .whole: nil
    }
  }
}
