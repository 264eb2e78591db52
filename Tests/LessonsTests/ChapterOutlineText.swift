import Basics
import Lessons
import Markdown

/// Everything that was found in a chapter, one thing a line: what the golden files hold.
struct ChapterOutlineText {
  let chapter: Chapter

  var text: String {
    let head = ["style \(chapter.style?.rawValue ?? "none")", "title \(chapter.title ?? "none")"]
    let notices = (chapter.problems + chapter.warnings).map { "notice \($0.summary.en)" }
    let text = head + chapter.steps.flatMap { lines(of: $0) } + notices
    return text.joined(separator: "\n") + "\n"
  }

  private func lines(of step: ChapterStep) -> [String] {
    let found = step.findings
    let label = found.label.isEmpty ? "" : " [\(found.label)]"
    var lines = ["", "step \(step.number)\(label) \(step.place): \(step.title)"]
    if let section = found.section { lines.append("  section \(section)") }
    lines.append("  blocks \(step.leadIn.count) before, \(step.body.count) own")
    lines += found.machines.map {
      "  machine \(at($0.place)) \($0.target) \($0.isLasting ? "from here on" : "here"): \($0.words)"
    }
    lines += found.commands.map { command($0, "command") }
    lines += found.expected.map {
      "  output \(at($0.place)) \($0.carrier.rawValue)\($0.isElided ? " elided" : ""): \(flat($0.lines))"
    }
    lines += found.blanks.map {
      "  blank \($0.places.map(at).joined(separator: " ")) \($0.form.rawValue): \($0.name)"
    }
    lines += step.hints.map {
      "  hint \($0.map { "\($0.lines.lowerBound):\($0.column)" }.joined(separator: " "))"
    }
    return lines + solution(step)
  }

  private func solution(_ step: ChapterStep) -> [String] {
    guard let solution = step.solution, let origin = step.findings.solutionOrigin else { return [] }
    let kind =
      switch origin {
      case .step: "own"
      case .key: "key"
      case .file(let place): "file \(place.file)"
      case .sameAs(let number, _): "same as \(number)"
      case .checksFile: "checks file"
      }
    let head = "  solution \(origin.place.map(at) ?? "nowhere") \(kind): \(flat([solution.remarks]))"
    let output = solution.sampleOutput.isEmpty ? [] : ["    prints \(flat([solution.sampleOutput]))"]
    return [head] + step.findings.solutionCommands.map { "  " + command($0, "command") } + output
  }

  private func command(_ command: FoundCommand, _ word: String) -> String {
    let host = command.host.map { " on \($0)" } ?? ""
    return "  \(word) \(at(command.place)) \(command.carrier.rawValue)\(host): \(flat([command.line]))"
  }

  private func at(_ place: SourcePlace) -> String { "\(place.line):\(place.column)" }

  private func flat(_ lines: [String]) -> String {
    lines.joined(separator: "\n").split(separator: "\n", omittingEmptySubsequences: false).joined(
      separator: "⏎")
  }
}
