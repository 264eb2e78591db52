import Basics

/// Moments and lengths of time in words.
enum Spans {
  /// A length in seconds, as a journal tells it: any number at all.
  static func length(_ seconds: Double) -> Phrase {
    guard seconds.isFinite else { return Phrase(verbatim: "–") }
    return Wording.duration(seconds: Int(min(max(0, seconds), 1e11).rounded()))
  }

  /// `2026-11-26 13:05 UTC`.
  static func moment(milliseconds: Int64) -> String {
    // Years beyond four digits are not times of a class.
    let seconds = Int(min(max(milliseconds / 1_000, -62_135_596_800), 253_402_300_799))
    let time = Timestamp(seconds: seconds)
    return "\(time.dateText) \(time.timeText.prefix(5)) UTC"
  }
}
