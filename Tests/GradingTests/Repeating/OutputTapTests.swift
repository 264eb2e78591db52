import Testing

@testable import Grading

struct OutputTapTests {
  private func tap(_ pieces: String..., kept: Int = 100) -> OutputTap {
    let tap = OutputTap(kept: kept)
    for piece in pieces { tap.append(Array(piece.utf8)) }
    return tap
  }

  @Test func `what stands before a mark is the output of one command, however it comes`() async {
    let tap = tap("one\n", "\u{1e}tw", "o\n\u{1e}three")
    #expect(await tap.takeCommand() == "one\n")
    #expect(await tap.takeCommand() == "two\n")
    #expect(tap.rest() == "three")
    #expect(tap.rest() == "")
  }

  @Test func `a mark that comes later is waited for`() async {
    let tap = OutputTap()
    async let text = tap.takeCommand()
    tap.append(Array("late\u{1e}".utf8))
    #expect(await text == "late")
  }

  @Test func `a mark that does not come holds nothing up for long`() async {
    #expect(await tap("said").takeCommand() == "said")
  }

  @Test func `only the beginning of a long output is kept, and all of it is counted`() async {
    let tap = tap(String(repeating: "x", count: 150), "y\u{1e}z", kept: 20)
    #expect(await tap.takeCommand() == String(repeating: "x", count: 20))
    #expect(tap.rest() == "z")
    #expect(tap.total == 153)
  }

  @Test func `marks that a submission prints itself are not gathered without end`() async {
    let tap = OutputTap()
    for number in 0..<1_000 { tap.append(Array("\(number)\u{1e}".utf8)) }
    var left = 0
    while await tap.takeCommand() != "" { left += 1 }
    #expect(left <= 17)
  }

  @Test func `of a flood of marks the last one counts`() async {
    let tap = tap(String(repeating: "x\u{1e}", count: 10_000) + "after", "wards\u{1e}next")
    #expect(await tap.takeCommand() == "")
    #expect(await tap.takeCommand() == "afterwards")
    #expect(tap.rest() == "next")
    #expect(tap.total == 20_000 + 15)
  }
}
