import Basics
import Lessons

/// Findings of the linter, for people, programs and GitHub's annotations.
struct LintText {
  let console: Console

  init(console: Console) {
    self.console = console
  }

  private var language: Language { console.language }

  /// One line for each finding: `file:line:column: error: what is so. What to do. [rule]`.
  func lines(_ findings: [LintFinding]) -> String {
    findings.map { finding in
      let severity = word(finding.rule.severity)
      let rule = console.style("[\(finding.rule.rawValue)]", .quiet)
      return "\(finding.place): \(severity): \(sentence(finding)) \(rule)"
    }.joined(separator: "\n")
  }

  func count(_ findings: [LintFinding], lessons: Int) -> String {
    let errors = findings.count { $0.rule.severity == .error }
    let warnings = findings.count - errors
    let rules = LintRule.allCases.count
    let found = "\(CountedNoun.text(errors, "error")), \(CountedNoun.text(warnings, "warning"))"
    return Phrase(
      en: "\(CountedNoun.text(lessons, "lesson")), \(rules) rules: \(found)",
      ja: "レッスン \(lessons) 件、ルール \(rules) 個: エラー \(errors) 件、警告 \(warnings) 件")[language]
  }

  func json(_ findings: [LintFinding]) -> JSONValue {
    .array(
      findings.map { finding in
        [
          "rule": .string(finding.rule.rawValue), "severity": .string(finding.rule.severity.rawValue),
          "file": .string(finding.place.file), "line": .number("\(finding.place.line)"),
          "column": .number("\(finding.place.column)"), "found": .string(finding.found[language]),
          "instead": finding.instead.map { .string($0[language]) } ?? .null,
        ]
      })
  }

  /// Workflow commands, which GitHub shows beside the lines of a pull request.
  ///
  /// docs.github.com, "Workflow commands for GitHub Actions", sections on error and warning messages.
  func annotations(_ findings: [LintFinding]) -> String {
    findings.map { finding in
      let place = finding.place
      let properties =
        "file=\(Self.property(place.file)),line=\(place.line),col=\(place.column),title=\(finding.rule.rawValue)"
      return "::\(finding.rule.severity.rawValue) \(properties)::\(Self.data(sentence(finding)))"
    }.joined(separator: "\n")
  }

  /// The rules, with how much they matter and what they ask for.
  func rules(_ format: LintFormat) -> String {
    guard format == .json else {
      return LintRule.allCases.map { rule in
        let name = rule.rawValue + String(repeating: " ", count: max(1, 24 - rule.rawValue.count))
        return LineWrap.hanging(
          name, "\(word(rule.severity)): \(rule.meaning[language])", width: console.width)
      }.joined(separator: "\n")
    }
    return JSONValue.array(
      LintRule.allCases.map { rule in
        [
          "rule": .string(rule.rawValue), "severity": .string(rule.severity.rawValue),
          "meaning": .string(rule.meaning[language]),
        ]
      }
    ).text(.init(indent: 2))
  }

  private func sentence(_ finding: LintFinding) -> String {
    guard let instead = finding.instead else { return finding.found[language] }
    return finding.found[language] + (language == .japanese ? "" : " ") + instead[language]
  }

  private func word(_ severity: LintRule.Severity) -> String {
    switch severity {
    case .error: console.style(Phrase(en: "error", ja: "エラー")[language], .bad)
    case .warning: console.style(Phrase(en: "warning", ja: "警告")[language], .attention)
    }
  }

  private static func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
