extension UserFacingError {
  /// What went wrong and what to try, where there is room for a line of text only.
  package var text: Phrase {
    guard let remedy else { return summary }
    return Phrase(en: "\(summary.en). \(remedy.en)", ja: "\(summary.ja)。\(remedy.ja)")
  }
}
