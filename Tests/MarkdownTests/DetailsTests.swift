import Markdown
import Testing

struct DetailsTests {
  private func outline(_ blocks: [Block]) -> String {
    blocks.map { block in
      switch block.kind {
      case .details(let details): "details(\(details.summary)|\(outline(details.blocks)))@\(block.lines)"
      case .paragraph(let inlines): inlines.plainText
      case .code(let code): "code(\(code.text.dropLast()))"
      case .list(let list): "list(" + list.items.map { outline($0.blocks) }.joined(separator: ",") + ")"
      case .html(let html): "html(\(html.dropLast()))"
      default: "other"
      }
    }.joined(separator: ";")
  }

  @Test(arguments: [
    (
      "<details>\n<summary>A <b>B</b></summary>\n\ntext\n\n```\nls\n```\n\n</details>\n",
      "details(A B|text;code(ls))@1...10"
    ),
    ("<details><summary>A</summary>text</details>\n", "details(A|text)@1...1"),
    (
      "<details><summary>A</summary>\ntext\n```\nls\n```\n</details>\nb\n", "details(A|text;code(ls))@1...6;b"
    ),
    (
      "1. a\n\n   <details>\n   <summary>S</summary>\n\n   b\n\n   </details>\n2. c\n",
      "list(a;details(S|b)@3...8,c)"
    ),
    ("<DETAILS open>\n\n<summary>S</summary>\n\nb\n\n</DETAILS>", "details(S|b)@1...7"),
    (
      "<details><summary>A</summary>\n\n<details><summary>B</summary>\n\nb\n\n</details>\n\n</details>\n",
      "details(A|details(B|b)@3...7)@1...9"
    ),
    ("<details>\n\na\n", "details(|a)@1...3"),
    ("a\n\n</details>\n\nb\n", "a;b"),
    ("<!-- <details> -->\n\na\n", "html(<!-- <details> -->);a"),
    ("<details><summary>A\n", "details(A|)@1...1"),
    ("<details\n", "html(<details)"),
  ])
  func `what details hide is one block`(text: String, expected: String) {
    #expect(outline(MarkdownDocument(parsing: text).blocks) == expected)
  }

  @Test func `text inside one piece of HTML keeps its lines`() throws {
    let text = "a\n\n<details><summary>S</summary>\nb\n\n```\nls\n```\n</details>\n"
    let block = try #require(MarkdownDocument(parsing: text).blocks.last)
    guard case .details(let details) = block.kind else {
      Issue.record("no details: \(block)")
      return
    }
    #expect(details.blocks.map(\.lines) == [4...4, 6...8])
  }
}
