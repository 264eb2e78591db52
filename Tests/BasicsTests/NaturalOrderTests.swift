import Basics
import Testing

@Suite struct NaturalOrderTests {
  @Test(arguments: [
    ("a2", "a10", true), ("a10", "a2", false), ("a", "ab", true), ("b", "a", false), ("1", "01", true),
  ])
  func `Names are sorted with their numbers as numbers`(left: String, right: String, precedes: Bool) {
    #expect(NaturalOrder.precedes(left, right) == precedes)
  }
}
