import Basics

/// What an overlay changes about one step.
///
/// ```yaml
/// steps:
///   - id: push-image
///     points: 5
///     costs: {solution: 100%}
///     checks:
///       - id: kept-first-name
///         needs: stored
///         image: nginx:1.19.2
/// ```
package struct StepOverlay: Sendable, Hashable {
  package let id: Step.ID
  /// Absent means as before.
  package let points: Int?
  package let costs: CostsChange?
  /// Added below the step's own; all of them are hidden.
  package let checks: [Check]
  package let place: SourcePlace
}

extension StepOverlay {
  static func readAll(_ node: YAMLNode, _ reading: Reading, lesson: Lesson) -> [StepOverlay] {
    guard case .list(let items) = node.content else {
      reading.reject(node, expecting: expected)
      return []
    }
    var overlays: [StepOverlay] = []
    for item in items {
      guard let fields = Fields(item, reading, expecting: expected),
        let overlay = read(fields, lesson: lesson)
      else { continue }
      if let other = overlays.first(where: { $0.id == overlay.id }) {
        reading.report(.stepTwice(overlay, other))
      }
      overlays.append(overlay)
    }
    return overlays
  }

  /// The step with the id that is written here; reports and gives nil when the lesson has none.
  static func step(_ node: YAMLNode, _ reading: Reading, in lesson: Lesson) -> Step? {
    guard let name = String(node, reading) else { return nil }
    guard let step = lesson.step(Step.ID(name)) else {
      reading.rejectName(name, at: node.place, kind: Phrase(en: "step", ja: "手順"), known: reading.steps)
      return nil
    }
    return step
  }

  private static var expected: Phrase {
    Phrase(en: "a list of steps (`- id: …`)", ja: "手順のリスト（`- id: …`）")
  }

  private static func read(_ fields: Fields, lesson: Lesson) -> StepOverlay? {
    let reading = fields.reading
    let named: String? = fields.required("id")
    let step = named == nil ? nil : fields.node("id").flatMap { Self.step($0, reading, in: lesson) }
    let (points, costs): (Int?, CostsChange?) = (fields["points"], fields["costs"])
    reading.stepsBefore = step.flatMap { reading.steps.firstIndex(of: $0.id.text) } ?? reading.steps.count
    // What a check needs can only be looked up in a step that there is.
    let checks = fields.node("checks").flatMap { node in
      step.map { Check.readAll(node, reading, below: $0.checks) }
    }
    let isEmpty = fields.present(among: ["points", "costs", "checks"]).isEmpty && !fields.hasUnknownKeys
    fields.finish()
    guard let step else { return nil }
    if isEmpty { reading.report(.nothingChanged(step, at: fields.place)) }
    let all = step.checks + (checks ?? [])
    if points != nil, all.isEmpty {
      reading.report(.pointsWithoutChecks(step, at: fields.place(of: "points")))
    }
    return StepOverlay(
      id: step.id, points: points, costs: costs, checks: (checks ?? []).map(\.hidden), place: fields.place)
  }
}

extension Check {
  /// The same check, about which learners are not told.
  fileprivate var hidden: Check {
    Check(
      id: id, condition: condition, needs: needs, points: points, isHidden: true,
      isInferred: isInferred, within: within, label: label, place: place)
  }
}

extension LessonProblem {
  fileprivate static func stepTwice(_ overlay: StepOverlay, _ other: StepOverlay) -> Self {
    Self(
      at: overlay.place,
      found: Phrase(
        en: "The step `\(overlay.id)` stands twice; the first is in line \(other.place.line).",
        ja: "手順 `\(overlay.id)` が 2 回書かれています（1 つ目は \(other.place.line) 行目）。"),
      instead: Phrase(en: "Put everything about it into one entry.", ja: "1 つの項目にまとめてください。"))
  }

  fileprivate static func nothingChanged(_ step: Step, at place: SourcePlace) -> Self {
    Self(
      at: place,
      found: Phrase(en: "This changes nothing about `\(step.id)`.", ja: "`\(step.id)` について何も変えていません。"),
      instead: Phrase(
        en: "Add `points:`, `costs:` or `checks:`, or remove the entry.",
        ja: "`points:`、`costs:`、`checks:` のどれかを加えるか、この項目を削除してください。"))
  }

  fileprivate static func pointsWithoutChecks(_ step: Step, at place: SourcePlace) -> Self {
    Self(
      at: place,
      found: Phrase(
        en: "`\(step.id)` has no checks, so nobody could earn its points.",
        ja: "`\(step.id)` にはチェックがないため、点数を得られる人がいません。"),
      instead: Phrase(
        en: "Add `checks:` here, or leave the points out.", ja: "ここに `checks:` を加えるか、点数を書かないでください。"))
  }
}
