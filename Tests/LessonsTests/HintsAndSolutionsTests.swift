import Lessons
import Markdown
import Testing

struct HintsAndSolutionsTests {
  private func steps(_ text: String) -> [ChapterStep] {
    Chapter(reading: [LessonSource(path: "c.md", text: text)]).steps
  }

  private func plain(_ blocks: [Block]) -> String {
    blocks.map { block in
      switch block.kind {
      case .paragraph(let inlines): inlines.plainText
      case .code(let code): "[\(code.text.dropLast())]"
      default: "other"
      }
    }.joined(separator: "|")
  }

  @Test(arguments: [
    ("保存してください。（ヒント：[docker push](http://d/)を使います。）", "保存してください。", ["docker pushを使います。"]),
    ("保存して(ヒント: 上を参照)ください", "保存してください", ["上を参照"]),
    (
      "Push it. (Hint: see [push](http://d/) (manual).) Then wait.", "Push it.  Then wait.",
      ["see push (manual)."]
    ),
    ("Push it (hint: one) or (Tip: two)", "Push it  or ", ["one", "two"]),
    ("タグを付けます（[ヒント](http://d/)）。", "タグを付けます。", ["ヒント"]),
    ("Push it (see above). Hint taken.", "Push it (see above). Hint taken.", []),
    ("Push it (Hint: open", "Push it (Hint: open", []),
    ("Push\nit (Hint: two\nlines) now", "Push\nit  now", ["two\nlines"]),
    ("a\n\n   （ヒント：b）", "a", ["b"]),
    (
      "a\n\n   <details><summary>Hint 1</summary>\n\n   b\n\n   </details>\n   <details><summary>ヒント</summary>c</details>",
      "a", ["b", "c"]
    ),
    ("a (Hint: x)\n\n<details><summary>Tips</summary>\n\ny\n\n</details>\n", "a ", ["x", "y"]),
    ("a\n\n   <details><summary>More</summary>\n\n   b\n\n   </details>", "a|other", []),
    ("a\n\n   <details><summary>multiple paths</summary>\n\n   b\n\n   </details>", "a|other", []),
  ])
  func `hints are taken out of the text, in order`(item: String, body: String, hints: [String]) throws {
    let step = try #require(steps("1. \(item)\n").first)
    #expect(plain(step.body) == body)
    #expect(step.hints.map(plain) == hints)
  }

  @Test(arguments: [
    ("> Hint: use `-d`", "a"), ("> [!TIP]\n> Use it.", "a"), ("> 💡 **Tip 1**: a", "a"),
    ("**Hint:** try", "a"), (":bulb: Look.", "a"), ("> **ヒント**：見る", "a"), ("> Pista: mira", "a"),
  ])
  func `a hint below a list belongs to the step above it`(hint: String, title: String) {
    let found = steps("1. \(title)\n\n\(hint)\n\n2. b\n\n> Note: no hint.\n\nHints help.\n\n3. c\n")
    #expect(found.map(\.title) == [title, "b", "c"])
    #expect(found.map(\.hints.count) == [1, 0, 0])
    #expect(found.map(\.leadIn.count) == [0, 0, 2])
  }

  @Test(arguments: [
    ("Say `hi there! ok` twice. Then stop.", "Say hi there! ok twice"),
    ("**Say `hi!` now!** Rest.", "Say hi! now!"),
    ("Run `docker build . -t x`. Wait.", "Run docker build . -t x"),
    ("「`あ。い`」と打つ。次。", "「あ。い」と打つ"), ("Stop it, e.g. with `stop`. Then rest.", "Stop it, e.g. with stop"),
    ("Wait... and see? Yes.", "Wait... and see?"), ("Use v1.2. Then go.", "Use v1.2"),
    ("Click [Go! now](http://a.b/). Rest.", "Click Go!"), ("Look\nat `a`!\nThen go.", "Look at a!"),
  ])
  func `a title ends with the first sentence, and no sentence ends in code`(text: String, title: String) {
    #expect(steps("1. \(text)\n").first?.title == title)
  }

  @Test func `a fence is called what the last sentence above it says, code and all`() {
    #expect(
      steps("Push it. Use `echo hi!` to be glad:\n\n```sh\nls\n```\n").map(\.title) == [
        "Use echo hi! to be glad"
      ])
  }

  @Test func `the title of a step does not give its hint away`() {
    #expect(steps("1. タグを付けて（ヒント：docker tag）ください。次。\n")[0].title == "タグを付けてください")
  }

  @Test(arguments: [
    ("Solution", "```console\n$ ls\na\n$ pwd\n/\n```", ["ls", "pwd"], "a\n/"),
    ("答え(一例です)", "```\n$ ls\n```", ["ls"], ""),
    ("解答", "```sh\nls\npwd\n```\n\n```text\na\n```", ["ls", "pwd"], "a"),
    ("Show the answers", "`docker ps`", ["docker ps"], ""),
    ("正解", "Type this:\n\n    $ ls\n    a", ["ls"], "a"),
  ])
  func `a solution has commands and sample output`(
    summary: String, text: String, commands: [String], output: String
  ) throws {
    let indented = text.split(separator: "\n", omittingEmptySubsequences: false).map { "   " + $0 }.joined(
      separator: "\n")
    let inside = "1. a\n\n   <details><summary>\(summary)</summary>\n\n\(indented)\n\n   </details>\n2. b\n"
    let below = "1. a\n\n<details>\n<summary>\(summary)</summary>\n\n\(text)\n\n</details>\n\n2. b\n"
    for chapter in [inside, below] {
      let steps = steps(chapter)
      let solution = try #require(steps[0].solution)
      #expect(solution.commands.map(\.line) == commands)
      #expect(solution.sampleOutput == output)
      #expect(steps[1].solution == nil)
      #expect(plain(steps[0].body) == "a")
    }
  }

  @Test(arguments: [
    "<details><summary>答え(一例です)</summary>\n\n1. x\n   ``` sh\n   $ ls\n   ```\n2. `pwd`\n\n</details>",
    "<details><summary>Answers</summary>\n\n1.\n```\n$ ls\n```\n2.\n```\n$ pwd\n/\n```\n\n</details>",
    "## Solutions\n\n1. x\n```sh\nls\n```\n\n2. `pwd`\n",
  ])
  func `a key at the end gives each step its solution`(key: String) {
    let steps = steps("# T\n\n1. a\n\n2. b\n\nthe end\n\n\(key)\n")
    #expect(steps.map(\.number) == [1, 2])
    #expect(steps.map { $0.solution?.commands.map(\.line) } == [["ls"], ["pwd"]])
  }

  @Test func `a section below an item that promises a solution or a hint is the item's`() {
    let found = steps(
      "1. a\n\n### Hint\n\nLook.\n\n### Solution\n\n```\nls\n```\n\n2. b\n\n### Solution\n\n```\npwd\n```\n")
    #expect(found.map { $0.solution?.commands.map(\.line) } == [["ls"], ["pwd"]])
    #expect(found.map(\.hints.count) == [1, 0])
    let alone = steps("1. a\n\n2. b\n\n## Hints\n\nIn general.\n")
    #expect(alone.map(\.hints.count) == [0, 0])
  }

  @Test func `a step's own solution wins over the key`() {
    let steps = steps(
      "1. a\n\n   <details><summary>Solution</summary>`own`</details>\n2. b\n\n<details><summary>Solution</summary>\n\n1. `key`\n2. `key`\n\n</details>\n"
    )
    #expect(steps.map { $0.solution?.commands.map(\.line) } == [["own"], ["key"]])
  }
}
