import Testing

@testable import Submissions

struct HostileTextTests {
  @Test(arguments: ["<", "<a ", "&", "<script>", "\u{1B}[", "a:5/", "\"", "$ ", "> ", "(", "あ"])
  func `a flood of anything is read or refused`(piece: String) {
    let flood = Array(String(repeating: piece, count: 60_000).utf8)
    for name in ["a.html", "a.sh", "a.md", "a.cast"] {
      _ = try? FileReading(flood, name: name, limits: SubmissionLimits())
    }
  }
}
