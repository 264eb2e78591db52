import Basics
import Lessons
import Testing

/// What every lesson that ships must have, in every language.
struct BundledLessonsTests {
  private static let root = String(#filePath.split(separator: "/Tests/", maxSplits: 1)[0])
  private static let catalog = LessonCatalog(folder: "/\(root)/lessons".replacing("//", with: "/"))

  @Test(arguments: catalog.names)
  func `every language of a lesson has the same steps with the same checks`(name: String) throws {
    let languages = Self.catalog.languageTags(of: name)
    #expect(languages == ["en", "ja"])
    let lessons = try languages.map { try Self.catalog.load(name, language: $0) }
    #expect(Set(lessons.map { $0.steps.map(\.id) }).count == 1)
    #expect(Set(lessons.map { $0.steps.map(\.number) }).count == 1)
    #expect(Set(lessons.map { $0.steps.map { $0.hints.count } }).count == 1)
    #expect(Set(lessons.map { $0.steps.map(\.solution?.commands) }).count == 1)
  }

  @Test(arguments: catalog.names)
  func `every scored step has checks, a ladder of hints and a solution`(
    name: String
  ) throws {
    for language in Self.catalog.languageTags(of: name) {
      for step in try Self.catalog.load(name, language: language).steps where step.points > 0 {
        #expect(!step.checks.isEmpty, "\(step.id)")
        #expect(step.hints.count >= 2, "\(step.id)")
        #expect(step.solution?.commands.isEmpty == false, "\(step.id)")
      }
    }
  }
}
