import Basics
import Reports
import Shell
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite(
  .enabled("bubblewrap can make sandboxes on this computer") { await SandboxHere.isPossible.value },
  .serialized)
struct HostileClassTests {
  @Test(arguments: HostileSubmission.all)
  func `a hostile submission is contained and graded as what it did`(_ submission: HostileSubmission)
    async throws
  {
    let whole = try await GradedHostileClass.whole.value
    let result = try #require(whole.result(submission.name))
    let output = result.commands.map(\.output).joined(separator: "\n")
    let escapes = output.split(separator: "\n").filter { $0.hasPrefix("ESCAPED") }
    #expect(escapes.isEmpty)
    for text in submission.shows { #expect(output.contains(text)) }
    #expect(result.status == .graded, "\(result.reason?.en ?? "")")
    switch submission.ending {
    case .points(let points):
      #expect(result.points == points)
      #expect(!result.isStopped)
    case .stopped: #expect(result.isStopped)
    case .graded: break
    }
  }

  @Test(arguments: GradedHostileClass.honest)
  func `honest submissions before, after and beside hostile ones get all their points`(_ learner: String)
    async throws
  {
    let result = try #require(try await GradedHostileClass.whole.value.result(learner))
    #expect(result.status == .graded)
    #expect(result.points == 15)
  }

  @Test(arguments: HostileFiles.expected)
  func `a file that is harmful before it is run becomes a row of its own`(_ expected: HostileFiles.Expected)
    async throws
  {
    let whole = try await GradedHostileClass.whole.value
    let result = try #require(whole.result(expected.learner))
    switch expected.outcome {
    case .points(let points):
      #expect(result.status == .graded)
      #expect(result.points == points)
    case .unreadable:
      #expect(result.status == .unreadable)
      #expect(result.reason != nil)
    case .differs:
      #expect(result.status == .graded)
      #expect(result.points == 0)
      #expect(result.integrity.state == .differs)
    }
  }

  @Test func `nothing that a submission has started lives on`() async throws {
    let mark = try await GradedHostileClass.whole.value.mark
    let survivors = Folders.names(in: "/proc").filter { Int($0) != nil }.filter { id in
      ["cmdline", "environ"].contains { name in
        let bytes = (try? FileBytes.read("/proc/\(id)/\(name)")) ?? []
        return String(decoding: bytes, as: UTF8.self).contains(mark)
      }
    }
    #expect(survivors.isEmpty)
  }

  @Test(arguments: ["/", "/tmp", "/var/tmp", "/dev/shm", "/run", "/etc"])
  func `nothing that a submission has written is left outside`(_ folder: String) async throws {
    let mark = try await GradedHostileClass.whole.value.mark
    #expect(Folders.names(in: folder).filter { $0.contains(mark) }.isEmpty)
  }

  @Test func `the instructor's terminal receives nothing but text, and nothing of a submission's own`()
    async throws
  {
    let whole = try await GradedHostileClass.whole.value
    #expect(!whole.terminal.contains(whole.mark))
    let controls = whole.terminal.unicodeScalars.filter { scalar in
      scalar != "\n"
        && (scalar.properties.generalCategory == .control || (0x202A...0x202E).contains(scalar.value))
    }
    #expect(controls.isEmpty)
    #expect(whole.terminal.contains("million.zip"))
    #expect(whole.exit == ExitCode.partlyGraded.rawValue)
  }

  @Test func `no cell of the grades begins a formula, and every row is there`() async throws {
    let whole = try await GradedHostileClass.whole.value
    let table = try CSVTable(parsing: whole.csv)
    #expect(table.rows.count == whole.report.results.count)
    for cell in table.rows.flatMap(\.self) {
      #expect(!["=", "+", "-", "@", "\t", "\r"].contains(cell.prefix(1)))
    }
  }

  @Test func `the JUnit report is well-formed XML`() async throws {
    let whole = try await GradedHostileClass.whole.value
    let outcome = try await ChildCommand(
      "sh", ["-c", "command -v xmllint >/dev/null || exit 0; xmllint --noout -"],
      environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"]
    ).capture(input: .bytes(whole.junit))
    #expect(outcome.status == 0, "\(outcome.stderr)")
  }

  @Test func `at least forty hostile submissions have a row`() async throws {
    let whole = try await GradedHostileClass.whole.value
    let hostile = whole.report.results.filter { !GradedHostileClass.honest.contains($0.learner) }
    print("hostile submissions: \(hostile.count)")
    #expect(hostile.count >= 40)
  }
}

extension LearnerResult {
  /// Whether a limit ended it before its end.
  var isStopped: Bool { notes.contains { $0.en.contains("not run") } }
}
