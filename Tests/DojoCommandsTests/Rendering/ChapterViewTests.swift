import Basics
import Lessons
import Testing

@testable import DojoCommands

/// What `dojo lesson show` prints.
struct ChapterViewTests {
  private static let chapter = """
    # Two machines

    1. Start `web` as {name}. (Hint: look it up)

       ```console
       $ docker run -d --name web nginx
       4f1c2d3e4a5b
       ```

    2. On the other machine, pull it. You should see `Done`.

       <details><summary>Solution</summary>

       ```sh
       docker pull nginx
       ```

       </details>
    """

  private func view(_ files: [String: String]) throws -> ChapterView {
    let reading = try ChapterFiles(files: LessonFiles(inMemory: files)).read(path: "c.md", language: "en")
    return ChapterView(path: "c.md", reading: reading)
  }

  private func text(_ view: ChapterView, _ language: Language = .english, isBrief: Bool = false) -> String {
    let style = TerminalStyle(isTerminal: false, environment: [:], plain: true)
    let console = Console(language: language, style: style, width: 80)
    return ChapterText(console: console, view: view).text(isBrief: isBrief)
  }

  @Test(arguments: [
    "Steps are marked by a numbered list that goes on: 2, with",
    "+15  its numbers run from 1 to 2 without a gap",
    "not each fence of commands: 1 step,",
    "Step 1  Start web as {name}  c.md:3:1",
    "command  6:6  docker run -d --name web nginx",
    "output  7:4  4f1c2d3e4a5b",
    "blank  {name} (3:19)",
    "hint 1  look it up",
    "machine  10:4  on the other machine (the other machine)",
    "output  10:52  Done",
    "solution  15:4  docker pull nginx",
  ])
  func `the text says what was found, where, and why the steps are steps`(line: String) throws {
    let text = try text(view(["c.md": Self.chapter]))
    #expect(text.contains(line), "\(text)")
  }

  @Test func `it is said in Japanese too`() throws {
    let text = try text(view(["c.md": Self.chapter]), .japanese)
    #expect(text.contains("通し番号のリストを手順とします（2 個"))
    #expect(text.contains("ヒント 1  look it up"))
  }

  @Test func `programs get the same as one object for each chapter`() throws {
    let json = try ChapterJSON(view: view(["c.md": Self.chapter]), language: .english).json(isBrief: false)
    #expect(json["style"]?.string == "numbered-list")
    let steps = try #require(json["steps"]?.array)
    #expect(steps.count == 2)
    #expect(steps[0]["commands"]?.array?.first?["place"]?["column"]?.int == 6)
    #expect(steps[0]["blanks"]?.array?.first?["form"]?.string == "braces")
    #expect(steps[1]["machines"]?.array?.first?["target"]?.string == "other")
    #expect(steps[1]["solution"]?["origin"]?.string == "step")
    #expect((json["candidates"]?.array?.count ?? 0) > 1)
  }

  @Test func `a chapter without steps is wrong, and says how to write them`() throws {
    let view = try view(["c.md": "# Only words\n"])
    #expect(view.isWrong)
    #expect(text(view).contains("No steps were found. Number what the learner does"))
    #expect(text(view, isBrief: true) == "c.md: no steps")
  }

  @Test func `the checks file's style wins`() throws {
    let view = try view(["c.md": Self.chapter, "c.yaml": "lesson: a\nstyle: fences\nsteps: [{id: x}]"])
    #expect(text(view, isBrief: true) == "c.md: fences, 1 step")
    #expect(text(view).contains("as the lesson says"))
  }
}
