import Basics
import Engine
import Reports
import Shell
import TestSupport
import Testing

@Suite(
  .enabled("bubblewrap can make sandboxes on this computer") { await SandboxHere.isPossible.value },
  .enabled(if: ProcessSupport.found().isAvailable, "bubblewrap, busybox-static or nsenter is missing"))
struct `Programs in containers, while a submission is graded` {
  private static let chapter = """
    # Inside

    1. Start a container named `box` from `alpine` that stays.

       ```console
       $ docker run -d --name box alpine sleep 600
       ```

    2. Write `hello` into its file `/greeting`, and show it.

       ```console
       $ docker exec box sh -c 'echo hello >/greeting'
       $ docker exec box cat /greeting
       ```

    """

  private static let checks = """
    lesson: inside
    format: 1
    title: {en: Inside, ja: Inside}
    steps:
      - id: start
        points: 1
        checks: [{id: running, container: {image: alpine, state: running, name: box}}]
      - id: greet
        points: 2
        checks: [{id: shown, ran: {command: [docker exec], with: [box], output: hello, after: start}}]

    """

  private func grade(
    _ submission: String, asBundle isBundle: Bool = false
  ) async throws -> (points: Double, said: String, notes: [String]) {
    let classroom = try Classroom()
    let chapter = try classroom.folder.write(Self.chapter, to: "inside.en.md")
    _ = try classroom.folder.write(Self.checks, to: "inside.yaml")
    if isBundle {
      let bundle = try await classroom.bundle(of: "ada", lesson: chapter, submission)
      try AtomicFile.write(bundle, to: "\(classroom.submissions)/ada.dojo")
    } else {
      try AtomicFile.write(submission.utf8, to: "\(classroom.submissions)/ada.sh")
    }
    let graded = try await classroom.grade("out", lesson: chapter, paths: [classroom.submissions])
    let result = try graded.result("ada")
    return (
      result.points, result.commands.map { "\($0.output)[\($0.exit)]" }.joined(separator: "\n"),
      result.notes.map(\.en)
    )
  }

  @Test(arguments: [
    "docker exec box sh -c 'echo hello >/greeting'\ndocker exec box cat /greeting",
    // As it is typed at a terminal, where nobody sits now.
    "docker exec -it box sh -c 'echo hello >/greeting'\ndocker exec -it box cat /greeting",
    "docker exec -it box sh\necho hello | docker exec -i box tee /greeting",
    "docker run -it --rm -v data:/v alpine sh\ndocker exec box echo hello",
  ])
  func `do what they did for the learner`(commands: String) async throws {
    let outcome = try await grade("docker run -d --name box alpine sleep 600\n\(commands)\n")
    #expect(outcome.points == 3, "\(outcome)")
    #expect(outcome.notes.isEmpty, "\(outcome)")
    #expect(!outcome.said.contains("[130]"), "\(outcome)")
  }

  @Test func `read again what the learner gave them to read`() async throws {
    let outcome = try await grade(
      """
      docker run -d --name box alpine sleep 600
      echo hello | docker exec -i box sh -c 'cat >/greeting'
      docker exec box cat /greeting

      """, asBundle: true)
    #expect(outcome.points == 3, "\(outcome)")
  }

  @Test(arguments: [
    "docker cp site box:/\ndocker exec box cat /site/sub/page",
    "docker cp site/sub/page box:/tmp/\ndocker exec box cat /tmp/page",
    "docker rm -f box\ndocker run -d --name box -v $PWD/site:/w alpine sleep 600\ndocker exec box cat /w/sub/page",
    "docker rm -f box\ndocker run -d --name box -v ./site:/w alpine sleep 600\ndocker exec box cat /w/sub/page",
    "docker exec --env-file site/words box sh -c 'echo $WORD'",
  ])
  func `find the files that the learner gave to docker`(commands: String) async throws {
    let outcome = try await grade(
      """
      docker run -d --name box alpine sleep 600
      mkdir -p site/sub; echo hello >site/sub/page; echo WORD=hello >site/words
      \(commands)

      """, asBundle: true)
    #expect(outcome.points == 3, "\(outcome)")
  }

  @Test func `run in a sandbox that somebody who is not root has made`() async throws {
    let classroom = try Classroom()
    let chapter = try classroom.folder.write(Self.chapter, to: "inside.en.md")
    _ = try classroom.folder.write(Self.checks, to: "inside.yaml")
    let work = "docker run -d --name box alpine sleep 600\ndocker exec box echo hello\n"
    try AtomicFile.write(work.utf8, to: "\(classroom.submissions)/ada.sh")
    // Root in a user namespace that knows nobody else has no more rights outside than anybody.
    let grading = try await ChildCommand(
      "unshare", ["-U", "-r", Built.dojo, "grade", chapter, "submissions", "--out", "out"],
      environment: classroom.environment(), workingDirectory: classroom.folder.path
    ).capture(limit: 1 << 20)
    let report = try ClassReport(
      parsing: FileBytes.read("\(classroom.folder.path)/out/report.json"), file: "report.json")
    #expect(report.results.map(\.points) == [3], "\(grading)")
  }

  @Test func `go on when their terminal is left as one leaves an attached container`() async throws {
    let outcome = try await grade("docker run -dit --name box alpine sh\ndocker attach box\ndocker ps -q\n")
    #expect(outcome.points == 1, "\(outcome)")
  }

  @Test(arguments: [
    ("sh -c 'b() { b | b & }; b; sleep 9'", "more processes"),
    (
      "true; docker run -d --name web nginx:1.19.2; docker exec web sh -c 'b() { b | b & }; b; sleep 9'",
      "more processes"
    ),
    (
      "sh -c 'i=0; while [ $i -lt 9 ]; do dd if=/dev/zero of=/f$i bs=1M count=60; i=$((i+1)); done'",
      "wrote more"
    ),
  ])
  func `are ended with a note when they use up more than a submission may`(
    command: String, note: String
  ) async throws {
    let outcome = try await grade("docker run -d --name box alpine sleep 600\ndocker exec box \(command)\n")
    #expect(outcome.points == 1, "\(outcome)")
    #expect(outcome.said.contains("[137]"), "\(outcome)")
    #expect(outcome.notes.contains { $0.contains(note) }, "\(outcome)")
  }
}
