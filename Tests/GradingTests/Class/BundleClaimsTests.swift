import Basics
import Practice
import Reports
import Shell
import TestSupport
import Testing

@testable import Grading
@testable import Submissions

extension ClassTests {
  /// Bundles that are not what they say, and what an instructor adds that no learner sees.
  struct BundleClaimsTests {
    private let classroom: Classroom
    private let honest: Submissions.Bundle

    init() throws {
      classroom = try #require(Classroom.shared)
      honest = try Submissions.Bundle(reading: FileBytes.read("\(classroom.submissions)/fay.dojo"))
    }

    /// The honest bundle without the commands in whose line this stands.
    private func journal(without word: String) -> [UInt8] {
      let lines = String(decoding: honest.journal, as: UTF8.self).split(separator: "\n")
      let kept = lines.filter { !($0.contains("\"argv\"") && $0.contains(word)) }
      #expect(kept.count < lines.count)
      return Array((kept.joined(separator: "\n") + "\n").utf8)
    }

    private func write(_ bytes: [UInt8], as name: String) throws -> String {
      let path = "\(classroom.folder.path)/\(name)"
      try AtomicFile.write(bytes, to: path)
      return path
    }

    private func packed(_ journal: [UInt8], lessonDigest: String? = nil) throws -> [UInt8] {
      try Submissions.Bundle.packed(
        lesson: "image-registry", lessonDigest: lessonDigest ?? honest.manifest.lessonDigest, tool: "dojo",
        learner: "fay", created: honest.manifest.created, environment: honest.manifest.environment,
        journal: journal, verdicts: honest.verdicts)
    }

    @Test func `a journal that claims more than was done is graded by what was done, and told`() async throws
    {
      let path = try write(packed(journal(without: "push")), as: "more.dojo")
      let graded = try await classroom.grade("claims-more", paths: [path])
      #expect(graded.outcome.status == 4, graded.said)
      let result = try #require(graded.report?.results.first)
      #expect(result.status == .graded)
      #expect(result.integrity.state == .differs)
      #expect(
        result.integrity.differences.first
          == Integrity.Difference(step: "push-image", claimed: "passed", recomputed: "not passed"))
      #expect(result.steps.first { $0.id == "push-image" }?.earned == 0)
      #expect(
        graded.outcome.stdout.contains("integrity") || graded.outcome.stdout.contains("claim"), graded.said)
    }

    @Test func `a bundle of another version of the lesson is graded, and its claims are not compared`()
      async throws
    {
      let path = try write(packed(honest.journal, lessonDigest: "sha256:00"), as: "older.dojo")
      let graded = try await classroom.grade("older", paths: [path])
      #expect(graded.outcome.status == 0, graded.said)
      #expect(graded.report?.results.first?.integrity.state == .otherLesson)
      #expect(graded.report?.results.first?.points == 13.9)
    }

    @Test func `a bundle that was changed after packing is not read, and the others are graded`() async throws
    {
      var zip = ZipBytes()
      zip.add(
        "manifest.json", String(decoding: try JSONValue(encoding: honest.manifest).utf8(), as: UTF8.self))
      zip.add("journal.jsonl", String(decoding: journal(without: "tag"), as: UTF8.self))
      zip.add(
        "verdicts.json", String(decoding: try BundleVerdict.json(honest.verdicts).utf8(), as: UTF8.self))
      let path = try write(zip.bytes(), as: "changed.dojo")
      let graded = try await classroom.grade("changed", paths: [path, "\(classroom.submissions)/zed.sh"])
      #expect(graded.outcome.status == 5, graded.said)
      let results = try #require(graded.report).results
      #expect(results.map(\.status) == [.unreadable, .graded])
      #expect(results.first?.reason?.en.contains("journal.jsonl in the bundle was changed") == true)
      #expect(results.last?.points == 3)
    }

    @Test func `what the instructor adds counts, and no learner reads of it`() async throws {
      let overlay = try write(Array(Self.overlay.utf8), as: "grade.yaml")
      let graded = try await classroom.grade(
        "overlaid", ["--overlay", overlay, "--to", "gradescope", "--to", "feedback"],
        paths: ["fay.dojo", "ada.sh", "zed.sh"].map { "\(classroom.submissions)/\($0)" })
      #expect(graded.outcome.status == 0, graded.said)
      let (fay, ada, zed) = (
        try graded.result("fay"), try graded.result("ada"), try graded.result("zed")
      )
      #expect(fay.integrity.state == .matches)
      #expect(fay.points == 13.4)
      #expect(fay.lateness?.penalty == 3)
      #expect(fay.total == 10.4)
      #expect(ada.points == 11.5)
      #expect(ada.steps[4].override?.reason == "copied")
      #expect(zed.points == 7)
      #expect(graded.outcome.stderr.contains("grade.yaml:9:"), graded.said)
      #expect(graded.outcome.stderr.contains("there is no learner nobody"), graded.said)
      try await isKeptFromLearners(in: graded.out)
    }

    /// Gradescope is told of hidden checks by a mark that only instructors see behind.
    private func isKeptFromLearners(in out: String) async throws {
      for learner in ["fay", "ada", "zed"] {
        let feedback = String(decoding: try FileBytes.read("\(out)/feedback/\(learner).md"), as: UTF8.self)
        #expect(!feedback.contains("secret") && !feedback.contains("volume ls"))
        let json = try JSONValue(parsing: FileBytes.read("\(out)/gradescope/\(learner)/results.json"))
        let tests = try #require(json["tests"]?.array)
        let told = tests.filter { $0.text().contains("secret") || $0.text().contains("volume ls") }
        #expect(told.map { $0["visibility"]?.string } == ["hidden"])
      }
    }

    private static let overlay = """
      lesson: image-registry
      due: 2026-01-02T00:00:00Z
      late: {per: 1d, penalty: 10%, at-most: 20%}
      steps:
        - {id: list-images, checks: [{id: secret-check, ran: {command: docker volume ls}}]}
      overrides:
        - {learner: ada, step: push-image, points: 0, reason: copied}
        - {learner: zed, points: 7, reason: shown at the desk}
        - {learner: nobody, points: 1, reason: unknown}

      """
  }
}
