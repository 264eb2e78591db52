import Markdown
import Testing

struct MarkdownDocumentTests {
  private func blocks(_ text: String) -> [Block] { MarkdownDocument(parsing: text).blocks }

  private func items(_ text: String) -> [List.Item] {
    blocks(text).flatMap { block -> [List.Item] in
      guard case .list(let list) = block.kind else { return [] }
      return list.items
    }
  }

  @Test(arguments: [
    ("1. a\n1. b\n1. c\n", [1, 1, 1]),
    ("3. a\n\n   text\n5. b\n", [3, 5]),
    ("1) a\n2) b\n", [1, 2]),
    ("\t1. a\n", []),
    ("1. a\n\nprose\n\n2. b\n```\nx\n```\n3. c\n", [1, 2, 3]),
    ("\u{FEFF}7. a\r\n8. b\r\n", [7, 8]),
    ("- a\n- b\n", []),
    ("2.\tb\n3.\tc\n", [2, 3]),
  ])
  func `list items keep the numbers printed in the source`(text: String, numbers: [Int]) {
    #expect(items(text).compactMap(\.number) == numbers)
  }

  @Test func `every block knows its lines and its column in characters`() {
    let document = blocks("# 日本語\n\n> 引用\n\n1. 項目\n   ```sh\n   ls\n   ```\n終わり\n")
    #expect(document.map(\.lines) == [1...1, 3...3, 5...8, 9...9])
    let nested = items("1. 項目\n   ```sh\n   ls\n   ```\n")[0].blocks
    #expect(nested.map(\.lines) == [1...1, 2...4])
    #expect(nested.map(\.column) == [4, 4])
  }

  @Test func `a fence keeps its info and its content without the indent`() throws {
    let block = try #require(items("1. a\n   ``` Sh title\n   ls\n     -a\n   ```\n").first?.blocks.last)
    guard case .code(let code) = block.kind else {
      Issue.record("not a fence: \(block)")
      return
    }
    #expect(code == CodeBlock(info: "Sh title", text: "ls\n  -a\n"))
    #expect(code.language == "sh")
  }

  @Test func `an indented block is code, but not a fence`() {
    #expect(blocks("    ls\n").map(\.kind) == [.code(CodeBlock(info: "", text: "ls\n", isFenced: false))])
  }

  @Test func `inline markup becomes values and plain text`() {
    let block = blocks("Use *the* **`docker`** ~~cmd~~ [man](http://m/ \"t\") ![p](i.png)  \nnow\n")[0]
    guard case .paragraph(let inlines) = block.kind else {
      Issue.record("not a paragraph: \(block)")
      return
    }
    #expect(inlines.contains(.strong([.code("docker")])))
    #expect(inlines.contains(.link([.text("man")], destination: "http://m/")))
    #expect(inlines.contains(.image([.text("p")], source: "i.png")))
    #expect(inlines.plainText == "Use the docker cmd man p\nnow")
  }

  @Test func `text around special characters stays in one piece`() {
    #expect(blocks("{my_host}:[x] & y!").map(\.kind) == [.paragraph([.text("{my_host}:[x] & y!")])])
  }

  @Test func `tables have header and rows`() {
    let block = blocks("| a | b |\n|---|---|\n| 1 | `2` |\n")[0]
    #expect(
      block.kind
        == .table(Table(header: [[.text("a")], [.text("b")]], rows: [[[.text("1")], [.code("2")]]])))
  }

  @Test func `ticked boxes are told from open ones`() {
    #expect(items("- [x] a\n- [ ] b\n- c\n").map(\.isChecked) == [true, false, nil])
  }

  @Test(arguments: ["---\ntitle: x\n---\n# A\n", "---\r\n# note\r\ntitle: x\r\n---\r\n# A\r\n"])
  func `front matter is set aside and lines still count it`(text: String) {
    let document = blocks(text)
    #expect(document.map(\.kind) == [.heading(level: 1, [.text("A")])])
    #expect(document.first?.lines.lowerBound == text.count(where: \.isNewline))
  }

  @Test func `two rules around prose are not front matter`() {
    #expect(blocks("---\nhello\n\n---\n").count == 3)
  }

  @Test(arguments: [1_000, 100_000])
  func `deep nesting neither crashes nor hangs`(depth: Int) {
    #expect(blocks(String(repeating: ">", count: depth) + " a").count == 1)
    #expect(blocks(String(repeating: "*a _b ", count: min(depth, 5_000))).count == 1)
    #expect(!blocks((0..<min(depth, 2_000)).map { _ in "<details>\n\n" }.joined()).isEmpty)
  }

  @Test func `text is replaced wherever it stands`() {
    let text = """
      # {a}

      1. `{a}` *{a}* [{a}]({a})

      > {a}

      ```
      {a}
      ```

      | {a} |
      |-----|
      | {a} |

      <details><summary>{a}</summary>{a}</details>
      """
    let filled = blocks(text).mapText {
      $0.split(separator: "{a}", omittingEmptySubsequences: false).joined(separator: "b")
    }
    #expect(!"\(filled)".contains("{a}"))
  }
}
