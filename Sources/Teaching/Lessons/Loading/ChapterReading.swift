/// A chapter as it was read from its files, before it is joined with its checks.
package struct ChapterReading: Sendable {
  package let chapter: Chapter
  /// Absent when the chapter has no checks file.
  package let checks: ChecksFile?
  /// Where the checks file is, or would be.
  package let checksPath: String
  /// The lesson's id where no checks file says another.
  package let id: Lesson.ID
  /// The BCP 47 tag in the file's name.
  package let languageTag: String?
  /// Every file that was read: the chapter's, its checks, and the solutions to which it links.
  package let sources: [LessonSource]
}

extension Lesson {
  /// Joins what was read; throws a `LessonError` with every step that does not fit.
  init(_ reading: ChapterReading, names: [Machine.ID: String]) throws(LessonError) {
    try self.init(
      chapter: reading.chapter, checks: reading.checks, id: reading.id, languageTag: reading.languageTag,
      sources: reading.sources, names: names)
  }
}
