import Basics

extension Edition {
  /// One row for each step of a learner; rows of steps that did not pass lead to the reasons.
  func writeStepTable(of result: LearnerResult, at learner: Int, in page: inout Markup) {
    page.element(.table, .kind("steps")) { page in
      page.element(.caption, .kind("unseen"), text: say(Words.steps))
      page.element(.thead) { page in
        page.element(.tr) { page in
          page.element(.th, .column, .kind("mark"), text: say(Words.result))
          page.element(.th, .column, text: say(Words.step))
          page.element(.th, .column, .kind("number"), text: say(Words.points))
          page.element(.th, .column, .kind("remarks"), text: say(Words.remarks))
        }
      }
      page.element(.tbody) { page in
        for (place, step) in result.steps.enumerated() {
          let anchor = Anchor.step(place, of: learner)
          if step.outcome == .passed {
            page.element(.tr, .id(anchor)) { writeCells(of: step, reasons: nil, in: &$0) }
          } else {
            page.element(.tr) { writeCells(of: step, reasons: anchor, in: &$0) }
          }
        }
      }
    }
  }

  private func writeCells(of step: StepResult, reasons: Anchor?, in page: inout Markup) {
    let mark = Mark(step)
    page.element(.td, .kind("mark")) { page in
      writeSign(mark, in: &page)
      page.text(" ")
      page.element(.span, text: say(mark.word))
    }
    page.element(.th, .row) { page in
      let title = title(of: step.id, to: language == .japanese ? 40 : 72)
      guard let reasons else {
        page.text(title)
        return
      }
      page.element(.a, .link(reasons), text: title)
    }
    page.element(.td, .kind("number"), text: "\(Numbers.text(step.earned)) / \(Numbers.text(step.possible))")
    page.element(.td, .kind("note"), text: remarks(on: step).joined(separator: say(Self.pause)))
  }

  private static let pause = Phrase(en: " · ", ja: "・")

  private func remarks(on step: StepResult) -> [String] {
    var remarks: [Phrase] = []
    if let command = step.command {
      remarks.append(Phrase(en: "after command \(command)", ja: "コマンド\(command)のあと"))
    }
    if let seconds = step.seconds { remarks.append(Spans.length(seconds)) }
    if step.hints > 0 {
      remarks.append(Wording.hints(step.hints))
    }
    if step.isSolutionShown { remarks.append(Phrase(en: "solution shown", ja: "解答例を表示")) }
    if step.cost > 0 {
      let cost = Numbers.text(step.cost)
      remarks.append(Phrase(en: "−\(cost) for help", ja: "ヒント等で−\(cost)点"))
    }
    if step.open > 0 {
      let open = Wording.points(step.open)
      remarks.append(Phrase(en: "\(open.en) not judged", ja: "\(open.ja)は判定不能"))
    }
    if let override = step.override {
      let points = Wording.points(override.points)
      remarks.append(Phrase(en: "set by the instructor to \(points.en)", ja: "講師が\(points.ja)に変更"))
      if let reason = override.reason { remarks.append(Phrase(verbatim: reason)) }
    }
    return remarks.map(quote)
  }
}
