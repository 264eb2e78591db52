import Basics
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    ("2020-09-10T12:33:36.112354456Z", 1_599_741_216, 112_354_456),
    ("2026-11-23T16:22:19Z", 1_795_450_939, 0),
    ("2026-11-23T16:22:19.5+09:00", 1_795_418_539, 500_000_000),
    ("0001-01-01T00:00:00Z", -62_135_596_800, 0),
    ("2024-02-29T23:59:59.000000001Z", 1_709_251_199, 1),
  ])
  func `A time of the engine is read to the nanosecond`(text: String, seconds: Int, nanoseconds: Int) {
    let time = Timestamp(text)
    #expect(time == Timestamp(seconds: seconds, nanoseconds: nanoseconds))
    if text.hasSuffix("Z") { #expect(time?.text == text) }
  }

  @Test(arguments: [
    "", "2026-11-23", "2026-13-01T00:00:00Z", "2026-11-23T16:22:19", "2026-11-23T16:22:19Zx",
    "2026-02-29T00:00:00Z", "2026-11-31T00:00:00Z", "2026-11-23T16:22:19+24:00", "2026-11-23T16:22:19+09:60",
  ])
  func `Anything else is no time`(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test func `Log stamps have all nine digits`() {
    #expect(Timestamp(seconds: 0, nanoseconds: 50_000_000).fixedText == "1970-01-01T00:00:00.050000000Z")
  }
}
