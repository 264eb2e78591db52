import Basics
import Lessons
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Chapters as people write them: what is found in each stands in a file beside them.
///
/// `DOJO_RECORD=1` rewrites those files and fails the run.
struct ChapterFixtureTests {
  private static let root = "/" + #filePath.split(separator: "/Tests/")[0].drop { $0 == "/" }
  private static let folder = "\(root)/fixtures/chapters"

  /// Every chapter and every folder of step files.
  private static let names = (LessonFiles.disk.list(folder) ?? []).filter { name in
    !name.hasSuffix(".yaml") && name != "golden" && name != "answers"
  }.sorted()

  private func outline(_ name: String) throws -> String {
    let files = LessonFiles.disk
    let relative = LessonFiles(
      read: { path throws(SystemError) in try files.read("\(Self.folder)/\(path)") },
      list: { files.list("\(Self.folder)/\($0)") })
    let chapter = try ChapterFiles(files: relative).read(path: name, language: "en").chapter
    return ChapterOutlineText(chapter: chapter).text
  }

  @Test(arguments: names)
  func `what is found in a chapter, and where, is what its author meant`(name: String) throws {
    let outline = try outline(name)
    let path = "\(Self.folder)/golden/\(name).txt"
    if ProcessInfo.processInfo.environment["DOJO_RECORD"] == "1" {
      try AtomicFile.write(Array(outline.utf8), to: path, mode: 0o644)
      Issue.record("\(path) was rewritten: look at the difference, then run again without DOJO_RECORD")
      return
    }
    let bytes = try #require(try FileBytes.readIfPresent(path), "\(path) is missing; DOJO_RECORD=1 writes it")
    let golden = String(decoding: bytes, as: UTF8.self)
    let (found, expected) = (outline.split(separator: "\n"), golden.split(separator: "\n"))
    for (line, wanted) in zip(found, expected) { #expect(line == wanted) }
    #expect(found.count == expected.count)
  }

  @Test func `every way to mark steps stands in some chapter here`() throws {
    let styles = try Self.names.map { try outline($0).prefix { $0 != "\n" } }
    for style in StepStyle.allCases { #expect(styles.contains("style \(style.rawValue)"), "\(style)") }
  }

  /// The text at a place is the text that was found: the places are exact in every file.
  @Test(arguments: names)
  func `every place leads to the character it speaks of`(name: String) throws {
    let reading = try ChapterFiles().read(path: "\(Self.folder)/\(name)", language: "en")
    let lines = Dictionary(
      uniqueKeysWithValues: Set(reading.sources).map { source in
        let text = source.text.hasPrefix("\u{FEFF}") ? String(source.text.dropFirst()) : source.text
        return (source.path, text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline))
      })
    func rest(_ place: SourcePlace) throws -> Substring {
      let line = try #require(lines[place.file])[place.line - 1]
      return line.dropFirst(place.column - 1)
    }
    for step in reading.chapter.steps {
      let found = step.findings
      for command in found.commands + found.solutionCommands {
        let first = command.line.prefix { $0 != "\n" }
        #expect(try rest(command.place).hasPrefix(first), "\(command.place)")
      }
      for blank in found.blanks {
        for place in blank.places { #expect(try rest(place).hasPrefix(blank.written), "\(place)") }
      }
      for output in found.expected where output.carrier != .comment {
        #expect(try rest(output.place).hasPrefix(output.lines[0]), "\(output.place)")
      }
      for cue in found.machines {
        #expect(try rest(cue.place).lowercased().hasPrefix(cue.words.lowercased()), "\(cue.place)")
      }
    }
  }
}
