import Lessons
import Markdown
import Testing

/// The chapter from which the project started lies beside the checkout, not in it.
struct SeedChapterTests {
  private static let path = "\(#filePath.split(separator: "/Tests/")[0])/../shared/seed/image-registry.ja.md"
  private static let candidates = [
    path, "\(#filePath.split(separator: "/Tests/")[0])/../../shared/seed/image-registry.ja.md",
  ]
  private static let seed = candidates.first { ((try? LessonFiles.disk.read($0)) ?? nil) != nil }

  @Test(.enabled(if: seed != nil, "the seed chapter is not beside this checkout"))
  func `the seed chapter, as it is, has its nine steps with hints, commands and prose`() throws {
    let lesson = try ChapterFiles().load(
      path: try #require(Self.seed), language: "ja", machines: ["host": "box"])
    #expect(lesson.steps.map(\.number) == Array(1...9))
    #expect(lesson.steps.map(\.hints.count) == [0, 0, 1, 0, 1, 0, 0, 0, 0])
    #expect(
      lesson.steps.map { $0.commands.map(\.line) } == [
        [], [], [], [], [], ["curl localhost:5000/v2/_catalog"],
        ["docker pull {ホストOSのホスト名}:5000/testimage:v1"], [], ["docker rm -f `docker ps -a -q`"],
      ])
    #expect(lesson.steps.map { $0.leadIn.count } == [0, 2, 0, 0, 0, 0, 1, 0, 0])
    #expect(lesson.languageTag == "ja")
    #expect(lesson.steps.allSatisfy { !$0.title.isEmpty && !$0.title.contains("ヒント") })
  }
}
