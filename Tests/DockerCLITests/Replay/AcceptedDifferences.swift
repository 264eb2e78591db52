/// Recorded cases in which the bundled docker prints something else, and why that is right.
enum AcceptedDifferences {
  /// The reason; nothing when the case must match.
  static func reason(for recorded: RecordedCase) -> String? {
    reasons.first { $0.cases.contains(recorded.name) }?.reason
  }

  private static let reasons: [(reason: String, cases: [String])] = [
    (
      "the bundled docker is not built with Go and says so by leaving that out",
      ["version", "version-flag", "version-short-v", "down-version"]
    ),
    (
      "the engine's document is shown as it came; docker drops members its own type no longer has",
      ["info-format-json"]
    ),
    (
      "docker prints the repositories of one image in random order, the bundled docker in the engine's",
      ["format-empty", "format-table-noheader", "format-title"]
    ),
    ("the endpoint is the one of the engine that plays the recording", ["context-ls"]),
    (
      "without an engine docker asks the registry itself; the bundled docker leaves that to its engine",
      ["down-login"]
    ),
  ]
}
