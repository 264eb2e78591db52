import Basics
import Markdown
import Testing

@testable import DojoCommands

@Suite struct MarkdownTextTests {
  private func block(_ kind: Block.Kind) -> Block { Block(kind, lines: 1...1) }

  private func plain(_ kinds: Block.Kind..., width: Int = 40) -> String {
    MarkdownText(style: .plain, width: width).render(kinds.map(block))
  }

  @Test func `code stands out without colour, and a fence is indented as written`() {
    #expect(
      plain(
        .paragraph([.text("Ask "), .code("/v2/"), .text(":")]),
        .code(CodeBlock(info: "sh", text: "curl a \\\n\n  b\n")))
        == "Ask `/v2/`:\n\n    curl a \\\n\n      b")
  }

  @Test func `a line end in the source is a space in English and nothing in Japanese`() {
    #expect(plain(.paragraph([.text("one"), .softBreak, .text("two")])) == "one two")
    #expect(plain(.paragraph([.text("レジ"), .softBreak, .text("ストリ")])) == "レジストリ")
  }

  @Test func `list items hang below their number`() {
    let item = List.Item(
      number: 7, blocks: [block(.paragraph([.text("one two three four five")]))], lines: 1...1)
    #expect(
      plain(.list(List(items: [item], delimiter: .period, isTight: true)), width: 17)
        == "7. one two three\n   four five")
  }

  @Test func `a link shows where it leads`() {
    #expect(
      plain(.paragraph([.link([.text("the manual")], destination: "https://docs.docker.com/")]), width: 60)
        == "the manual (https://docs.docker.com/)")
  }

  @Test func `a coloured word that wraps keeps its colour and its width`() {
    let text = MarkdownText(style: .coloured, width: 12).render([
      block(.paragraph([.text("名前は"), .code("v1"), .text("。です")]))
    ])
    #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= 12 })
    #expect(!text.split(separator: "\n").contains { $0.hasPrefix("。") })
  }
}
