import Basics

/// One mistake in a lesson's files: where it is, what was found, what to write instead.
package struct LessonProblem: UserFacingError, Hashable {
  package let place: SourcePlace
  /// What was found, as one sentence without the place.
  package let found: Phrase
  /// What to write instead.
  package let instead: Phrase?

  package init(at place: SourcePlace, found: Phrase, instead: Phrase? = nil) {
    self.place = place
    self.found = found
    self.instead = instead
  }

  package var summary: Phrase {
    Phrase(en: "\(place): \(found.en)", ja: "\(place): \(found.ja)")
  }

  package var remedy: Phrase? { instead }

  package var exitCode: ExitCode { .lessonInvalid }
}

/// A lesson that cannot be used, with every mistake that was found in it.
package struct LessonError: UserFacingError, Hashable {
  /// In the order of their places; never empty.
  package let problems: [LessonProblem]

  package init(_ problems: [LessonProblem]) {
    self.problems = problems.sorted { $0.place < $1.place }
  }

  /// One line for each mistake, each with what to write instead.
  package var summary: Phrase {
    Phrase(en: lines(in: .english), ja: lines(in: .japanese))
  }

  package var exitCode: ExitCode { .lessonInvalid }

  private func lines(in language: Language) -> String {
    problems.map { problem in
      guard let instead = problem.instead else { return problem.summary[language] }
      return problem.summary[language] + (language == .japanese ? "" : " ") + instead[language]
    }.joined(separator: "\n")
  }
}
