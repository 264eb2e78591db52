import Basics
import Lessons

extension ConditionJudge {
  func judge(_ fact: RanFact, on machine: Machine.ID) -> Finding {
    let tried = tries(of: fact)
    // A diagnosis is about what the learner did last; an older mistake has been dealt with.
    let speaking = (purpose == .diagnosis ? tried.suffix(1) : tried[...]).filter { $0.machine == machine }
    let match = speaking.last(where: fact.fits)
    let shown = match ?? speaking.last
    return Finding(
      match == nil ? .failed : .passed, expected: fact.expected(on: name(of: machine), in: lesson),
      found: shown.map(fact.found) ?? nothingRan(on: machine),
      evidence: Evidence(commands: shown.map { [$0.sequence] }), usual: .notDoneYet)
  }

  /// What the learner did last instead, since this step is theirs to do.
  private func nothingRan(on machine: Machine.ID) -> Phrase {
    let name = name(of: machine)
    guard let last = journal.commands.last, last.sequence > startOfStep else {
      return Phrase(en: "Not done on \(name) yet.", ja: "\(name) ではまだ行われていない。")
    }
    let line = last.shownLine
    let place = lesson.name(of: last.machine)
    return Phrase(
      en: "Not done on \(name) yet; the latest command was `\(line)` on \(place).",
      ja: "\(name) ではまだ行われていない。直前のコマンドは \(place) での `\(line)`。")
  }

  /// The commands the fact is about, on whatever machine, oldest first.
  private func tries(of fact: RanFact) -> [CommandRecord] {
    guard let start = start(of: fact) else { return [] }
    return journal.commands.filter { record in
      record.sequence > start
        && (fact.commands.isEmpty || fact.commands.contains { $0.matches(record) })
    }
  }

  /// The number of the command after which commands count; absent when that moment has not come.
  private func start(of fact: RanFact) -> Int? {
    let passes = Dictionary(journal.passes.map { ($0.step, $0.command) }) { _, last in last }
    if let after = fact.after { return passes[after] }
    return purpose == .diagnosis ? startOfStep : .min
  }

  /// The number of the command with which the last of the steps before passed.
  var startOfStep: Int {
    let earlier = Set(lesson.steps.prefix { $0.id != step.id }.map(\.id))
    return journal.passes.filter { earlier.contains($0.step) }.map(\.command).max() ?? .min
  }
}

extension RanFact {
  /// Whether a command of the right name did what it should.
  func fits(_ record: CommandRecord) -> Bool {
    let arguments = record.argv.dropFirst()
    return with.allSatisfy { arguments.contains(where: $0.matches) }
      && !without.contains { arguments.contains(where: $0.matches) }
      && hasEnded(record.exit) && output.allSatisfy { $0.matches(record.output) }
  }

  private func hasEnded(_ code: Int32?) -> Bool {
    switch exit {
    case .code(let wanted): code == wanted
    case .failed: code.map { $0 != 0 } ?? false
    case .anything: true
    }
  }
}

extension CommandPattern {
  /// Whether the program is this one and the words after it begin with these.
  func matches(_ record: CommandRecord) -> Bool {
    guard let path = record.argv.first, path.split(separator: "/").last.map(String.init) == program else {
      return false
    }
    let given = Self.words(of: record.argv.dropFirst())
    return given.count >= words.count && zip(words, given).allSatisfy { $0.matches($1) }
  }

  /// Options of `docker` itself that stand before the command and take a value.
  private static let optionsWithValue: Set<String> = [
    "-H", "--host", "-c", "--context", "-l", "--log-level", "--config", "--tlscacert", "--tlscert",
    "--tlskey",
  ]

  private static func words(of arguments: ArraySlice<String>) -> [String] {
    var words: [String] = []
    var isValue = false
    for argument in arguments {
      if isValue {
        isValue = false
      } else if argument.hasPrefix("-") {
        isValue = words.isEmpty && optionsWithValue.contains(argument)
      } else {
        words.append(argument)
      }
    }
    return words
  }
}
