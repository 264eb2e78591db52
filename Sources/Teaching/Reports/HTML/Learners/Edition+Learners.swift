import Basics

extension Edition {
  func writeLearners(_ page: inout Markup) {
    section(.learners, Words.learners, in: &page) { page in
      for place in report.results.indices {
        writeLearner(report.results[place], at: place, in: &page)
        page.newLine()
      }
    }
  }

  private func writeLearner(_ result: LearnerResult, at place: Int, in page: inout Markup) {
    let anchor = Anchor.learner(place)
    let isBrief = result.steps.isEmpty && result.commands.isEmpty
    page.element(
      .article, .id(anchor), isBrief ? .kind("brief") : .kind("whole"), .labelled(by: anchor.heading)
    ) { page in
      writeLearnerHeading(result, anchor: anchor, in: &page)
      // The heading stays outside, because what a browser has not laid out yet names nothing.
      page.element(.div, .kind("more")) { page in
        writeScore(of: result, in: &page)
        writeFacts(of: result, in: &page)
        writeWarnings(of: result, in: &page)
        writeSteps(of: result, at: place, in: &page)
        writeCommands(of: result, in: &page)
        page.element(.p, .kind("back")) { $0.element(.a, .link(.map), text: say(Words.backToMap)) }
      }
    }
  }

  private func writeSteps(of result: LearnerResult, at place: Int, in page: inout Markup) {
    guard !result.steps.isEmpty else { return }
    writeStepTable(of: result, at: place, in: &page)
    writeReasons(of: result, at: place, in: &page)
    if !result.hasFullMarks { writePasses(of: result, in: &page) }
  }

  private func writeLearnerHeading(_ result: LearnerResult, anchor: Anchor, in page: inout Markup) {
    let shown = name(of: result)
    page.element(.h3, .id(anchor.heading)) { page in
      page.foreign(shown)
      let key = Plain.name(result.learner)
      guard key != shown else { return }
      page.text(" ")
      page.element(.small) { $0.foreign(key) }
    }
  }

  private func writeScore(of result: LearnerResult, in page: inout Markup) {
    page.element(.p, .kind("score")) { page in
      guard result.status == .graded else {
        page.element(.strong, text: say(result.status.word))
        if let reason = result.reason {
          page.text(" ")
          page.element(.span) { $0.sentence(quote(reason)) }
        }
        return
      }
      page.element(.strong, text: say(Wording.points(result.points, of: result.possible)))
      page.text(" ")
      page.element(.span, .kind("percent"), text: Phrase.percent(result.percent))
      for words in scoreRemarks(result) {
        page.text(" ")
        page.element(.span, .kind("note"), text: words)
      }
    }
  }

  private func scoreRemarks(_ result: LearnerResult) -> [String] {
    var remarks: [Phrase] = []
    if result.open > 0 {
      let open = Wording.points(result.open)
      remarks.append(Phrase(en: "\(open.en) could not be judged.", ja: "\(open.ja)は判定できませんでした。"))
    }
    if let penalty = result.lateness?.penalty, penalty > 0 {
      let (off, total) = (Wording.points(penalty), Wording.points(result.total))
      remarks.append(
        Phrase(
          en: "Less \(off.en) for being late: \(total.en).", ja: "遅れによる減点\(off.ja)を引いて\(total.ja)です。"))
    }
    if let reason = result.reason { remarks.append(reason) }
    return remarks.map(quote)
  }

  private func writeFacts(of result: LearnerResult, in page: inout Markup) {
    let graded = result.status == .graded
    page.element(.dl, .kind("facts")) { page in
      if let submission = result.submission {
        fact(Phrase(en: "Submission", ja: "提出物"), code: submission, in: &page)
      }
      if let kind = result.kind { fact(Phrase(en: "Kind", ja: "種類"), say(Self.word(kind)), in: &page) }
      if let submitted = result.times?.submitted {
        fact(Phrase(en: "Handed in", ja: "提出日時"), Spans.moment(milliseconds: submitted), in: &page)
      }
      if let lateness = result.lateness {
        fact(Phrase(en: "Deadline", ja: "期限"), say(Self.word(lateness)), in: &page)
      }
      if graded {
        fact(Phrase(en: "Hints", ja: "ヒント"), "\(result.hints)", in: &page)
        fact(Phrase(en: "Solutions", ja: "解答例"), "\(result.solutions)", in: &page)
        fact(Phrase(en: "Claims", ja: "申告"), say(result.integrity.state.inWords), in: &page)
      }
      for (name, value) in result.identities.sorted(by: { $0.key < $1.key }) {
        fact(Phrase(verbatim: Plain.name(name)), value, in: &page)
      }
    }
  }

  private func writeWarnings(of result: LearnerResult, in page: inout Markup) {
    let differences = result.integrity.differences.isEmpty ? nil : differences(result.integrity)
    guard differences != nil || !result.notes.isEmpty else { return }
    page.element(.ul, .kind("warnings")) { page in
      if let differences {
        page.element(.li) { page in
          page.element(
            .strong, text: say(Phrase(en: "Claims differ:", ja: "申告と再計算の結果が違います：")))
          page.text(" " + differences)
        }
      }
      for note in result.notes { page.element(.li) { $0.sentence(quote(note)) } }
    }
  }

  private static func word(_ lateness: Lateness) -> Phrase {
    guard lateness.seconds > 0 else { return Phrase(en: "met", ja: "期限内") }
    let span = Wording.duration(seconds: lateness.seconds)
    return Phrase(en: "\(span.en) late", ja: "\(span.ja)の遅れ")
  }

  private static func word(_ kind: String) -> Phrase {
    switch kind {
    case "bundle": Phrase(en: "bundle", ja: "提出用ファイル")
    case "commands": Phrase(en: "command file", ja: "コマンドのファイル")
    case "transcript": Phrase(en: "terminal transcript", ja: "端末の記録")
    default: Phrase(verbatim: kind)
    }
  }
}
