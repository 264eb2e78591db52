import Basics
import Lessons
import Practice
import TestSupport
import Testing

@testable import DojoCommands

/// `dojo lesson test` on a small lesson that is right, and on the same lesson with one thing wrong in it.
@Suite(.serialized) struct LessonTestTests {
  @Test func `a lesson that is right is proved, and each kind of claim is counted`() async throws {
    try await Workplace.with { place in
      let folder = try AuthorsDesk(place).lay()
      let run = try await place.dojo(["lesson", "test", folder])
      #expect(run.status == 0, "\(run.output)")
      for line in [
        "two: proved", "checks that can fail: 2 of 2", "solutions from clean machines: 4 of 4",
        "steps in another order: 1 of 1", "other ways that pass: 2 of 2", "ways that do not pass: 2 of 2",
        "diagnoses that speak for their proof: 2 of 2",
      ] {
        #expect(run.output.contains(line), "\(line) in \(run.output)")
      }
    }
  }

  /// Something wrong, and what must be said about it.
  struct Fault: Sendable {
    let from: String
    let to: String
    let kind: String
    let says: String

    init(_ from: String, _ to: String, _ kind: String, _ says: String) {
      self.from = from
      self.to = to
      self.kind = kind
      self.says = says
    }
  }

  @Test(arguments: [
    [
      Fault(#"image: "mine:v1""#, #"image: "nginx:1.19.2""#, "can-fail", "This check cannot fail"),
      Fault("state: created}", "state: dead}", "diagnosis", "No diagnosis speaks"),
      Fault("docker run --detach", "docker create", "variant", "Check running does not hold"),
      Fault(
        "- docker pull nginx:1.19.2", "- docker run -d nginx:1.19.2", "counterexample",
        "The step passes, which it must not"),
    ],
    [
      Fault(
        "$ docker tag nginx:1.19.2 mine:v1", "$ docker tag nginx:1.19.2 mine:v3", "solution",
        "Check named does not hold"),
      Fault(
        "diagnoses:\n      - id: created-only",
        "diagnoses:\n      - id: any\n        when: {container: {image: \"nginx*\"}}\n        say: a\n        try: b\n      - id: created-only",
        "diagnosis", "any speaks instead: it stands before created-only"),
      Fault(
        "docker run --detach nginx", "sleep 100; docker run -d nginx", "variant", "did not come to an end"),
      Fault(
        "- {run: docker create --name other nginx:1.19.2", "- {run: docker pull hello-world",
        "counterexample", "No diagnosis speaks"),
    ],
  ])
  func `what is not so is told with its place and with what to do`(faults: [Fault]) async throws {
    try await Workplace.with { place in
      let folder = try AuthorsDesk(place).lay(faults.map { ($0.from, $0.to) })
      let run = try await place.dojo(
        ["lesson", "test", "\(folder)/two.yaml", "--format", "json", "--time-limit", "15"])
      #expect(run.status == 2, "\(run.output)")
      let claims = try #require(try JSONValue(parsing: run.output).array?.first?["claims"]?.array)
      let wrong = claims.filter { $0["outcome"]?.string == "failed" }
      for fault in faults {
        let told = wrong.filter { $0["kind"]?.string == fault.kind }
        #expect(told.contains { $0["why"]?.string?.contains(fault.says) == true }, "\(fault.says): \(told)")
        #expect(told.allSatisfy { $0["file"]?.string?.hasPrefix(folder) == true })
        // Both runs from clean machines find it out; it is told once.
        #expect(fault.kind != "can-fail" || told.count == 1, "\(told)")
      }
    }
  }

  @Test func `steps behind one that cannot be done are skipped, and one job proves the same as two`()
    async throws
  {
    try await Workplace.with { place in
      let folder = try AuthorsDesk(place).lay([("$ docker run -d --name web nginx", "$ docker pull nginx")])
      let run = try await place.dojo(["lesson", "test", folder, "--format", "json", "--jobs", "1"])
      let claims = try #require(try JSONValue(parsing: run.output).array?.first?["claims"]?.array)
      let solutions = claims.filter { $0["kind"]?.string == "solution" }
      #expect(solutions.compactMap { $0["outcome"]?.string } == ["failed", "failed", "skipped", "skipped"])
      #expect(claims.count { $0["kind"]?.string == "diagnosis" } == 1, "\(run.output)")
    }
  }

  @Test
  func `variables, folders and files live on from command to command, and are gone at the step's start`()
    async throws
  {
    try await Workplace.with { place in
      let folder = try AuthorsDesk(place).lay([
        (
          "- docker run --detach nginx:1.19.2",
          "- [\"mkdir work; cd work\", \"name=nginx:1.19.2\", \"touch here\", \"[[ $PWD == */work && -f here ]] && docker run -d $name\"]"
        ),
        ("- docker pull nginx:1.19.2", "- \"[[ -e ~/work || -n $name ]] && docker run -d nginx:1.19.2\""),
      ])
      let run = try await place.dojo(["lesson", "test", folder])
      #expect(run.status == 0, "\(run.output)")
    }
  }

  @Test func `JUnit output keeps to the schema`() async throws {
    try await Workplace.with { place in
      let folder = try AuthorsDesk(place).lay([("mine:v2", "mine:v1")])
      let run = try await place.dojo(["lesson", "test", folder, "--format", "junit"])
      #expect(run.status == 2)
      let file = "\(place.home)/junit.xml"
      try AtomicFile.write(run.output.utf8, to: file)
      let valid = try await place.script(
        "command -v xmllint >/dev/null || exit 0; xmllint --noout --schema \(Workplace.top)/fixtures/reports/junit.xsd \(file)"
      )
      #expect(valid.status == 0, "\(valid.output)")
    }
  }

  @Test(arguments: [["no-such"], ["./no-such.yaml"], ["--jobs", "0"]])
  func `what is no lesson is said before anything is done`(arguments: [String]) async throws {
    try await Workplace.with { place in
      let run = try await place.dojo(["lesson", "test"] + arguments)
      #expect(run.status == (arguments[0] == "--jobs" ? 64 : 2), "\(run.output)")
      #expect(!run.output.contains("proved"))
    }
  }

  @Test func `a step whose solution is nothing but words is proved with the commands it shows`() async throws
  {
    try await Workplace.with { place in
      let chapter = "\(place.home)/chapter.md"
      try AtomicFile.write(
        """
        # Volumes

        ### Task 1: Create a volume

        ```bash
        docker volume create data
        ```{{exec}}

        <details><summary>Not sure how?</summary>

        `--help` tells more.

        </details>

        """.utf8, to: chapter)
      let new = try await place.dojo(["lesson", "new", "data", "--from", chapter, "--out", place.home])
      #expect(new.output.contains("1 step: 1 check guessed, 0 steps confirmed by hand."), "\(new.output)")
      let run = try await place.dojo(["lesson", "test", "\(place.home)/data.yaml"])
      #expect(run.status == 0 && run.output.contains("clean machines: 2 of 2"), "\(run.output)")
    }
  }

  @Test func `a chapter without checks passes by the learner's word`() async throws {
    try await Workplace.with { place in
      let chapter = "\(place.home)/plain.md"
      try AtomicFile.write("# Plain\n\n1. Look.\n2. Think.\n".utf8, to: chapter)
      let run = try await place.dojo(
        ["run", chapter, "--ports", "private"], input: "dojo check\ndojo check\n")
      #expect(run.output.contains("2 of 2 steps passed"), "\(run.output)")
      #expect(run.status == 0)
    }
  }
}
