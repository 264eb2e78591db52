import Basics
import Lessons
import Markdown

/// How a chapter was read, for people.
struct ChapterText {
  let console: Console
  let view: ChapterView

  private var chapter: Chapter { view.chapter }
  private var choice: StyleChoice { view.chapter.choice }

  func text(isBrief: Bool) -> String {
    if isBrief { return "\(view.path): \(brief)" }
    let parts =
      [head, style] + chapter.steps.map { ChapterStepText(console: console, step: $0).text } + [notices]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func say(_ en: String, _ ja: String) -> String { Phrase(en: en, ja: ja)[console.language] }

  private var brief: String {
    let count = chapter.steps.count
    guard let style = choice.style else { return say("no steps", "手順なし") }
    return "\(style.rawValue), \(say(count == 1 ? "1 step" : "\(count) steps", "手順 \(count) 個"))"
  }

  private var head: String {
    let title = chapter.title.map { "  " + $0 } ?? ""
    return console.style(view.path, .strong) + title
  }

  /// Which style was chosen, what speaks for it, and what the others would have come to.
  private var style: String {
    guard let best = choice.candidates.first, choice.style == best.style else {
      let remedy = say(
        "Number what the learner does: `1. …`, or headings such as `## Step 1: …`.",
        "学習者が行うことに番号を付けてください（`1. …`、または `## 手順1: …` のような見出し）。")
      return wrapped(say("No steps were found.", "手順が見つかりません。") + " " + remedy)
    }
    let name = best.style.name[console.language]
    let count = best.stepCount
    let first =
      choice.isGiven
      ? say(
        "Steps are marked by \(name), as the lesson says: \(count).", "レッスンの指定により、\(name)を手順とします（\(count) 個）。"
      )
      : say(
        "Steps are marked by \(name): \(count), with \(best.score) points.",
        "\(name)を手順とします（\(count) 個、\(best.score) 点）。")
    let others = choice.candidates.dropFirst().map { other in
      let name = other.style.name[console.language]
      return say(
        "not \(name): \(other.stepCount == 1 ? "1 step" : "\(other.stepCount) steps"), \(other.score) points",
        "不採用: \(name)（手順 \(other.stepCount) 個、\(other.score) 点）")
    }
    return ([first] + reasons(best) + others.map { "  " + $0 }).joined(separator: "\n")
  }

  private func reasons(_ candidate: StyleCandidate) -> [String] {
    candidate.reasons.map { reason in
      let points = reason.points > 0 ? "+\(reason.points)" : "\(reason.points)"
      let padding = String(repeating: " ", count: max(0, 5 - points.count))
      return "  \(padding)\(points)  \(reason.why[console.language])"
    }
  }

  /// What is wrong with the chapter, and what was understood but should be written otherwise.
  private var notices: String {
    (chapter.problems + chapter.warnings).map { notice in
      LineWrap.hanging(
        "! ", "\(notice.summary[console.language]) \(notice.instead?[console.language] ?? "")",
        width: console.width)
    }.joined(separator: "\n")
  }

  private func wrapped(_ text: String) -> String {
    LineWrap.lines(of: text, width: console.width).joined(separator: "\n")
  }
}

/// One step of a chapter, with everything that was found in it.
struct ChapterStepText {
  let console: Console
  let step: ChapterStep

  var text: String {
    ([head] + about + findings.map { "  " + $0 }).joined(separator: "\n")
  }

  private var found: StepFindings { step.findings }

  private func say(_ en: String, _ ja: String) -> String { Phrase(en: en, ja: ja)[console.language] }

  private var head: String {
    let label = found.label.isEmpty || found.label == "\(step.number)" ? "" : " (\(found.label))"
    let name = say("Step \(step.number)", "手順\(step.number)") + label
    return "\(console.style(name, .strong))  \(step.title)  \(console.style("\(step.place)", .quiet))"
  }

  private var about: [String] {
    guard let section = found.section, !section.isEmpty else { return [] }
    return ["  " + say("under", "節") + "  \(section)"]
  }

  private var findings: [String] {
    let machines = found.machines.map { cue in
      let lasting = cue.isLasting ? say(", from here on", "、以降ずっと") : ""
      return row(say("machine", "マシン"), cue.place, "\(cue.words) (\(target(cue.target))\(lasting))")
    }
    let commands = found.commands.map { row(say("command", "コマンド"), $0.place, $0.line) }
    let output = found.expected.map { row(say("output", "出力"), $0.place, $0.lines.joined(separator: "\n")) }
    let blanks = found.blanks.map { blank in
      let places = blank.places.map { "\($0.line):\($0.column)" }.joined(separator: ", ")
      return row(say("blank", "空欄"), nil, "\(blank.written) (\(places))")
    }
    let hints = step.hints.enumerated().map { index, blocks in
      row(say("hint \(index + 1)", "ヒント \(index + 1)"), nil, plain(blocks))
    }
    return machines + commands + output + blanks + hints + solution
  }

  private var solution: [String] {
    guard let solution = step.solution else { return [] }
    let word = say("solution", "解答")
    let own = found.solutionCommands.map { row(word, $0.place, $0.line) }
    let remarks =
      own.isEmpty && !solution.remarks.isEmpty
      ? [row(word, found.solutionOrigin?.place, solution.remarks)] : []
    guard case .sameAs(let number, _)? = found.solutionOrigin else { return own + remarks }
    return [row(word, found.solutionOrigin?.place, say("the same as step \(number)", "手順\(number)と同じ"))] + own
  }

  private func target(_ target: MachineCue.Target) -> String {
    switch target {
    case .first: say("the first machine", "最初のマシン")
    case .other: say("the other machine", "別のマシン")
    case .both: say("every machine", "すべてのマシン")
    case .named(let name): name
    }
  }

  /// A word, a place, and a text whose further lines stand below its first.
  private func row(_ word: String, _ place: SourcePlace?, _ text: String) -> String {
    let start = word + "  " + (place.map { "\($0.line):\($0.column)  " } ?? "")
    let indent = String(repeating: " ", count: 2 + DisplayWidth.of(start))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return start + lines.joined(separator: "\n" + indent)
  }

  private func plain(_ blocks: [Block]) -> String {
    MarkdownText(style: console.style, width: console.width - 20).render(blocks)
  }
}
