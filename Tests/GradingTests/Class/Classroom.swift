import Basics
import Reports
import Shell
import TestSupport
import Testing

@testable import Grading

/// A class in a folder of its own, and the real dojo to grade it with.
struct Classroom: Sendable {
  let folder: ScratchFolder

  /// The class that the tests of a suite share.
  @TaskLocal static var shared: Classroom?

  /// What came of one `dojo grade`.
  struct Graded: Sendable {
    let outcome: ChildOutcome
    /// The folder of the results.
    let out: String
    let report: ClassReport?

    /// Both streams, for messages of tests.
    var said: Comment { Comment(rawValue: outcome.stdout + outcome.stderr) }

    func result(_ learner: String) throws -> LearnerResult {
      try #require(report?.results.first { $0.learner == learner }, said)
    }

    /// Everything that must be the same when it is done again: the report without times, and the table.
    var lasting: [String] {
      get throws {
        var report = try #require(report, said)
        report.times = nil
        for index in report.results.indices {
          let submitted = report.results[index].times?.submitted
          report.results[index].times = ResultTimes(submitted: submitted, graded: 0, took: 0)
        }
        return [report.json(), String(decoding: try FileBytes.read("\(out)/grades.csv"), as: UTF8.self)]
      }
    }
  }

  init() throws {
    folder = try ScratchFolder()
    for name in ["home", "submissions"] { try Folders.create("\(folder.path)/\(name)") }
  }

  var submissions: String { "\(folder.path)/submissions" }
  var roster: String { "\(folder.path)/roster.csv" }

  func environment(_ language: Language = .english) -> [String: String] {
    [
      "HOME": "\(folder.path)/home", "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
      "SHELL": "/bin/bash",
      "LANG": language == .japanese ? "ja_JP.UTF-8" : "C.UTF-8", "DOJO_HOME": Built.top,
      "TMPDIR": folder.path,
    ]
  }

  func dojo(
    _ arguments: [String], language: Language = .english, input: String = "", changes: [String: String] = [:]
  ) async throws -> ChildOutcome {
    try await ChildCommand(
      Built.dojo, arguments, environment: environment(language).merging(changes) { $1 },
      workingDirectory: folder.path
    ).capture(input: .bytes(Array(input.utf8)), limit: 4 << 20)
  }

  /// Grades into the folder `name`; without `paths` the whole class.
  func grade(
    _ name: String, _ options: [String] = [], lesson: String = "image-registry", paths: [String]? = nil,
    changes: [String: String] = [:]
  ) async throws -> Graded {
    let out = "\(folder.path)/\(name)"
    let what = paths ?? [submissions, "--roster", roster]
    let outcome = try await dojo(
      ["grade", lesson] + what + ["--out", out, "--time-limit", "20"] + options, changes: changes)
    let bytes = try FileBytes.readIfPresent("\(out)/report.json")
    return Graded(
      outcome: outcome, out: out, report: try bytes.map { try ClassReport(parsing: $0, file: "report.json") })
  }

  /// What `dojo submit` packs after a sitting in which these lines were typed.
  func bundle(
    of learner: String, lesson: String = "image-registry", _ lines: String
  ) async throws -> [UInt8] {
    let changes = ["XDG_STATE_HOME": "\(folder.path)/home/\(learner)"]
    _ = try await dojo(
      ["run", lesson, "--ports", "private"], input: lines, changes: changes)
    let file = "\(folder.path)/home/\(learner).dojo"
    let submit = try await dojo(["submit", "--learner", learner, "--out", file], changes: changes)
    #expect(submit.status == 0, "\(submit)")
    return try FileBytes.read(file)
  }
}

/// Gives the tests of a suite one class to share, and takes it away after the last of them.
struct SharedClassroom: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await Classroom.$shared.withValue(try await Classroom.furnished(), operation: function)
  }
}

extension SuiteTrait where Self == SharedClassroom {
  static var classroom: Self { Self() }
}

/// What is tried out on a class that is made once.
@Suite(
  .enabled(
    "bubblewrap is not installed, or not allowed to make sandboxes here", { await canMakeSandboxes() }),
  .classroom)
enum ClassTests {}

/// Whether bubblewrap makes sandboxes here.
private func canMakeSandboxes() async -> Bool {
  let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"]
  return (try? await SandboxProbe(environment: environment).run()) != nil
}
