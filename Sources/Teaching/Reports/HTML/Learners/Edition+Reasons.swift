import Basics

extension Edition {
  /// Why points are missing: a part for each step that did not pass.
  func writeReasons(of result: LearnerResult, at learner: Int, in page: inout Markup) {
    for (place, step) in result.steps.enumerated() where step.outcome != .passed {
      page.element(.div, .id(.step(place, of: learner)), .kind("why")) { page in
        page.element(.h4) { page in
          writeSign(Mark(step), in: &page)
          page.text(" ")
          page.text(title(of: step.id, to: 120))
          page.text(" ")
          page.element(.small, text: say(Mark(step).word))
        }
        for check in step.checks { write(check, of: step.id, in: &page) }
        writeOvercome(at: step, in: &page)
      }
    }
  }

  /// What the passes rest on, for learners whose marks are not full.
  func writePasses(of result: LearnerResult, in page: inout Markup) {
    let passed = result.steps.filter { $0.outcome == .passed && !$0.checks.isEmpty }
    guard !passed.isEmpty else { return }
    page.element(.details) { page in
      page.element(
        .summary,
        text: say(
          Phrase(en: "Evidence for the \(passed.count) steps that passed", ja: "合格した\(passed.count)件の手順の根拠")))
      for step in passed {
        page.element(.div, .kind("passed")) { page in
          page.element(.p, .kind("over"), text: title(of: step.id, to: 60))
          for check in step.checks { write(check, of: step.id, in: &page) }
          writeOvercome(at: step, in: &page)
        }
      }
    }
  }

  private func write(_ check: CheckResult, of step: String, in page: inout Markup) {
    let mark = Mark(check.outcome)
    page.element(.div, .kind("check")) { page in
      page.element(.p) { page in
        writeSign(mark, in: &page)
        page.element(.span, .kind("unseen"), text: say(mark.word))
        page.text(" ")
        page.element(.code) { $0.foreign(Plain.name(check.id)) }
        writeWorth(of: check.id, of: step, in: &page)
        if check.outcome == .passed {
          page.text(" ")
          page.sentence(quote(check.found))
        }
      }
      if check.outcome == .passed {
        writeEvidence(check.evidence, in: &page)
      } else {
        writeVerdict(check, in: &page)
      }
    }
  }

  /// What the check is worth, and whether learners know of it.
  private func writeWorth(of check: String, of step: String, in page: inout Markup) {
    guard let check = self.check(check, of: step) else { return }
    page.text(" ")
    page.element(.span, .kind("note"), text: say(Wording.points(check.points)))
    guard check.isHidden else { return }
    page.text(" ")
    page.element(.span, .kind("badge"), text: say(Words.hidden))
  }

  private func writeVerdict(_ check: CheckResult, in page: inout Markup) {
    page.element(.dl, .kind("verdict")) { page in
      for item in CheckText.items(check) {
        page.element(.dt, text: say(item.label))
        page.element(.dd) { $0.sentence(quote(item.text)) }
      }
      guard !check.evidence.isEmpty else { return }
      page.element(.dt, text: say(Words.evidence))
      page.element(.dd) { writeEvidence(check.evidence, in: &$0) }
    }
  }

  private func writeEvidence(_ evidence: [String], in page: inout Markup) {
    guard !evidence.isEmpty else { return }
    writeExcerpt(of: evidence.joined(separator: "\n"), in: &page)
  }

  /// Causes that were met on the way and are not those of the final verdict.
  private func writeOvercome(at step: StepResult, in page: inout Markup) {
    let final = Set(step.checks.compactMap { $0.outcome == .passed ? nil : $0.diagnosis })
    let others = step.diagnoses.filter { !final.contains($0) }
    guard !others.isEmpty else { return }
    page.element(.div, .kind("check")) { page in
      page.element(.p, text: say(Phrase(en: "Met on the way:", ja: "途中であったつまずき：")))
      page.element(.ul) { page in
        for diagnosis in others {
          page.element(.li) { page in
            if let sentence = sentence(of: diagnosis, at: step.id) {
              page.sentence(sentence)
              page.text(" ")
            }
            page.element(.code) { $0.foreign(Plain.name(diagnosis)) }
          }
        }
      }
    }
  }

  /// Lines that a program printed, as far as there is room, and how much more there is.
  func writeExcerpt(of text: String, in page: inout Markup) {
    let (shown, rest) = excerpt.of(text)
    page.element(.pre, Attribute(.dir, "auto")) { $0.lines(String(shown)) }
    writeRest(rest, in: &page)
  }

  /// Says that something was left out.
  func writeRest(_ bytes: Int, in page: inout Markup) {
    guard bytes > 0 else { return }
    page.element(
      .p, .kind("note"),
      text: say(
        Phrase(en: "… \(bytes) more bytes stand in the JSON report.", ja: "… 残り\(bytes)バイトは JSON レポートにあります。"))
    )
  }
}
