import Basics
import Reports
import Shell
import TestSupport

/// One class of hostile and honest submissions, graded once by the real `dojo`.
struct GradedHostileClass: Sendable {
  let report: ClassReport
  /// Everything that the instructor's terminal has received.
  let terminal: String
  let exit: Int32
  let csv: String
  let junit: [UInt8]
  /// The word that stood for `MARK`.
  let mark: String

  /// The whole class, graded when the first test asks for it.
  static let whole = Task { try await grade() }

  /// How many honest submissions stand between the hostile ones.
  static let honest = (1...6).map { "honest-\($0)" }

  func result(_ learner: String) -> LearnerResult? { report.results.first { $0.learner == learner } }

  private static func grade() async throws -> GradedHostileClass {
    let folder = try ScratchFolder()
    defer { withExtendedLifetime(folder) {} }
    let mark = "dj\(UInt64.random(in: 1 << 40 ... .max))"
    let place = "\(folder.path)/class"
    try Folders.create(place)
    let step = max(1, HostileSubmission.all.count / honest.count)
    for (index, submission) in HostileSubmission.all.enumerated() {
      let text = submission.text.split(separator: "MARK", omittingEmptySubsequences: false).joined(
        separator: mark)
      try AtomicFile.write(text.utf8, to: "\(place)/\(submission.name).sh")
      guard index % step == 0, index / step < honest.count else { continue }
      try AtomicFile.write(HostileSubmission.honestWork.utf8, to: "\(place)/\(honest[index / step]).sh")
    }
    let files = HostileFiles(folder: place)
    try files.write()
    try await files.writeHugeArchives(million: "\(folder.path)/million.zip")
    let run = try await DojoBinary(folder: folder.path).run([
      "grade", "image-registry", place, "\(folder.path)/million.zip", "--out", "\(folder.path)/out",
      "--time-limit", "6", "--memory-limit",
      "64", "--jobs", "6", "--to", "junit", "--plain",
    ])
    // One of the names is no text, which a scratch folder cannot take away by itself.
    _ = try await ChildCommand("rm", ["-rf", place], environment: ["PATH": "/usr/bin:/bin"]).capture()
    let out = "\(folder.path)/out"
    return GradedHostileClass(
      report: try ClassReport(parsing: try FileBytes.read("\(out)/report.json"), file: "report.json"),
      terminal: run.output, exit: run.status,
      csv: String(decoding: try FileBytes.read("\(out)/grades.csv"), as: UTF8.self),
      junit: try FileBytes.read("\(out)/junit.xml"), mark: mark)
  }
}

/// The `dojo` that was built together with these tests.
struct DojoBinary {
  /// The home of whoever calls it.
  let folder: String

  static let top: String = #filePath.split(separator: "/").dropLast(4).reduce("") { "\($0)/\($1)" }

  static var path: String {
    let own = CommandLine.arguments[0]
    let folder =
      own.contains(".xctest/") ? own.split(separator: "/").dropLast(4) : own.split(separator: "/").dropLast()
    return folder.reduce("") { "\($0)/\($1)" } + "/dojo"
  }

  /// Runs it and keeps what it writes on both outputs.
  func run(_ arguments: [String]) async throws -> (output: String, status: Int32) {
    let environment = [
      "HOME": "\(folder)/home", "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "dumb",
      "DOJO_HOME": Self.top, "SECRET_OF_THE_INSTRUCTOR": "secret-of-the-instructor",
    ]
    let outcome = try await ChildCommand(Self.path, arguments, environment: environment).capture(
      limit: 4 << 20)
    return (outcome.stdout + outcome.stderr, outcome.status)
  }
}

/// Whether submissions can be done again in isolation on this computer; tests that need it are skipped elsewhere.
enum SandboxHere {
  static let isPossible = Task {
    let path = ["PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"]
    return (try? await SandboxProbe(environment: path).run()) != nil
  }
}
