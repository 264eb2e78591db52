import Basics

/// When a lesson is due, and what handing it in later takes off.
///
/// ```yaml
/// due: 2026-12-01T23:59:00+09:00
/// late: {grace: 10m, per: 1d, penalty: 10%, at-most: 50%}
/// ```
package struct LateRule: Sendable, Hashable {
  package let due: Timestamp
  /// How long after `due` nothing is late yet.
  package let grace: Duration
  /// What being late takes off; absent means lateness is told but costs nothing.
  package let charge: Charge?

  package init(due: Timestamp, grace: Duration = .zero, charge: Charge? = nil) {
    self.due = due
    self.grace = grace
    self.charge = charge
  }

  /// A share of the possible points for each period that has begun.
  package struct Charge: Sendable, Hashable {
    /// A second or longer.
    package let period: Duration
    package let penalty: Percentage
    package let atMost: Percentage

    package init(period: Duration, penalty: Percentage, atMost: Percentage = Percentage(100)) {
      self.period = period
      self.penalty = penalty
      self.atMost = atMost
    }

    /// What so many periods, the last of them perhaps only begun, take off.
    func amount(periods: Int64, of possible: Double) -> Double {
      // The smallest share that is not zero reaches 100 % after this many.
      let counted = Double(min(periods, 10_000))
      return min(counted * penalty.of(possible), atMost.of(possible))
    }
  }

  /// How late a submission is, and the points that this takes off.
  ///
  /// `submitted` is in milliseconds since 1970. `seconds` counts from `due`, each second begun; up to the end of the
  /// grace it is 0. Periods count from the end of the grace. `penalty` is 0 or more.
  package func penalty(submitted: Int64, possible: Double) -> (seconds: Int, penalty: Double) {
    let afterDue = submitted.subtractingReportingOverflow(due.milliseconds)
    let late = afterDue.overflow ? (submitted > 0 ? Int64.max : Int64.min) : afterDue.partialValue
    guard late > grace.milliseconds else { return (0, 0) }
    let seconds = Int(Self.begun(late, each: 1_000))
    guard let charge else { return (seconds, 0) }
    let periods = Self.begun(late - grace.milliseconds, each: charge.period.milliseconds)
    return (seconds, charge.amount(periods: periods, of: possible))
  }

  private static func begun(_ time: Int64, each period: Int64) -> Int64 {
    let (whole, rest) = time.quotientAndRemainder(dividingBy: max(period, 1))
    return rest > 0 ? whole + 1 : whole
  }
}

extension Duration {
  fileprivate var milliseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1_000 + attoseconds / 1_000_000_000_000_000
  }
}

extension LateRule {
  /// Reads `due:` and `late:`; there is no lateness without a due time.
  static func read(_ fields: Fields) -> LateRule? {
    let due: Timestamp? = fields["due"]
    let late: Late? = fields["late"]
    if late != nil, fields.node("due") == nil { let _: Timestamp? = fields.required("due") }
    return due.map { LateRule(due: $0, grace: late?.grace ?? .zero, charge: late?.charge) }
  }

  /// What stands after `late:`.
  private struct Late: YAMLReadable {
    static var expected: Phrase {
      Phrase(
        en: "a mapping such as `{grace: 10m, per: 1d, penalty: 10%, at-most: 50%}`",
        ja: "`{grace: 10m, per: 1d, penalty: 10%, at-most: 50%}` のようなマッピング")
    }
    let grace: Duration
    let charge: Charge

    init?(_ node: YAMLNode, _ reading: Reading) {
      guard let fields = Fields(node, reading, expecting: Self.expected) else { return nil }
      let grace: Duration? = fields["grace"]
      let period: Period? = fields.required("per")
      let (penalty, atMost): (Percentage?, Percentage?) = (fields.required("penalty"), fields["at-most"])
      fields.finish()
      guard let period, let penalty else { return nil }
      self.grace = grace ?? .zero
      charge = Charge(period: period.duration, penalty: penalty, atMost: atMost ?? Percentage(100))
    }
  }

  /// A duration of which there can be a number.
  private struct Period: YAMLScalar {
    static var expected: Phrase {
      Phrase(en: "a period of a second or more, such as `1d` or `1h`", ja: "`1d` や `1h` のような 1 秒以上の期間")
    }
    let duration: Duration

    init?(yaml text: String) {
      guard let duration = Duration(yaml: text), duration >= .seconds(1) else { return nil }
      self.duration = duration
    }
  }
}
