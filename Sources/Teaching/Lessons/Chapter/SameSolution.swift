/// Solutions that only say that they are the same as another step's: `1.と同じ`, "Same as 1".
enum SameSolution {
  /// The steps with the commands that such a solution means.
  static func resolved(_ steps: [ChapterStep]) -> [ChapterStep] {
    guard steps.contains(where: { $0.solution?.commands.isEmpty == true }) else { return steps }
    var steps = steps
    for index in steps.indices {
      let step = steps[index]
      guard let solution = step.solution, solution.commands.isEmpty,
        let number = number(in: solution.remarks), number != step.number,
        let other = steps.first(where: { $0.number == number }), let same = other.solution,
        !same.commands.isEmpty
      else { continue }
      var findings = step.findings
      let place = findings.solutionOrigin?.place ?? step.place
      findings.solutionOrigin = .sameAs(number: number, place)
      findings.solutionCommands = other.findings.solutionCommands
      steps[index] = ChapterStep(
        number: step.number, title: step.title, leadIn: step.leadIn, body: step.body, place: step.place,
        hints: step.hints,
        solution: Solution(
          commands: same.commands, sampleOutput: same.sampleOutput, remarks: solution.remarks),
        findings: findings)
    }
    return steps
  }

  private static let before = [
    "same as step ", "same as in step ", "same as exercise ", "same as number ", "same as no. ", "same as ",
    "see step ",
    "手順", "ステップ", "comme à l'étape ", "wie in schritt ", "igual que en el paso ", "igual que el paso ", "和步骤",
    "与步骤",
  ]

  /// The number of the step that is meant; nil when the words mean something else.
  static func number(in remarks: String) -> Int? {
    let text = remarks.lowercased().trimmed
    if let range = text.firstRange(of: "と同じ") ?? text.firstRange(of: "と同様") {
      return text[..<range.lowerBound].split { !$0.isNumber }.last.flatMap { value($0) }
    }
    for words in before {
      guard let range = text.firstRange(of: words) else { continue }
      let digits = text[range.upperBound...].prefix { $0.isNumber }
      let isJapanese = words == "手順" || words == "ステップ"
      if let number = value(digits), !isJapanese || text.contains("同じ") { return number }
    }
    return nil
  }

  private static func value(_ digits: Substring) -> Int? {
    guard (1...3).contains(digits.count) else { return nil }
    return digits.reduce(0) { sum, digit in
      guard let sum, let value = digit.wholeNumberValue, value < 10 else { return nil }
      return sum * 10 + value
    }
  }
}

extension SolutionOrigin {
  /// The place in the chapter, or in the file it links to.
  package var place: SourcePlace? {
    switch self {
    case .step(let place), .key(let place), .file(let place), .sameAs(_, let place): place
    case .checksFile: nil
    }
  }
}
