import Basics
import Checks
import Lessons
import Practice
import TestSupport
import Testing

@Suite struct JournalTests {
  private let folder: ScratchFolder
  private var path: String { "\(folder.path)/journal.jsonl" }

  init() throws { folder = try ScratchFolder() }

  private func entry(_ number: Int) -> JournalEntry {
    JournalEntry(time: Int64(number), event: .solutionShown(StepEntry(step: Step.ID("step-\(number)"))))
  }

  private func journal(_ numbers: [Int]) throws -> String {
    try numbers.map { String(decoding: try entry($0).line(), as: UTF8.self) + "\n" }.joined()
  }

  @Test func `what was added is there when the journal is opened again`() throws {
    for number in 1...3 {
      var journal = try Journal.open(at: path)
      try journal.append(entry(number))
    }
    let contents = try Journal.read(at: path)
    #expect(contents.entries == [entry(1), entry(2), entry(3)])
    #expect(contents.damages.isEmpty)
  }

  @Test func `every kind of event survives the journal`() throws {
    let command = CommandEntry(
      argv: ["docker", "run", "-d"], folder: "/tmp", machine: "host", exit: 125, output: "ほげ\n\u{1B}[m",
      isTruncated: true, started: 7, step: "start-registry")
    let events: [JournalEvent] = [
      .sittingStarted(SittingStart(lesson: "image-registry", process: 42, language: .japanese)),
      .command(command), .assessed(.sample(step: "a", outcome: .failed)),
      .passed(PassEntry(command: 3, assessment: .sample(step: "a", outcome: .passed))),
      .hintShown(HintEntry(step: "b", rung: 2)), .solutionShown(StepEntry(step: "b")),
      .reset(ResetEntry(step: "a", unlatched: ["a", "b"])), .sittingEnded,
    ]
    for event in events {
      let entry = JournalEntry(time: 1_793_563_200_123, event: event)
      #expect(try JournalEntry(line: entry.line()) == entry)
    }
  }

  @Test func `a torn last line is reported, dropped, and does not spoil what is added after it`() throws {
    try folder.write(journal([1, 2]) + #"{"at":3,"event":"solution-sh"#, to: "journal.jsonl")
    var journal = try Journal.open(at: path)
    #expect(journal.contents.entries == [entry(1), entry(2)])
    #expect(journal.contents.damages == [.torn(line: 3)])
    try journal.append(entry(4))
    let contents = try Journal.read(at: path)
    #expect(contents.entries == [entry(1), entry(2), entry(4)])
    #expect(contents.damages.isEmpty)
  }

  @Test func `a whole last line that lacks only its newline is kept`() throws {
    try folder.write(String(journal([1, 2]).dropLast()), to: "journal.jsonl")
    var journal = try Journal.open(at: path)
    try journal.append(entry(3))
    #expect(try Journal.read(at: path).entries == [entry(1), entry(2), entry(3)])
  }

  @Test func `garbage in the middle is skipped, named by its line, and never rewritten`() throws {
    let damaged = try journal([1]) + "garbage\n\u{0}\u{1}{}\n" + journal([2])
    try folder.write(damaged, to: "journal.jsonl")
    var journal = try Journal.open(at: path)
    #expect(journal.contents.entries == [entry(1), entry(2)])
    #expect(journal.contents.damages == [.unreadable(line: 2), .unreadable(line: 3)])
    try journal.append(entry(3))
    let bytes = try FileBytes.read(path)
    #expect(String(decoding: bytes, as: UTF8.self) == damaged + (try self.journal([3])))
  }

  @Test func `a folder that cannot be written to is an error with a remedy`() throws {
    #expect {
      _ = try Journal.open(at: "/proc/journal.jsonl")
    } throws: { error in
      (error as? SystemError)?.subject == "/proc/journal.jsonl"
    }
  }
}
