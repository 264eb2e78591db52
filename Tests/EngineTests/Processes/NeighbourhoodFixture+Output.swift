import TestSupport

@testable import Engine

extension NeighbourhoodFixture {
  /// What the bundled docker prints; when it fails, how and why instead.
  func output(_ words: [String]) async -> String {
    let ran = await bundledDocker(words)
    return ran.exit == 0 ? ran.output : "\(ran.exit): \(ran.errors)"
  }

  /// The same for words with spaces between them.
  func output(_ line: String) async -> String {
    await output(line.split(separator: " ").map(String.init))
  }
}
