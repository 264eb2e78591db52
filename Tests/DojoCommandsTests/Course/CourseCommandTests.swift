import Basics
import Lessons
import Practice
import TestSupport
import Testing

@testable import DojoCommands

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `dojo list` and `dojo run` without a name: the lessons as a course.
@Suite struct CourseCommandTests {
  private static let steps = "steps:\n  - id: look\n    confirm: true\n  - id: again\n    confirm: true\n"

  /// A `DOJO_HOME` with three lessons, each of two steps that the learner confirms.
  private static func lay(in place: Workplace) throws -> String {
    let home = "\(place.home)/dojo"
    try Folders.create("\(home)/lessons")
    for (name, after) in [
      ("basics", ""), ("advanced", "after: middle"), ("middle", "after: basics\ntime: 80m"),
    ] {
      let yaml = "lesson: \(name)\ntitle: {en: The \(name), ja: 題名 \(name)}\n\(after)\n\(steps)"
      try AtomicFile.write(yaml.utf8, to: "\(home)/lessons/\(name).yaml")
      for tag in ["en", "ja"] {
        try AtomicFile.write(
          "# \(name)\n\n1. Look.\n2. Look again.\n".utf8, to: "\(home)/lessons/\(name).\(tag).md")
      }
    }
    try Folders.create("\(home)/fixtures")
    try FileManager.default.createSymbolicLink(
      atPath: "\(home)/fixtures/images", withDestinationPath: "\(Workplace.top)/fixtures/images")
    return home
  }

  /// Does the given number of steps of a lesson; `dojo run` ends with 0 when they were its last.
  private static func pass(
    _ steps: Int, of lesson: String, in place: Workplace, _ home: String, isEnd: Bool = true
  ) async throws {
    let checks = Array(repeating: "dojo check", count: steps).joined(separator: "\n")
    let ran = try await place.script(
      "printf '\(checks.replacing("\n", with: "\\n"))\\n' | dojo run \(lesson)", changes: ["DOJO_HOME": home])
    #expect(ran.status == (isEnd ? 0 : 1), "\(ran.output)")
  }

  @Test
  func `dojo run without a name begins the course, goes on where one stopped, and ends with the course`()
    async throws
  {
    try await Workplace.with { place in
      let home = try Self.lay(in: place)
      func opened(_ language: Language = .english) async throws -> (output: String, status: Int32) {
        let ran = try await place.script(
          "echo true | dojo run", language: language, changes: ["DOJO_HOME": home])
        return (unwrapped(ran.output), ran.status)
      }
      #expect(try await opened().output.contains("A lesson to begin with: basics (The basics)."))
      try await Self.pass(2, of: "basics", in: place, home)
      #expect(
        try await opened(.japanese).output.contains("basicsが終わったので、次は middle（題名 middle）です。"))
      try await Self.pass(1, of: "advanced", in: place, home, isEnd: false)
      #expect(try await opened().output.contains("Going on with advanced (The advanced), at step 2 of 2."))
      try await Self.pass(1, of: "advanced", in: place, home)
      // A lesson goes on in the language in which it was opened.
      #expect(
        try await opened().output.contains("middle（題名 middle）の続きです。全 2 手順のうち、手順 1 からです。"))
      try await Self.pass(2, of: "middle", in: place, home)
      let end = try await opened()
      #expect(end.output.contains("all 3 lessons of the course are done"), "\(end)")
      #expect(end.status == 0)
    }
  }

  @Test func `the list has the lessons in order, what each waits for, and where dojo run leads`() async throws
  {
    try await Workplace.with { place in
      let home = try Self.lay(in: place)
      try await Self.pass(2, of: "basics", in: place, home)
      for language in Language.allCases {
        let list = try await place.script("dojo list", language: language, changes: ["DOJO_HOME": home])
        #expect(list.status == 0)
        #expect(fitsScreen(list.output), "\(list.output)")
        let lines = list.output.split(separator: "\n").map { unwrapped(String($0)) }
        let names = ["basics", "middle", "advanced"]
        let order = names.compactMap { name in
          lines.firstIndex { $0.contains(" \(name) ") && $0.contains("/2") }
        }
        #expect(order == order.sorted() && order.count == 3, "\(list.output)")
        #expect(lines.contains { $0.hasPrefix("✓ 1") && $0.contains("2/2") })
        #expect(
          lines.contains { $0.hasPrefix("→ 2") && $0.contains(language.choose("1 h 20 min", "1 時間 20 分")) })
        #expect(lines.contains(language.choose("after middle", "middle のあとで")))
        #expect(list.output.contains(language.choose("dojo run goes on with middle", "dojo run で middle の")))
      }
      let json = try await place.script("dojo list --format json", changes: ["DOJO_HOME": home])
      let rows = try JSONValue(parsing: Array(json.output.utf8)).array ?? []
      #expect(rows.map { $0["lesson"]?.string } == ["basics", "middle", "advanced"])
      #expect(rows.map { $0["state"]?.string } == ["done", "new", "new"])
      #expect(rows.map { $0["next"]?.bool } == [false, true, false])
      #expect(rows.map { $0["minutes"]?.int } == [nil, 80, nil])
      #expect(rows[2]["missing"]?.array?.map(\.string) == ["middle"])
    }
  }
}
