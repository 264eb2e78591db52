import Basics

/// Moments and lengths of time in words.
enum Spans {
  /// `40 s`, `3 min 05 s`, `2 h 10 min`, `3 d 4 h`: two units at most.
  static func length(_ seconds: Double) -> Phrase {
    guard seconds.isFinite else { return Phrase(verbatim: "–") }
    let whole = Int(min(max(0, seconds), 1e11).rounded())
    switch whole {
    case ..<60: return Phrase(en: "\(whole) s", ja: "\(whole)秒")
    case ..<3_600:
      let (minutes, rest) = whole.quotientAndRemainder(dividingBy: 60)
      return pair(minutes, ("min", "分"), rest, ("s", "秒"))
    case ..<86_400:
      let (hours, rest) = (whole / 60).quotientAndRemainder(dividingBy: 60)
      return pair(hours, ("h", "時間"), rest, ("min", "分"))
    default:
      let (days, rest) = (whole / 3_600).quotientAndRemainder(dividingBy: 24)
      return pair(days, ("d", "日"), rest, ("h", "時間"))
    }
  }

  /// `2026-11-26 13:05 UTC`.
  static func moment(milliseconds: Int64) -> String {
    // Years beyond four digits are not times of a class.
    let seconds = Int(min(max(milliseconds / 1_000, -62_135_596_800), 253_402_300_799))
    let time = Timestamp(seconds: seconds)
    return "\(time.dateText) \(time.timeText.prefix(5)) UTC"
  }

  private static func pair(
    _ first: Int, _ unit: (en: String, ja: String), _ second: Int, _ smaller: (en: String, ja: String)
  ) -> Phrase {
    guard second > 0 else { return Phrase(en: "\(first) \(unit.en)", ja: "\(first)\(unit.ja)") }
    return Phrase(
      en: "\(first) \(unit.en) \(second) \(smaller.en)", ja: "\(first)\(unit.ja)\(second)\(smaller.ja)")
  }
}
