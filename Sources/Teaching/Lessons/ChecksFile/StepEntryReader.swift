import Basics

extension StepEntry {
  private static var expected: Phrase {
    Phrase(en: "a list of steps (`- id: …`)", ja: "手順のリスト（`- id: …`）")
  }

  /// Reads `steps:`; all ids are known before the first step is read, so that a slip gets the right suggestion.
  static func readAll(_ file: Fields, start: Machine.ID, costs: Costs) -> [StepEntry] {
    let reading = file.reading
    guard let node = file.node("steps") else {
      let _: Missing? = file.required("steps")
      return []
    }
    guard case .list(let items) = node.content, !items.isEmpty else {
      reading.reject(node, expecting: expected)
      return []
    }
    reading.steps = items.compactMap { item in item.entries?.first { $0.key == "id" }?.value.text }
    var ids = UniqueIDs()
    var entries: [StepEntry] = []
    for item in items {
      guard let fields = Fields(item, reading, expecting: expected) else { continue }
      let id = ids.read(fields)
      reading.stepsBefore = id.flatMap { reading.steps.firstIndex(of: $0) } ?? reading.stepsBefore
      entries += read(fields, id: id, start: start, costs: costs).map { [$0] } ?? []
    }
    return entries
  }

  private static func read(_ fields: Fields, id: String?, start: Machine.ID, costs: Costs) -> StepEntry? {
    let reading = fields.reading
    let number: Int? = fields["step"]
    let machine = fields.machine("on") ?? start
    let (points, change): (Int?, CostsChange?) = (fields["points"], fields["costs"])
    let checks = fields.node("checks").map { Check.readAll($0, reading) } ?? []
    let diagnoses = fields.node("diagnoses").map { Diagnosis.readAll($0, reading) } ?? []
    let (hints, solution): ([Phrase], [Command]) = (fields.list("hints"), fields.list("solution"))
    let variants = fields.node("variants").map { Attempt.readVariants($0, reading) } ?? []
    let counterexamples =
      fields.node("counterexamples").map { Attempt.readCounterexamples($0, reading, known: diagnoses) } ?? []
    let destroys: Phrase? = fields["destroys"]
    let isConfirmed: Bool = fields["confirm"] ?? false
    if isConfirmed, !checks.isEmpty {
      reading.report(
        Phrase(en: "`confirm` and `checks` contradict each other.", ja: "`confirm` と `checks` は同時に書けません。"),
        at: fields.place(of: "confirm"),
        instead: Phrase(en: "Keep one of them.", ja: "どちらか一方だけを残してください。"))
    }
    fields.finish()
    guard let id else { return nil }
    return StepEntry(
      id: Step.ID(id), number: number, machine: machine, points: points,
      costs: change?.applied(to: costs) ?? costs, checks: checks, diagnoses: diagnoses,
      hints: hints, solution: solution, variants: variants, counterexamples: counterexamples,
      destroys: destroys, place: fields.place)
  }

  /// Stands for the list itself, only to word the message that it is missing.
  private struct Missing: YAMLReadable {
    static var expected: Phrase { StepEntry.expected }

    init?(_ node: YAMLNode, _ reading: Reading) { nil }
  }
}
