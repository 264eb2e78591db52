/// A file of shell commands, with or without marks for steps and machines.
struct CommandFile {
  private(set) var segments: [SubmittedCommand] = []
  private(set) var hostName: String?
  private var scan = ShellScan()
  private var course = MachineCourse()
  private var step: Int?
  private var open: (lines: [Substring], first: Int)?

  /// Splits the text at its marks and nowhere else: here-documents, quotations and continued lines stay whole.
  init(_ text: String, limits: SubmissionLimits) throws(SubmissionProblem) {
    var number = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      guard number <= limits.lines else { throw .tooManyLines(limit: limits.lines) }
      read(line, number: number)
    }
    close()
    guard !segments.isEmpty else { throw .noCommands }
  }

  private mutating func read(_ line: Substring, number: Int) {
    if !scan.isUnfinished, isTurn(line) { return }
    scan.read(line)
    if open == nil, line.allSatisfy({ $0 == " " || $0 == "\t" }) { return }
    open = open ?? ([], number)
    open?.lines.append(line)
  }

  /// Whether the line is a mark, or does nothing but enter or leave a machine.
  private mutating func isTurn(_ line: Substring) -> Bool {
    if let mark = StepMark(line: line) {
      close()
      switch mark {
      case .step(let number, let machine):
        step = number
        course.begin(stepOn: machine)
      case .machine(let name): course.go(to: name)
      case .host(let name): hostName = hostName ?? name
      }
      return true
    }
    guard line.utf8.count < 500 else { return false }
    var next = course
    guard next.follow(String(line)) else { return false }
    close()
    course = next
    return true
  }

  /// Ends the segment, unless there is nothing in it that does anything.
  private mutating func close() {
    guard var (lines, first) = open else { return }
    open = nil
    while let last = lines.last, last.allSatisfy({ $0 == " " || $0 == "\t" }) { lines.removeLast() }
    let hasCommand = lines.contains { line in
      let start = line.first { $0 != " " && $0 != "\t" }
      return start != nil && start != "#"
    }
    guard hasCommand else { return }
    segments.append(
      SubmittedCommand(
        text: lines.joined(separator: "\n"), step: step, machine: course.current, line: first))
    first = 0
  }
}
