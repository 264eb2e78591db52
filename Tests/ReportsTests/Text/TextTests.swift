import Basics
import Testing

@testable import Reports

@Suite struct TextTests {
  @Test(
    arguments: [
      (0.0, "0"), (3, "3"), (1.5, "1.5"), (2.0 / 3, "0.67"), (-0.25, "-0.25"), (0.1 + 0.2, "0.3"),
      (0.005, "0.01"),
      (-0.001, "0"), (1e21, "1000000000000"), (.nan, "0"), (-.infinity, "-1000000000000"), (9.999, "10"),
    ])
  func `numbers have at most two decimals and never an exponent`(value: Double, text: String) {
    #expect(Numbers.text(value) == text)
  }

  @Test func `what acts instead of being seen is made visible, and every language stays as it is`() {
    #expect(Plain.visible("a\0b\u{1B}[31m\u{7F}\u{9B}x\r\n") == "a␀b␛[31m␡\\u{9B}x␍␊")
    #expect(Plain.visible("rtl\u{202E}gnp.exe") == "rtl\\u{202E}gnp.exe")
    #expect(Plain.visible("山田 太郎 👩‍🏫 Łukasz سلام") == "山田 太郎 👩‍🏫 Łukasz سلام")
    #expect(Plain.visibleLines("one\r\ntwo\tthree\n\u{1B}") == "one\ntwo\tthree\n␛")
  }

  @Test func `names of files cannot leave their folder, hide, or be one another's`() {
    let names = FileNames.unique(
      for: SampleClass.hostileNames + [SampleClass.longName, "", ".", "..", "A", "a", "a"])
    #expect(Set(names.map { $0.lowercased() }).count == names.count)
    for name in names {
      #expect(!name.isEmpty && !name.contains("/") && !name.hasPrefix(".") && !name.hasPrefix("-"), "\(name)")
      #expect(name.utf8.count <= 110 && !name.unicodeScalars.contains { $0.value < 0x21 })
    }
    #expect(FileNames.safe("山田 太郎") == "山田_太郎")
  }

  @Test(
    arguments: [
      (0, "0 s", "0 秒"), (59, "59 s", "59 秒"), (60, "1 min", "1 分"), (7_260, "2 h 1 min", "2 時間 1 分"),
      (86_400, "1 day", "1 日"), (180_000, "2 days 2 h", "2 日 2 時間"),
    ])
  func `times are told in their two largest units`(seconds: Int, en: String, ja: String) {
    #expect(Wording.duration(seconds: seconds) == Phrase(en: en, ja: ja))
  }

  @Test func `Markdown code holds any text, in a table too`() {
    #expect(Escaping.markdownCode("a`b") == "``a`b``")
    #expect(Escaping.markdownCode("`a|b`", isInTable: true) == "`` `a\\|b` ``")
    #expect(Escaping.markdownBlock("```\nx") == "````text\n```\nx\n````")
  }
}
