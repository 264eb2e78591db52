import Basics

/// A checks file to begin with, guessed from a chapter.
package struct ChecksFileDraft: Sendable {
  /// A step as it is guessed.
  package struct Step: Sendable {
    package let id: String
    package let title: String
    let isElsewhere: Bool
    /// Empty where there is nothing to guess from: the learner's word will do.
    package let checks: [InferredCheck]
  }

  package let id: String
  private let title: String
  package let steps: [Step]
  private let values: [(name: String, value: String)]
  private let insecure: [String]

  /// Guesses the checks of a chapter.
  package init(_ chapter: Chapter, id: String) {
    self.id = id
    title = chapter.title.flatMap { $0.isBlank ? nil : $0 } ?? id
    // A solution of nothing but words says nothing that the step's own commands do not.
    let typed = chapter.steps.map { step in
      (step.solution.map(\.commands).flatMap { $0.isEmpty ? nil : $0 } ?? step.commands).map(\.line)
    }
    let values = Self.blanks(in: typed.flatMap(\.self) + chapter.steps.map(\.title))
    var inference = CheckInference(commands: typed.flatMap(\.self))
    var ids = DraftIDs()
    var steps: [Step] = []
    var isElsewhere = false
    for (step, commands) in zip(chapter.steps, typed) {
      let cue = step.findings.machines.last
      let isHere = cue.map { $0.target != .first } ?? isElsewhere
      inference.machine = isHere ? "other" : Machine.start.id.text
      let own = ids.make(from: commands, number: step.number)
      let checks = DraftYAML.readable(
        inference.checks(of: commands), of: own, after: inference.previous, values: values)
      steps.append(
        Step(id: own, title: step.title, isElsewhere: isHere, checks: checks))
      inference.previous = own
      if let cue, cue.isLasting { isElsewhere = cue.target != .first }
    }
    self.steps = steps
    self.values = values
    insecure = Self.registries(in: steps)
  }

  /// How many steps have nothing but the learner's word.
  package var confirmed: Int { steps.count { $0.checks.isEmpty } }
  /// How many checks were guessed.
  package var inferred: Int { steps.reduce(0) { $0 + $1.checks.count } }

  /// The file's text.
  package var yaml: String {
    var lines = [
      "lesson: \(id)", "format: 1", "title: {en: \(DraftYAML.quoted(title)), ja: \(DraftYAML.quoted(title))}",
    ]
    lines += machines
    lines += DraftYAML.lines(of: values)
    lines.append("steps:")
    for step in steps { lines += self.lines(of: step) }
    return lines.joined(separator: "\n") + "\n"
  }

  private var machines: [String] {
    let list = insecure.map(DraftYAML.quoted).joined(separator: ", ")
    let own = insecure.isEmpty ? "{}" : "{insecure-registries: [\(list)]}"
    guard steps.contains(where: \.isElsewhere) else {
      return insecure.isEmpty ? [] : ["machines: {host: \(own)}"]
    }
    return ["machines:", "  host: \(own)", "  other: \(own)"]
  }

  private func lines(of step: Step) -> [String] {
    var lines = [
      "  # \(DraftYAML.comment(step.title))", "  - id: \(step.id)",
    ]
    if step.isElsewhere { lines.append("    on: other") }
    guard !step.checks.isEmpty else { return lines + ["    confirm: true"] }
    lines += ["    points: 1", "    checks:"]
    for check in step.checks { lines += DraftYAML.lines(of: check) }
    return lines
  }

  // MARK: What the chapter leaves open

  /// The `{names}` that stand for the host; what others stand for is the learner's to find out.
  private static func blanks(in texts: [String]) -> [(name: String, value: String)] {
    var names: [String] = []
    for text in texts {
      for blank in text[...].blanks where !names.contains(blank.name) { names.append(blank.name) }
    }
    return names.filter { $0 != "host" && $0 != "other" && $0.meansHost }.map { ($0, "{host}") }
  }

  /// The registries that are pushed to by a name that is not this computer's own.
  private static func registries(in steps: [Step]) -> [String] {
    var found: [String] = []
    for check in steps.flatMap(\.checks) {
      guard let at = check.condition["registry"]?["at"]?.string, !at.hasPrefix("localhost"),
        !at.hasPrefix("127."),
        !found.contains(at)
      else { continue }
      found.append(at)
    }
    return found
  }
}

/// Ids for steps, from what they do.
private struct DraftIDs {
  private var taken: Set<String> = []

  mutating func make(from commands: [String], number: Int) -> String {
    let words = commands.lazy.flatMap { SimpleCommand.all(in: $0) }.map(\.words).first { !$0.isEmpty } ?? []
    let base = Self.name(words) ?? (words.isEmpty ? "confirm-\(number)" : "step-\(number)")
    var id = base
    var count = 2
    while !taken.insert(id).inserted {
      id = "\(base)-\(count)"
      count += 1
    }
    return id
  }

  private static func name(_ words: [String]) -> String? {
    guard let docker = DockerWords(words) else {
      return words.first.flatMap { slug($0) }
    }
    let verbs = ["images": "list-images", "ps": "list-containers", "rmi": "remove-image", "rm": "remove"]
    let named = docker.arguments.filter { !$0.isSubstituted }
    // What follows the image or the container belongs to the program in it.
    let isAboutFirst = ["run", "create", "exec"].contains(docker.verb)
    let first =
      isAboutFirst && named.first != docker.arguments.first ? nil : isAboutFirst ? named.first : named.last
    let object = first?.imageBase
    let verb = verbs[docker.verb] ?? docker.verb
    return slug([verb, object].compactMap(\.self).joined(separator: "-"))
  }

  /// Lower-case letters, digits and single hyphens, starting with a letter; nil when nothing is left.
  private static func slug(_ text: String) -> String? {
    let parts = text.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    let slug = parts.joined(separator: "-")
    let short = String(slug.prefix(40)).split(separator: "-").joined(separator: "-")
    return Identifier<Lesson>.accepts(short) ? short : nil
  }
}
