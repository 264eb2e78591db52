import Basics
import Lessons
import Practice
import Reports

/// A proof as JUnit XML: a suite for each lesson, a case for each claim.
///
/// Elements and attributes are those of Jenkins' xUnit schema (junit-10.xsd). What is not so is a failure, what could
/// not be found out an error, and where there is nothing to find out the case is skipped.
struct ProofJUnit {
  let language: Language

  init(language: Language) {
    self.language = language
  }

  func text(_ proofs: [LessonProof]) -> String {
    let items = proofs.flatMap(\.items)
    let time = proofs.reduce(0) { $0 + $1.milliseconds }
    let lines =
      [#"<?xml version="1.0" encoding="UTF-8"?>"#]
      + [
        "<testsuites" + attributes([("name", "dojo lesson test")] + counts(items) + [("time", seconds(time))])
          + ">"
      ]
      + proofs.flatMap(suite) + ["</testsuites>"]
    return lines.joined(separator: "\n")
  }

  private func suite(_ proof: LessonProof) -> [String] {
    let head =
      [("name", proof.lesson.id.text)] + counts(proof.items) + [("time", seconds(proof.milliseconds))]
    let properties = [
      ("proved_diagnoses", "\(proof.proved)"), ("unproved_diagnoses", "\(proof.unproved.count)"),
    ]
    return ["  <testsuite\(attributes(head))>", "    <properties>"]
      + properties.map { "      <property\(attributes([("name", $0.0), ("value", $0.1)]))/>" }
      + ["    </properties>"] + proof.items.flatMap { lines(of: $0, in: proof.lesson) }
      + ["  </testsuite>"]
  }

  private func lines(of item: ProofItem, in lesson: Lesson) -> [String] {
    let head =
      "    <testcase"
      + attributes([
        ("name", item.sentence[language]), ("classname", "\(lesson.id).\(item.step)"),
        ("time", seconds(item.milliseconds)),
      ])
    let why = item.why?[language] ?? ""
    let inner = attributes([("message", why), ("type", item.kind)])
    let text = Escaping.xml(Plain.visibleLines("\(item.place)\n\(why)\n\(item.output)"))
    switch item.outcome {
    case .passed: return [head + "/>"]
    case .skipped:
      return [head + ">", "      <skipped\(attributes([("message", why)]))/>", "    </testcase>"]
    case .failed: return [head + ">", "      <failure\(inner)>\(text)</failure>", "    </testcase>"]
    case .undetermined: return [head + ">", "      <error\(inner)>\(text)</error>", "    </testcase>"]
    }
  }

  private func counts(_ items: [ProofItem]) -> [(String, String)] {
    func count(_ outcome: ProofItem.Outcome) -> String { "\(items.count { $0.outcome == outcome })" }
    return [
      ("tests", "\(items.count)"), ("failures", count(.failed)), ("errors", count(.undetermined)),
      ("skipped", count(.skipped)),
    ]
  }

  private func attributes(_ pairs: [(String, String)]) -> String {
    pairs.map { " \($0.0)=\"\(Escaping.xmlAttribute(Plain.visible($0.1)))\"" }.joined()
  }

  private func seconds(_ milliseconds: Int64) -> String { Numbers.text(Double(milliseconds) / 1_000) }
}
