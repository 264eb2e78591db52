import Basics
import Reports
import TestSupport
import Testing

@Suite(
  .enabled("bubblewrap can make sandboxes on this computer") { await SandboxHere.isPossible.value })
struct HiddenCheckTests {
  private static let overlay = """
    lesson: image-registry
    steps:
      - id: start-registry
        checks:
          - id: secret-of-the-instructor
            points: 2
            file: {path: "~/secret-of-the-instructor"}

    """

  @Test
  func
    `what an instructor checks in secret cannot be read, and nothing passes from one submission to the next`()
    async throws
  {
    let folder = try ScratchFolder()
    defer { withExtendedLifetime(folder) {} }
    let place = "\(folder.path)/class"
    try Folders.create(place)
    let names = ["hidden-checks", "survivors", "port-holder", "other-submissions", "look-into-processes"]
    let chosen = HostileSubmission.all.filter { names.contains($0.name) }
    #expect(chosen.count == names.count)
    for (number, submission) in chosen.enumerated() {
      try AtomicFile.write(submission.text.utf8, to: "\(place)/\(number)-\(submission.name).sh")
      try AtomicFile.write(HostileSubmission.honestWork.utf8, to: "\(place)/\(number)-then-honest.sh")
    }
    let overlay = try folder.write(Self.overlay, to: "overlay.yaml")
    let run = try await DojoBinary(folder: folder.path).run([
      "grade", "image-registry", place, "--overlay", overlay, "--out", "\(folder.path)/out", "--jobs", "1",
      "--time-limit", "30", "--plain",
    ])
    let report = try ClassReport(
      parsing: try FileBytes.read("\(folder.path)/out/report.json"), file: "report.json")
    #expect(report.results.count == 2 * chosen.count, "\(run.output)")
    for result in report.results {
      let output = result.commands.map(\.output).joined(separator: "\n")
      #expect(
        !output.split(separator: "\n").contains { $0.hasPrefix("ESCAPED") }, "\(result.learner): \(output)")
      #expect(!output.contains("secret-of-the-instructor"))
      // The secret check fails for everybody, so nothing but that is missing from the honest ones.
      guard result.learner.hasSuffix("honest") else { continue }
      #expect(result.status == .graded)
      #expect(
        result.steps.dropFirst().allSatisfy { $0.outcome == .passed }, "\(result.notes.map(\.en)): \(output)")
    }
  }
}
