import Basics
import Testing

struct ChanceTests {
  /// The first numbers of SplitMix64, as the reference implementation gives them for the seed 1234567.
  @Test func `a seed gives the series that SplitMix64 gives for it`() {
    let chance = Chance(seed: 1_234_567)
    #expect(
      (0..<5).map { _ in chance.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  @Test func `without a seed no two series are the same`() {
    let (one, other) = (Chance(), Chance())
    #expect((0..<4).map { _ in one.next() } != (0..<4).map { _ in other.next() })
  }

  @Test func `whoever shares it takes turns, and nothing is given twice`() async {
    let chance = Chance(seed: 7)
    let drawn = await withTaskGroup(of: [UInt64].self) { group in
      for _ in 0..<8 { group.addTask { (0..<200).map { _ in chance.next() } } }
      return await group.reduce(into: Set<UInt64>()) { $0.formUnion($1) }
    }
    let alone = Chance(seed: 7)
    #expect(drawn == Set((0..<1_600).map { _ in alone.next() }))
  }
}
