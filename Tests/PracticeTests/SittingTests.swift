import Basics
import Checks
import Lessons
import Practice
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct SittingTests {
  private let sample: SampleSitting

  init() throws { sample = try SampleSitting() }

  private func passed(_ step: Step.ID) -> StepAssessment { .sample(step: step, outcome: .passed) }

  private func mistaken(_ step: Step.ID, found: String = "found") -> StepAssessment {
    .sample(step: step, outcome: .failed, diagnosis: "mistake", found: found)
  }

  @Test func `a pass is told with the next step, and steps that already hold pass with it`() async throws {
    let sitting = try await sample.open()
    sample.oracle.say(passed("a"))
    sample.oracle.say(passed("b"))
    try await sitting.record(.sample("docker", "run"))
    let reply = try await sitting.prompt(on: "host", status: 0)
    #expect(reply.events == [.passed(passed("a"), next: "b"), .passed(passed("b"), next: "c")])
    #expect(reply.mark == "host 3/3")
    await sitting.close()
  }

  @Test func `the last pass ends the lesson with a summary`() async throws {
    let sitting = try await sample.open()
    for step in ["a", "b", "c"] { sample.oracle.say(passed(Step.ID(step))) }
    let events = try await sitting.prompt(on: "host", status: 0).events
    let status = try await sitting.status()
    #expect(events.last == .finished(status))
    #expect(status.isFinished)
    #expect(status.earned == 6)
    await sitting.close()
  }

  @Test func `what is merely not done yet is met with silence`() async throws {
    let sitting = try await sample.open()
    try await sitting.record(.sample("docker", "ps"))
    #expect(try await sitting.prompt(on: "host", status: 0).events == [])
    await sitting.close()
  }

  @Test func `a diagnosed mistake is told once, and again when it is made again`() async throws {
    let sitting = try await sample.open()
    sample.oracle.say(mistaken("a"))
    try await sitting.record(.sample("docker", "run"))
    #expect(try await sitting.prompt(on: "host", status: 0).events == [.assessed(mistaken("a"))])
    try await sitting.record(.sample("docker", "ps"))
    #expect(try await sitting.prompt(on: "host", status: 0).events == [])
    try await sitting.record(.sample("docker", "run", exit: 125))
    #expect(
      try await sitting.prompt(on: "host", status: 125).events == [.assessed(mistaken("a"), timesTold: 1)])
    sample.oracle.say(mistaken("a", found: "two"))
    try await sitting.record(.sample("docker", "run"))
    #expect(
      try await sitting.prompt(on: "host", status: 0).events
        == [.assessed(mistaken("a", found: "two"), timesTold: 2)])
    await sitting.close()
  }

  @Test func `who comes back to a mistake is not told of it again`() async throws {
    sample.oracle.say(mistaken("a"))
    do {
      let sitting = try await sample.open()
      try await sitting.record(.sample("docker", "run"))
      #expect(try await sitting.prompt(on: "host", status: 0).events.count == 1)
      await sitting.close()
    }
    let resumed = try await sample.open()
    #expect(try await resumed.prompt(on: "host", status: 0).events == [])
    #expect(try await resumed.check(nil) == [.assessed(mistaken("a"), timesTold: 1)])
    await resumed.close()
  }

  @Test func `asking about another step does not bring up the current one's mistake again`() async throws {
    let sitting = try await sample.open()
    sample.oracle.say(mistaken("a"))
    sample.oracle.say(.sample(step: "b", outcome: .failed))
    try await sitting.record(.sample("docker", "run"))
    #expect(try await sitting.prompt(on: "host", status: 0).events.count == 1)
    #expect(try await sitting.check(2).count == 1)
    #expect(try await sitting.prompt(on: "host", status: 1).events == [])
    await sitting.close()
  }

  @Test func `a check that is asked for always answers, and says when the step had passed before`()
    async throws
  {
    let sitting = try await sample.open()
    let failed = StepAssessment.sample(step: "a", outcome: .failed)
    #expect(try await sitting.check(nil) == [.assessed(failed)])
    sample.oracle.say(passed("a"))
    #expect(try await sitting.check(1) == [.passed(passed("a"), next: "b")])
    sample.oracle.say(failed)
    #expect(try await sitting.check(1) == [.alreadyPassed(passed("a"))])
    await #expect(throws: SittingFailure.noSuchStep("12", last: 3)) { try await sitting.check(12) }
    await sitting.close()
  }

  @Test func `a later step that holds does not pass before those that come first`() async throws {
    let sitting = try await sample.open()
    sample.oracle.say(passed("c"))
    #expect(try await sitting.check(3) == [.assessed(passed("c"))])
    #expect(try await sitting.status().current == "a")
    await sitting.close()
  }

  @Test func `hints climb their ladder and stay on the last rung`() async throws {
    let sitting = try await sample.open()
    #expect(try await sitting.hint(nil) == [.hint(step: "a", rung: 1, of: 2)])
    #expect(try await sitting.hint(nil) == [.hint(step: "a", rung: 2, of: 2)])
    #expect(try await sitting.hint(nil) == [.hint(step: "a", rung: 2, of: 2)])
    #expect(try await sitting.solution(2) == [.solution(step: "b")])
    let rows = try await sitting.status().rows
    #expect(rows.map(\.hintsShown) == [2, 0, 0])
    #expect(rows.map(\.isSolutionShown) == [false, true, false])
    #expect(rows.allSatisfy { !$0.isPassed })
    await sitting.close()
  }

  @Test func `a reset goes back to the start of a step that was reached, and only to such a one`()
    async throws
  {
    let sitting = try await sample.open()
    for step in ["a", "b"] { sample.oracle.say(passed(Step.ID(step))) }
    _ = try await sitting.prompt(on: "host", status: 0)
    sample.oracle.say(.sample(step: "b", outcome: .failed))
    #expect(try await sitting.reset(2) == [.reset(step: "b")])
    #expect(try await sitting.status().current == "b")
    let machines = try #require(sitting.machines as? FakeMachines)
    #expect(machines.restoredFolders == [sitting.folder.snapshot(of: "b")])
    await #expect(throws: SittingFailure.notReached(step: 3)) { try await sitting.reset(3) }
    await sitting.close()
  }

  @Test func `a sitting that is opened again goes on where it was left`() async throws {
    sample.oracle.say(passed("a"))
    do {
      let sitting = try await sample.open()
      try await sitting.record(.sample("docker", "run"))
      _ = try await sitting.prompt(on: "host", status: 0)
      await sitting.close()
    }
    let (sitting, events) = try await Sitting.open(sample.setup)
    #expect(events == [.opened(try await sitting.status(), isResumed: true)])
    #expect(try await sitting.status().current == "b")
    #expect(await sitting.progress.commands.map(\.argv) == [["docker", "run"]])
    await sitting.close()
  }

  @Test func `a damaged journal is told when the sitting opens`() async throws {
    let journal = sample.setup.folder.journal
    try sample.setup.folder.create()
    try AtomicFile.write("garbage\n{\"at\":1".utf8, to: journal)
    let (sitting, events) = try await Sitting.open(sample.setup)
    #expect(
      events.dropLast() == [
        .notice(JournalDamage.unreadable(line: 1).notice), .notice(JournalDamage.torn(line: 2).notice),
      ])
    await sitting.close()
  }

  @Test func `a second sitting of the lesson is refused with the process of the first`() async throws {
    let sitting = try await sample.open()
    await #expect(throws: SittingFailure.alreadyRunning(process: getpid())) {
      _ = try await Sitting.open(sample.setup)
    }
    await sitting.close()
  }

  @Test func `an address that a killed dojo left behind is nobody's`() async throws {
    let folder = sample.setup.folder
    try folder.create()
    let left = #"{"process":\#(getpid()),"control":"/tmp/none","runtime":"\#(sample.folder.path)/left"}"#
    try Folders.create("\(sample.folder.path)/left")
    try AtomicFile.write(left.utf8, to: folder.address)
    #expect(SittingAddress.ofRunningSitting(in: folder) == nil)
    let sitting = try await sample.open()
    #expect(SittingAddress.ofRunningSitting(in: folder)?.control == sitting.runtime.control)
    #expect(!Folders.exists("\(sample.folder.path)/left"))
    await sitting.close()
  }

  @Test func `links to dojo stand ready when a sitting is open, and are gone after it`() async throws {
    let sitting = try await sample.open()
    let place = try await sitting.workPlace(on: "other", lesson: "sample", runtime: sitting.runtime)
    let environment = place.environment(adding: ["PATH": "/bin:\(sitting.runtime.links)", "KEPT": "yes"])
    #expect(environment["PATH"] == "\(sitting.runtime.links):/bin")
    #expect(environment["DOCKER_HOST"] == "unix://\(sitting.runtime.path)/other.sock")
    #expect(environment["KEPT"] == "yes")
    for program in WorkPlace.linkedPrograms {
      #expect(Folders.exists("\(sitting.runtime.links)/\(program)"))
    }
    await sitting.close()
    #expect(!Folders.exists(sitting.runtime.path))
  }

  @Test func `commands that need no terminal open the sitting themselves when none is running`() async throws
  {
    let events = try await SittingAccess.withDoor(sample.setup) { try await $0.hint(nil) }
    #expect(events == [.hint(step: "a", rung: 1, of: 2)])
    let sitting = try await sample.open()
    let next = try await SittingAccess.withDoor(sample.setup) { try await $0.hint(nil) }
    #expect(next == [.hint(step: "a", rung: 2, of: 2)])
    #expect(await sitting.progress.hintsShown == ["a": 2])
    await sitting.close()
  }

  @Test func `who asks a sitting that is gone is told so in the system's words`() async throws {
    let sitting = try await sample.open()
    let address = try #require(SittingAddress.ofRunningSitting(in: sample.setup.folder))
    await sitting.close()
    await #expect(throws: SittingFailure.notAnswering(reason: "No such file or directory")) {
      try await ControlClient(socket: address.control).status()
    }
  }

  @Test func `other processes ask through the control socket what this one can ask itself`() async throws {
    let sitting = try await sample.open()
    let address = try #require(SittingAddress.ofRunningSitting(in: sample.setup.folder))
    let client = ControlClient(socket: address.control)
    sample.oracle.say(mistaken("a"))
    try await client.record(.sample("docker", "run"))
    let reply = try await client.prompt(on: "host", status: 0)
    #expect(reply == PromptReply(mark: "host 1/3", events: [.assessed(mistaken("a"))]))
    #expect(try await client.status() == sitting.status())
    #expect(try await client.hint(nil) == [.hint(step: "a", rung: 1, of: 2)])
    #expect(try await client.machine("beta").id == "other")
    #expect(
      try await client.route(host: "alpha", port: 5000, from: "other")
        == .reachable(host: "127.0.0.1", port: 32768))
    await #expect {
      try await client.check(12)
    } throws: { error in
      (error as? ControlFailure)?.exitCode == .usage
    }
    await sitting.close()
    await #expect(throws: SittingFailure.self) { try await client.status() }
    #expect(SittingAddress.ofRunningSitting(in: sample.setup.folder) == nil)
  }
}
