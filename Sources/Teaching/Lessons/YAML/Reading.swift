import Basics

/// What is known while a checks file is read, and the mistakes found so far.
final class Reading {
  let file: String
  var blanks = Blanks([:])
  /// The machines that facts may name.
  var machines: [String] = []
  /// The ids of all steps in order, and how many of them stand before the one being read.
  var steps: [String] = []
  var stepsBefore = 0
  private(set) var problems: [LessonProblem] = []

  init(file: String) {
    self.file = file
  }

  func report(_ problem: LessonProblem) {
    problems.append(problem)
  }

  func report(_ found: Phrase, at place: SourcePlace, instead: Phrase? = nil) {
    report(LessonProblem(at: place, found: found, instead: instead))
  }

  /// Reads the only document of a file that starts with `lesson:`; throws a `LessonError` with every mistake in it.
  func document<Value>(_ text: String, read: (YAMLNode) -> Value?) throws(LessonError) -> Value {
    var value: Value?
    do {
      if let root = try YAMLParser(text: text, file: file).root() {
        value = read(root)
      } else {
        report(
          Phrase(en: "The file is empty.", ja: "ファイルが空です。"), at: SourcePlace(file: file),
          instead: Phrase(en: "Start with `lesson: ID`.", ja: "`lesson: ID` から書き始めてください。"))
      }
    } catch {
      throw LessonError([
        error as? LessonProblem
          ?? LessonProblem(at: SourcePlace(file: file), found: Phrase(verbatim: "\(error)"))
      ])
    }
    guard let value, problems.isEmpty else { throw LessonError(problems) }
    return value
  }

  /// Says that something else was expected here.
  func reject(_ node: YAMLNode, expecting expected: Phrase) {
    let found =
      switch node.content {
      case .scalar(let text, _) where node.isEmpty || text.isEmpty:
        Phrase(en: "Nothing is written here.", ja: "何も書かれていません。")
      case .scalar(let text, _): Phrase(en: "`\(text)` does not fit here.", ja: "`\(text)` はここには書けません。")
      case .list: Phrase(en: "A list does not fit here.", ja: "ここにリストは書けません。")
      case .mapping: Phrase(en: "A mapping does not fit here.", ja: "ここにマッピングは書けません。")
      }
    report(
      found, at: node.place, instead: Phrase(en: "Write \(expected.en).", ja: "\(expected.ja)を書いてください。"))
  }

  /// Says that a name is not one of those there are.
  func rejectName(_ name: String, at place: SourcePlace, kind: Phrase, known: [String]) {
    report(
      Phrase(en: "There is no \(kind.en) `\(name)`.", ja: "\(kind.ja) `\(name)` はありません。"), at: place,
      instead: Suggestion.sentence(for: name, among: known))
  }
}
