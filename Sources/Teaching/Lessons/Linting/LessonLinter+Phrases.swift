import Basics

/// A sentence of the checks file: where it belongs, by ids that stay, and where it stands.
struct PlacedPhrase {
  let path: String
  let phrase: Phrase
  let place: SourcePlace
}

extension ChecksFile {
  /// Every sentence that learners can meet.
  var phrases: [PlacedPhrase] {
    let start = SourcePlace(file: path)
    return [title.map { PlacedPhrase(path: "title", phrase: $0, place: start) }].compactMap(\.self)
      + [trust.map { PlacedPhrase(path: "trust", phrase: $0, place: start) }].compactMap(\.self)
      + steps.flatMap(\.phrases)
  }
}

extension StepEntry {
  fileprivate var phrases: [PlacedPhrase] {
    var phrases = hints.enumerated().map {
      PlacedPhrase(path: "\(id)/hint-\($0.offset + 1)", phrase: $0.element, place: place)
    }
    if let destroys { phrases.append(PlacedPhrase(path: "\(id)/destroys", phrase: destroys, place: place)) }
    for check in checks {
      if let label = check.label {
        phrases.append(PlacedPhrase(path: "\(id)/\(check.id)/label", phrase: label, place: check.place))
      }
      for case .ask(let question) in check.condition.facts {
        phrases.append(
          PlacedPhrase(path: "\(id)/\(check.id)/question", phrase: question.text, place: check.place))
      }
    }
    for diagnosis in diagnoses {
      let all = [diagnosis.say] + diagnosis.advice + [diagnosis.unproved].compactMap(\.self)
      phrases += all.enumerated().map {
        PlacedPhrase(
          path: "\(id)/\(diagnosis.id)/\($0.offset)", phrase: $0.element, place: diagnosis.place)
      }
    }
    return phrases
  }
}

extension LessonLinter {
  /// Sentences that are there in one language only.
  func phraseFindings(_ checks: ChecksFile) -> [LintFinding] {
    let title =
      checks.title == nil
      ? [
        LintFinding(
          .titleMissing, at: SourcePlace(file: checks.path),
          Phrase(en: "The lesson has no `title:`.", ja: "レッスンに `title:` がありません。"),
          instead: Phrase(
            en: "Add `title: {en: …, ja: …}`, or lists show the chapter's heading in one language.",
            ja: "`title: {en: …, ja: …}` を加えてください。ないと、一覧に章の見出しがそのまま出ます。"))
      ] : []
    return title
      + checks.phrases.filter { !$0.phrase.isInBothLanguages }.map { placed in
        LintFinding(
          .phraseUntranslated, at: placed.place,
          Phrase(
            en: "`\(placed.phrase.en)` is in one language only.",
            ja: "`\(placed.phrase.en)` は片方の言語でしか書かれていません。"),
          instead: Phrase(
            en: "Write `{en: …, ja: …}` with a sentence in each language.",
            ja: "`{en: …, ja: …}` の形で、それぞれの言語の文を書いてください。"))
      }
  }
}

extension Phrase {
  /// Whether its English is no Japanese and its Japanese is Japanese; code alone is both.
  fileprivate var isInBothLanguages: Bool {
    let (english, japanese) = (en.withoutCode, ja.withoutCode)
    let hasWords = japanese.contains { $0.isLetter }
    return !english.contains(where: \.isJapanese) && (!hasWords || japanese.contains(where: \.isJapanese))
  }
}

extension String {
  /// The text without what stands between backticks.
  fileprivate var withoutCode: String {
    split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 0 }
      .map(\.element).joined(separator: " ")
  }
}

extension Character {
  /// Kana or a Chinese character.
  fileprivate var isJapanese: Bool {
    unicodeScalars.contains { (0x3040...0x30FF).contains($0.value) || (0x4E00...0x9FFF).contains($0.value) }
  }
}
