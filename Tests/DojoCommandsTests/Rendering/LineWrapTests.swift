import Testing

@testable import DojoCommands

@Suite struct LineWrapTests {
  @Test(arguments: [
    ("abc", 3), ("レジストリ", 10), ("e\u{301}", 1), ("\u{1B}[32mok\u{1B}[0m", 2), ("✓", 1), ("（ヒント）", 10),
    ("", 0),
  ])
  func `width counts terminal columns, not characters`(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test func `English breaks at spaces and keeps a long word whole`() {
    #expect(
      LineWrap.lines(of: "push the image localhost:5000/testimage:v1 now", width: 12)
        == ["push the", "image", "localhost:5000/testimage:v1", "now"])
  }

  @Test func `Japanese breaks where a phrase begins`() {
    #expect(LineWrap.lines(of: "名前を付けます。", width: 14) == ["名前を", "付けます。"])
    #expect(LineWrap.lines(of: "次のイメージを預けます。", width: 16) == ["次のイメージを", "預けます。"])
    #expect(LineWrap.lines(of: "名前は「v1」", width: 8) == ["名前は", "「v1」"])
  }

  @Test
  func `a phrase wider than the line breaks anywhere but before a closing mark or after an opening one`() {
    #expect(LineWrap.lines(of: "非公開置場名。", width: 12) == ["非公開置場", "名。"])
    #expect(LineWrap.lines(of: "漢字「語」", width: 6) == ["漢字", "「語」"])
  }

  @Test func `a title that does not fit says that there is more`() {
    #expect(LineWrap.first(of: "one two three", width: 8) == "one two…")
    #expect(LineWrap.first(of: "one", width: 8) == "one")
  }

  @Test func `text behind a label hangs below its first word`() {
    #expect(
      LineWrap.hanging("try  ", "one two three four five six", width: 25)
        == "try  one two three four\n     five six")
  }

  @Test func `line breaks of the author are kept`() {
    #expect(LineWrap.lines(of: "a\n\nb", width: 20) == ["a", "", "b"])
  }
}
