import Basics

extension GradeOverlay {
  /// Reads an overlay for this lesson; throws a `LessonError` with every mistake in it.
  ///
  /// Blanks stand for what they stand for in the lesson, and everything that is named must be there.
  package init(yaml text: String, path: String, for lesson: Lesson) throws(LessonError) {
    let reading = Reading(file: path)
    reading.blanks = Blanks(lesson.values)
    reading.machines = lesson.machines.map(\.id.text)
    reading.steps = lesson.steps.map(\.id.text)
    self = try reading.document(text) { Self.read($0, reading, text: text, lesson: lesson) }
  }

  private static func read(_ root: YAMLNode, _ reading: Reading, text: String, lesson: Lesson) -> Self? {
    let expected = Phrase(en: "a mapping that starts with `lesson: ID`", ja: "`lesson: ID` で始まるマッピング")
    guard let fields = Fields(root, reading, expecting: expected) else { return nil }
    readLesson(fields, lesson)
    let lateRule = LateRule.read(fields)
    let costs: CostsChange? = fields["costs"]
    let steps = fields.node("steps").map { StepOverlay.readAll($0, reading, lesson: lesson) } ?? []
    let worth = Lesson(lesson, changedBy: steps, costs: costs)
    let overrides =
      fields.node("overrides").map { GradeOverride.readAll($0, reading, worth: worth) } ?? []
    fields.finish()
    return GradeOverlay(
      lesson: lesson.id, lateRule: lateRule, costs: costs, steps: steps, overrides: overrides,
      path: reading.file, text: text)
  }

  private static func readLesson(_ fields: Fields, _ lesson: Lesson) {
    guard let name: String = fields.required("lesson"), name != lesson.id.text else { return }
    let place = fields.node("lesson")?.place ?? fields.place
    fields.reading.report(.otherLesson(name, at: place, lesson: lesson.id))
  }
}
