import Basics

/// Findings as a person reads them: quiet where all is fine, a remedy below whatever is not, the sum last.
struct FindingsText {
  let console: Console

  init(console: Console) {
    self.console = console
  }

  func render(_ findings: [Finding]) -> String {
    let language = console.language
    let margin = findings.map { DisplayWidth.of($0.subject[language]) }.max() ?? 0
    let rows = findings.map { finding in
      let subject = finding.subject[language]
      let padding = String(repeating: " ", count: margin - DisplayWidth.of(subject))
      let label = "  \(mark(finding.severity)) \(subject)\(padding)  "
      let found = LineWrap.hanging(label, finding.found[language], width: console.width)
      guard let remedy = finding.remedy?[language] else { return found }
      let indent = String(repeating: " ", count: DisplayWidth.of(label))
      return "\(found)\n\(LineWrap.hanging(indent, "→ \(remedy)", width: console.width))"
    }
    return (rows + ["", verdict(findings)]).joined(separator: "\n")
  }

  private func mark(_ severity: Finding.Severity) -> String {
    switch severity {
    case .fine: console.style("ok", .good)
    case .attention: console.style("!!", .attention)
    case .blocking: console.style("NO", .bad)
    }
  }

  private func verdict(_ findings: [Finding]) -> String {
    if findings.contains(where: { $0.severity == .blocking }) {
      return Phrase(
        en: "A sitting cannot start here yet: see the lines marked NO.",
        ja: "このままでは始められません。NO の行をご覧ください。")[console.language]
    }
    if findings.contains(where: { $0.severity == .attention }) {
      return Phrase(
        en: "dojo works here; the lines marked !! tell what may surprise you.",
        ja: "dojo は使えます。!! の行にはご注意ください。")[console.language]
    }
    return Phrase(en: "All is well: dojo run image-registry", ja: "準備はできています: dojo run image-registry")[
      console.language]
  }
}
