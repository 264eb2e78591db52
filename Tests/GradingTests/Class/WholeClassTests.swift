import Basics
import Reports
import Shell
import TestSupport
import Testing

@testable import Grading
@testable import Submissions

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ClassTests {
  /// `dojo grade` as an instructor runs it, on a class of which each learner has handed in something else.
  struct WholeClassTests {
    private let classroom: Classroom

    init() throws { classroom = try #require(Classroom.shared) }

    @Test func `everybody has a row with the points they earned, and doing it again changes no byte`()
      async throws
    {
      let graded = try await classroom.grade("first", ["--jobs", "4"])
      #expect(graded.outcome.status == 5, graded.said)
      let results = try #require(graded.report, graded.said).results
      #expect(results.map(\.learner) == Classroom.expected.map(\.learner))
      for (result, expected) in zip(results, Classroom.expected) {
        let story = Comment(rawValue: "\(result.learner): \(result.steps) \(result.commands) \(result.notes)")
        #expect(result.status.rawValue == expected.status, story)
        #expect(result.points == expected.points, story)
        #expect(result.kind == expected.kind)
        #expect(result.possible == 15)
      }
      let again = try await classroom.grade("again", ["--jobs", "1"])
      #expect(try again.lasting == graded.lasting)
      try await shards(graded)
      try await interruptions(graded)
      try honest(graded)
      try transcripts(graded)
      #expect(graded.outcome.stdout.contains("Learners: 10"), graded.said)
      #expect(graded.outcome.stdout.contains("grades.csv"), graded.said)
    }

    /// Parts of a class that were graded apart, joined, are the class.
    private func shards(_ graded: Classroom.Graded) async throws {
      var files: [String] = []
      for number in 1...3 {
        let part = try await classroom.grade("part-\(number)", ["--shard", "\(number)/3"])
        #expect([0, 5].contains(part.outcome.status), part.said)
        files.append("\(part.out)/report.json")
      }
      for sources in [files, files + files, [files[2], files[0], files[1], "\(graded.out)/report.json"]] {
        let out = "\(classroom.folder.path)/merged.json"
        let merged = try await classroom.dojo(["report", "merge"] + sources + ["--out", out])
        #expect(merged.status == 0, "\(merged)")
        let report = try ClassReport(parsing: FileBytes.read(out), file: out)
        let joined = Classroom.Graded(outcome: merged, out: graded.out, report: report)
        #expect(try joined.lasting == graded.lasting)
      }
    }

    private func honest(_ graded: Classroom.Graded) throws {
      let fay = try graded.result("fay")
      #expect(fay.integrity.state == .matches)
      #expect([fay.hints, fay.solutions] == [1, 1])
      #expect(fay.steps.map(\.cost) == [0.1, 0, 1, 0, 0, 0, 0, 0, 0], "\(fay.steps.map(\.cost))")
      #expect(fay.steps.allSatisfy { $0.seconds != nil })
      let joe = try graded.result("joe")
      #expect(joe.integrity.state == .matches, "\(joe)")
      #expect(joe.steps.prefix(5).allSatisfy { $0.outcome == .passed })
      for learner in ["ada", "cay"] { #expect(try graded.result(learner).integrity.state == .unclaimed) }
    }

    /// Where another Docker's output was handed in, it is compared, and what it names is found.
    private func transcripts(_ graded: Classroom.Graded) throws {
      let commands = try graded.result("cay").commands
      #expect(commands.filter { $0.comparison == .same }.count >= 4, "\(commands)")
      #expect(commands.last?.text == "docker rm -f 9f3c")
      #expect(commands.suffix(2).allSatisfy { $0.exit == 0 }, "\(commands.suffix(2))")
      #expect(commands.contains { $0.machine == "other" })
      #expect(commands.map(\.line).prefix(3) == [1, 3, 6])
      #expect(try graded.result("eve").commands.map(\.text).last == "docker images")
      #expect(try graded.result("bob").notes.contains { $0.en.contains("bobs-pc") })
    }

    /// A grader that is killed loses and doubles nothing.
    private func interruptions(_ graded: Classroom.Graded) async throws {
      let out = "\(classroom.folder.path)/killed"
      let left = try await interrupting(into: out, with: SIGKILL)
      #expect(left.status == 137)
      #expect(left.ended < Classroom.expected.count)
      #expect(await areGone(left.processes))
      let refused = try await classroom.grade("killed")
      #expect(refused.outcome.status == 64)
      #expect(refused.outcome.stderr.contains("--resume"), refused.said)
      let resumed = try await classroom.grade("killed", ["--resume"])
      let lines = try ResultLines(parsing: FileBytes.read("\(out)/results.jsonl"), file: "results.jsonl")
      #expect(lines.results.count == Classroom.expected.count)
      let text = String(decoding: try FileBytes.read("\(out)/results.jsonl"), as: UTF8.self)
      #expect(text.split(separator: "\n").count == Classroom.expected.count + 1)
      #expect(try resumed.lasting == graded.lasting)
    }

    @Test func `Ctrl-C ends it with 130, says how to go on, and leaves no process behind`() async throws {
      let out = "\(classroom.folder.path)/stopped"
      let left = try await interrupting(into: out, with: SIGINT)
      #expect(left.status == 130)
      #expect(left.narration.contains("--resume"), "\(left)")
      #expect(await areGone(left.processes))
      #expect(!Folders.exists("\(out)/report.json"))
    }

    private struct Left {
      let status: Int32
      let processes: [Int32]
      /// How many rows there were.
      let ended: Int
      let narration: String
    }

    /// Grades, and sends a signal when the first results are there; on a busy computer the class can be over by then, and
    /// is graded again.
    private func interrupting(into out: String, with signal: Int32) async throws -> Left {
      var left = try await signalling(into: out, with: signal)
      for _ in 0..<9 where left.processes.isEmpty {
        Folders.remove(out)
        left = try await signalling(into: out, with: signal)
      }
      return left
    }

    private func signalling(into out: String, with signal: Int32) async throws -> Left {
      let narration = "\(out).txt"
      let line = [
        Built.dojo, "grade", "image-registry", classroom.submissions, "--roster", classroom.roster, "--out",
        out,
        "--jobs", "2", "--time-limit", "20",
      ].map(ShellDressing.quoted).joined(separator: " ")
      let (processes, ended) = try await ChildCommand(
        "bash", ["-c", "exec \(line) >\(narration) 2>&1"], environment: classroom.environment()
      ).converse { child in
        while Self.rows(in: out) < 3 { try await Task.sleep(for: .milliseconds(2)) }
        let processes = RoomWatch(root: child.process, isSandboxed: true).processes().map(\.status.process)
        _ = kill(child.process, signal)
        return processes
      }
      return Left(
        status: ended.status, processes: processes, ended: Self.rows(in: out),
        narration: String(decoding: try FileBytes.read(narration), as: UTF8.self))
    }

    private static func rows(in out: String) -> Int {
      let bytes = (try? FileBytes.readIfPresent("\(out)/results.jsonl")) ?? []
      return max(0, bytes.count { $0 == UInt8(ascii: "\n") } - 1)
    }

    /// Whether processes have ended, or do so soon.
    private func areGone(_ processes: [Int32]) async -> Bool {
      let deadline = ContinuousClock.now + .seconds(60)
      while processes.contains(where: Self.isAlive) {
        guard ContinuousClock.now < deadline, (try? await Task.sleep(for: .milliseconds(10))) != nil else {
          return false
        }
      }
      return !processes.isEmpty
    }

    private static func isAlive(_ process: Int32) -> Bool {
      guard let bytes = try? FileBytes.read("/proc/\(process)/stat"),
        let name = bytes.lastIndex(of: UInt8(ascii: ")"))
      else { return false }
      // One that nobody has waited for yet has ended all the same.
      return !bytes[name...].dropFirst(2).starts(with: [UInt8(ascii: "Z")])
    }
  }
}
