import Basics
import Testing

@Suite struct `The distance between two words` {
  @Test(arguments: [
    ("check", "check", 0), ("chekc", "check", 1), ("chck", "check", 1), ("checck", "check", 1),
    ("hent", "hint", 1), ("", "run", 3), ("status", "", 6), ("solution", "status", 6),
  ])
  func `counts slips of the fingers, in both directions`(left: String, right: String, distance: Int) {
    #expect(EditDistance.between(left, right) == distance)
    #expect(EditDistance.between(right, left) == distance)
  }
}
