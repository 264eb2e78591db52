import Basics
import Lessons
import Practice
import TestSupport
import Testing

@testable import DojoCommands

/// The lesson from its first step to its last, with the real binary, shell, engine and registry.
@Suite(.serialized) struct WholeLessonTests {
  /// The commands of the nine steps, as a learner pipes them in.
  private func commands(host: String) -> String {
    """
    docker run -d -p 5000:5000 registry:2.7.1
    docker images
    docker tag nginx:1.19.2 \(host):5000/testimage:v1
    docker images
    docker push \(host):5000/testimage:v1
    curl -s localhost:5000/v2/_catalog
    dojo shell other -- docker pull \(host):5000/testimage:v1
    dojo shell other -- docker images
    docker rm -f $(docker ps -aq)

    """
  }

  @Test func `piped commands pass all nine steps, and the run ends with 0`() async throws {
    try await Workplace.with { place in
      let host = try place.lesson().machines[0].name
      let run = try await place.dojo(
        ["run", "image-registry", "--ports", "private"], input: commands(host: host))
      for step in 1...9 { #expect(run.output.contains("Step \(step) passed"), "\(run.output)") }
      #expect(run.output.contains("9 of 9 steps passed"))
      #expect(run.status == 0)
    }
  }

  @Test func `commands that leave steps undone end with 1 and say how to go on`() async throws {
    try await Workplace.with { place in
      let run = try await place.dojo(
        ["run", "image-registry", "--ports", "private"], input: "docker run -d -p 5000:5000 registry:2.7.1\n")
      #expect(run.output.contains("Saved at step 2. Go on with: dojo run image-registry"))
      #expect(run.status == 1)
    }
  }

  @Test(arguments: Language.allCases)
  func `the demo plays every solution and leaves no trace in the learner's progress`(language: Language)
    async throws
  {
    try await Workplace.with { place in
      let run = try await place.dojo(["run", "image-registry", "--demo"], language: language)
      for step in 1...9 {
        #expect(
          run.output.contains(language == .english ? "Step \(step) passed" : "手順\(step) 合格"), "\(run.output)"
        )
      }
      #expect(run.status == 0)
      let list = try await place.dojo(["list"], language: language)
      #expect(list.output.contains(" 0/9 "), "\(list.output)")
    }
  }

  @Test func `without terminal and input the first step is shown, with what is judged and how to go on`()
    async throws
  {
    try await Workplace.with { place in
      let run = try await place.dojo(["run", "image-registry"])
      #expect(run.output.contains("Step 1 of 9"))
      #expect(run.output.contains("What will be judged"))
      #expect(run.output.contains("dojo run image-registry --demo"))
      #expect(run.status == 1)
    }
  }

  @Test func `typed wrong moves are each told apart and put right in a real bash`() async throws {
    try await Workplace.with { place in
      let lesson = try place.lesson()
      let host = lesson.machines[0].name
      let learner = Learner(terminal: try await place.openTerminal(), lesson: lesson)

      try await learner.errs("docker run -d registry:2.7.1", step: 1, diagnosis: "not-published")
      try await learner.types("docker rm -f $(docker ps -aq)")
      try await learner.passes(1, "docker run -d -p 5000:5000 registry:2.7.1")
      try await learner.passes(2, "docker images")
      try await learner.errs("docker push \(host):5000/testimage:v1", step: 3)
      try await learner.errs("docker tag nginx:1.19.2 testimage:v1", step: 3)
      try await learner.passes(3, "docker tag nginx:1.19.2 \(host):5000/testimage:v1")
      try await learner.passes(4, "docker images")
      try await learner.passes(5, "docker push \(host):5000/testimage:v1")
      try await learner.passes(6, "curl localhost:5000/v2/_catalog")
      try await learner.errs("docker pull \(host):5000/testimage:v1", step: 7)
      learner.terminal.send("dojo shell other\r")
      try await learner.terminal.wait(for: "other 7/9 ready> ")
      try await learner.passes(7, "docker pull \(host):5000/testimage:v1")
      try await learner.passes(8, "docker images")
      try await learner.types("exit")
      try await learner.errs("docker rm $(docker ps -aq)", step: 9)
      let end = try await learner.passes(9, "docker rm -f $(docker ps -aq)")
      #expect(end.contains("9 of 9 steps passed"))
      learner.terminal.send("exit\r")
      #expect(try await learner.terminal.waitForEnd() == 0)
    }
  }

  @Test func `a killed dojo goes on where it was, in every step`() async throws {
    try await Workplace.with { place in
      let lesson = try place.lesson()
      for step in lesson.steps {
        let terminal = try await place.openTerminal()
        #expect(unwrapped(terminal.screen).contains("Step \(step.number) of 9"), "\(terminal.screen)")
        let learner = Learner(terminal: terminal, lesson: lesson)
        if (2...9).contains(step.number) {
          #expect(try await learner.types("docker ps").contains("registry:2.7.1"))
        }
        for command in step.solution?.commands ?? [] {
          let line = step.machine == "host" ? command.line : "dojo shell \(step.machine) -- \(command.line)"
          try await learner.passes(step.number, line)
        }
        terminal.signal(9)
        _ = try await terminal.waitForEnd()
      }
      let list = try await place.dojo(["list"])
      #expect(list.output.contains(" 9/9 "), "\(list.output)")
    }
  }
}
