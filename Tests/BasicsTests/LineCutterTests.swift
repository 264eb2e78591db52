import Basics
import Testing

@Suite struct LineCutterTests {
  @Test(arguments: [1, 2, 3, 5, 100])
  func `Lines come out whole, wherever the pieces were cut`(size: Int) {
    let bytes = Array("one\n\nthree and more\nrest".utf8)
    var cutter = LineCutter()
    var lines: [String] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      lines += cutter.take(bytes[start..<min(start + size, bytes.count)])
        .map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(lines == ["one", "", "three and more"])
    #expect(cutter.rest == Array("rest".utf8))
  }

  @Test func `Of a line that is too long there is the beginning, and the next one is whole`() {
    var cutter = LineCutter(longest: 4)
    let lines = ["123", "456", "789\nab\n"].flatMap { cutter.take(Array($0.utf8)) }
    #expect(lines == [Array("1234".utf8), Array("ab".utf8)])
  }
}
