import DockerCLI
import TestSupport
import Testing

/// The bundled docker against what a real one printed.
@Suite struct RecordingTests {
  /// Moments at which a command may have been run: the newest time it was told of, and shortly after.
  private static func moments(_ recorded: RecordedCase) -> [Int] {
    let texts = recorded.exchanges.map { String(decoding: $0.body, as: UTF8.self) }
    let times = texts.flatMap { $0.matches(of: /"Created":(\d{10})/).compactMap { Int($0.1) } }
    // `--since 1s` was one second before the moment that the request names.
    if let since = recorded.exchanges.lazy.compactMap({ $0.query.firstMatch(of: /since=(\d+)/)?.1 }).first,
      let moment = Int(since)
    {
      return [moment + 1]
    }
    let recent = times.filter { $0 > 1_795_000_000 }.max()
    return recent.map { newest in (0..<40).map { newest + $0 } } ?? [1_795_450_000]
  }

  /// Runs a case; the difference to the recording, or nothing when there is none.
  static func difference(_ recorded: RecordedCase, home: ScratchFolder) async throws -> String? {
    let expected = ReplayRunner.Result(
      output: recorded.output, errors: recorded.errors, exitCode: recorded.exitCode)
    let folder = home.path
    var last: String?
    for now in Self.moments(recorded) {
      guard let (found, unexpected) = try await ReplayRunner(recorded, now: now, folder: folder).run() else {
        return "needs a shell"
      }
      let actual = ReplayRunner.Result(
        output: found.output, errors: found.errors.replacing(folder, with: "/home/learner"),
        exitCode: found.exitCode)
      if actual == expected, unexpected.isEmpty { return nil }
      last =
        "\(recorded.command)\n--- expected \(expected.exitCode)\n\(expected.output)--- errors\n\(expected.errors)"
        + "--- found \(actual.exitCode)\n\(actual.output)--- errors\n\(actual.errors)--- unexpected \(unexpected)"
    }
    return last
  }

  @Test(arguments: RecordedCase.all(in: "lesson.jsonl"))
  func `Every docker command of the lesson prints what docker prints`(recorded: RecordedCase) async throws {
    let difference = try await Self.difference(recorded, home: ScratchFolder())
    #expect(difference == nil || AcceptedDifferences.reason(for: recorded) != nil, "\(difference ?? "")")
  }

  @Test(arguments: RecordedCase.all(in: "lesson.jsonl").filter { $0.terminalBytes != nil })
  func `A terminal ends up showing what docker leaves on it`(recorded: RecordedCase) async throws {
    let home = try ScratchFolder()
    let replay = ReplayRunner(
      recorded, now: 1_795_450_000, folder: home.path, terminal: TerminalSize(columns: 120, rows: 40))
    let found = try #require(try await replay.run()).result
    // Another run has other containers; and its layers may have come in another order.
    #expect(
      Self.comparable(found.errors + found.output) == Self.comparable(try #require(recorded.terminalBytes)))
  }

  private static func comparable(_ output: String) -> [String] {
    let text = output.replacing("\r\n", with: "\n")
    return Screen(text).text.map { line in
      let digest = line.replacing(/[0-9a-f]{64}/, with: "<id>")
      return digest.wholeMatch(of: /[0-9a-f]{12}/) == nil ? digest : "<id>"
    }.sorted()
  }

  @Test func `Commands beyond the lesson print what docker prints`() async throws {
    var figure = (matching: 0, accepted: 0, differing: [String]())
    // One home folder for all: logins carry over from case to case, as they did when they were recorded.
    let home = try ScratchFolder()
    for recorded in RecordedCase.all(in: "commands.jsonl") {
      let difference = try await Self.difference(recorded, home: home)
      if difference == nil {
        figure.matching += 1
      } else if AcceptedDifferences.reason(for: recorded) != nil {
        figure.accepted += 1
      } else {
        figure.differing.append("\(recorded.name): \(difference ?? "")")
      }
    }
    print(
      "recorded commands: \(figure.matching) match, \(figure.accepted) accepted, \(figure.differing.count) differ"
    )
    #expect(figure.matching > 250)
    #expect(figure.differing.isEmpty, "\(figure.differing.joined(separator: "\n\n"))")
  }
}
