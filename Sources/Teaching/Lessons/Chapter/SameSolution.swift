/// Solutions that only say that they are the same as another step's: `1.と同じ`, "Same as 1".
enum SameSolution {
  /// The steps with the commands that such a solution means.
  static func resolved(_ steps: [ChapterStep]) -> [ChapterStep] {
    guard steps.contains(where: { $0.solution?.commands.isEmpty == true }) else { return steps }
    var steps = steps
    let indices = Dictionary(steps.indices.map { (steps[$0].number, $0) }) { first, _ in first }
    for index in steps.indices {
      guard let solution = steps[index].solution, solution.commands.isEmpty,
        let number = number(in: solution.remarks), number != steps[index].number, let other = indices[number]
      else { continue }
      steps[index] = steps[index].solved(like: steps[other], remarks: solution.remarks)
    }
    return steps
  }

  private static let before = [
    "same as step ", "same as in step ", "same as exercise ", "same as number ", "same as no. ", "same as ",
    "see step ",
    "comme à l'étape ", "wie in schritt ", "igual que en el paso ", "igual que el paso ", "和步骤",
    "与步骤",
  ]

  private static let finder = PhraseFinder(before + ["と同じ", "と同様"])

  /// The number of the step that is meant; nil when the words mean something else.
  static func number(in remarks: String) -> Int? {
    guard finder.isIn(remarks) else { return nil }
    let text = remarks.lowercased().trimmed
    if let range = text.firstRange(of: "と同じ") ?? text.firstRange(of: "と同様") {
      let differs = ["ただし", "だけ", "が、", "以外"].contains { text[range.upperBound...].contains($0) }
      return differs ? nil : text[..<range.lowerBound].split { !$0.isNumber }.last.flatMap { value($0) }
    }
    for words in before {
      guard let range = text.firstRange(of: words) else { continue }
      let digits = text[range.upperBound...].prefix { $0.isNumber }
      // "Same as step 1, but …" is another solution.
      if digits.endIndex == text.endIndex || text[digits.endIndex...] == "." { return value(digits) }
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

extension ChapterStep {
  /// The same step with another one's solution; where that has none, with what it shows to be typed.
  fileprivate func solved(like other: ChapterStep, remarks: String) -> ChapterStep {
    let isSolved = other.solution?.commands.isEmpty == false
    let commands = isSolved ? other.solution?.commands ?? [] : other.commands
    guard !commands.isEmpty else { return self }
    var findings = findings
    findings.solutionOrigin = .sameAs(number: other.number, findings.solutionOrigin?.place ?? place)
    findings.solutionCommands = isSolved ? other.findings.solutionCommands : other.findings.commands
    return ChapterStep(
      number: number, title: title, leadIn: leadIn, body: body, place: place, hints: hints,
      solution: Solution(
        commands: commands, sampleOutput: other.solution?.sampleOutput ?? "", remarks: remarks),
      findings: findings)
  }
}
