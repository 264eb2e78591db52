import Basics
import Checks
import DockerCLI
import Engine
import EngineClient
import HTTPServer
import Lessons
import Practice
import Reports
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where submissions are done again, one after the other, each with machines and files of its own.
struct Workshop: Sendable {
  /// The folder of everything that is there for the time of one submission.
  let folder: String
  /// What "Docker Hub" and new machines take their images from.
  let images: BundledImages
  /// The program that stands for docker.
  let link: String
  /// What sandboxes are made with; `nil` for submissions that are trusted.
  let tools: SandboxTools?
  let limits: GradingLimits
  let language: Language
  let loops: ServerLoops

  /// What came of a submission.
  struct Outcome: Sendable {
    var steps: [StepResult]
    var commands: [CommandResult]
    var limit: SubmissionShell.Limit?
    /// The bound that the programs in its containers have reached.
    var bound: ContainerBounds.Kind?
    var passedInOrder: Set<Step.ID>
    var claimed: Set<Step.ID>?
  }

  /// The lesson as the learner knew it, and as it is graded.
  struct GradedPair: Sendable {
    let lesson: Lesson
    let graded: Lesson

    /// The checks that learners never see.
    func hidden(of step: Step.ID) -> Set<Check.ID> {
      let known = Set(lesson.step(step)?.checks.map(\.id) ?? [])
      return Set(graded.step(step)?.checks.map(\.id) ?? []).subtracting(known)
    }
  }

  /// Does the work again.
  ///
  /// - Parameters:
  ///   - work: What the learner has done.
  ///   - pair: The lesson, for the host name that the learner had.
  ///   - seed: What identifiers and names are drawn from, so that the same submission meets the same ones.
  /// - Returns: what came of it.
  /// - Throws: why that could not be done; never because of what the submission does.
  func repeating(_ work: Work, of pair: GradedPair, seed: UInt64) async throws -> Outcome {
    let room = try Room(making: "\(folder)/room", tools: tools, link: link, disk: limits.disk)
    do {
      let outcome = try await repeating(work, of: pair, seed: seed, in: room)
      room.clear()
      return outcome
    } catch {
      room.clear()
      throw error
    }
  }

  private func repeating(_ work: Work, of pair: GradedPair, seed: UInt64, in room: Room) async throws
    -> Outcome
  {
    let (log, clock) = (AssessmentLog(), CommandClock())
    let setup = setup(of: pair, in: room, log, clock, seed: seed, keepsStarts: work.goesBack)
    let (sitting, _) = try await Sitting.open(setup)
    do {
      let repetition = Repetition(of: sitting, lesson: pair.graded, log: log, clock: clock)
      let limit = try await perform(work, sitting, repetition, clock, room)
      let steps = try await repetition.finish()
      let packages = await sitting.machines.lackedPackages
      guard packages.isEmpty else { throw GraderLacksPrograms(packages: packages) }
      let outcome = Outcome(
        steps: steps, commands: await repetition.commands, limit: limit,
        bound: await sitting.machines.reachedBound,
        passedInOrder: await repetition.passedInOrder(), claimed: work.claimed)
      await sitting.close()
      return outcome
    } catch {
      await sitting.close()
      throw error
    }
  }

  private func perform(
    _ work: Work, _ sitting: Sitting, _ repetition: Repetition, _ clock: CommandClock, _ room: Room
  ) async throws -> SubmissionShell.Limit? {
    let lesson = sitting.lesson
    let names = lesson.machines.map(\.name)
    let start = lesson.machines.first?.id ?? Lessons.Machine.start.id
    let book = TranslationBook()
    let attendant = Attendant(
      sitting: sitting, room: room, limits: limits, language: language,
      docker: { await DockerCommandLine.run(arguments: $0, environment: $1) }, now: { clock.now },
      runCurl: try curl(in: room, names: names), book: book, allowance: Allowance(limits))
    switch work {
    case .recorded(let entries):
      return try await RecordedRepetition(
        repetition: repetition, sitting: sitting, attendant: attendant, book: book, limits: limits
      ).run(entries)
    case .typed(let commands):
      let door = try await CallDoor.open(at: room.door, startMachine: start, on: loops) {
        await attendant.perform($0, $1)
      }
      try room.hand(over: room.door)
      let listener = TypedRepetition(repetition, commands: commands, start: start, book: book)
      do {
        let ending = try await shell(in: room, names: names, start: start).run(
          TypedRepetition.text(of: commands, start: start), listener: listener)
        await door.close()
        if let failure = await listener.failure { throw failure }
        guard case .stopped(let limit) = ending else { return nil }
        await listener.stopped(output: "")
        return limit
      } catch {
        await door.close()
        throw error
      }
    }
  }

  private func shell(in room: Room, names: [String], start: Lessons.Machine.ID) throws -> SubmissionShell {
    let sandbox =
      tools == nil
      ? nil
      : try room.sandbox(
        hostName: names.first ?? "host", machines: names, limits: limits.sandbox, reachesDoor: true)
    return SubmissionShell(
      room: room, limits: limits, environment: room.environment(language: language),
      sandbox: sandbox, preamble: TypedRepetition.preamble(start: start))
  }

  /// Runs curl in a sandbox of its own over the same files: what it prints is what it was answered.
  private func curl(in room: Room, names: [String]) throws
    -> @Sendable (
      [String], String, @escaping ChildCommand.Sink, @escaping ChildCommand.Sink
    ) async throws -> Int32
  {
    let environment = room.environment(language: language)
      .merging(["PATH": "/usr/local/bin:/usr/bin:/bin"]) { _, ours in ours }
    let sandbox =
      tools == nil
      ? nil
      : try room.sandbox(
        hostName: names.first ?? "host", machines: names, limits: limits.sandbox, reachesDoor: false)
    let limit = limits.lineSeconds
    return { [tools] arguments, folder, onOutput, onError in
      let plain = ChildCommand(
        "curl", ["-q"] + arguments, environment: environment, workingDirectory: sandbox == nil ? folder : nil)
      var command = plain
      // What touches no file needs no room of its own: it runs where the submission's processes cannot see it.
      if var sandbox, let tools, !CurlArguments(arguments).onlyPrints {
        let isOwn = folder == room.home || folder.hasPrefix(room.home + "/") || folder.hasPrefix("/tmp")
        sandbox.folder = isOwn ? folder : room.home
        command = sandbox.command(plain, with: tools)
      }
      let running = command
      return try await withThrowingTaskGroup(of: Int32.self) { group in
        group.addTask { try await running.run(input: .nothing, onOutput: onOutput, onError: onError).status }
        group.addTask {
          try await FairTime.sleep(seconds: limit)
          return 124
        }
        defer { group.cancelAll() }
        return try await group.next() ?? 126
      }
    }
  }
}

extension Workshop {
  private func setup(
    of pair: GradedPair, in room: Room, _ log: AssessmentLog, _ clock: CommandClock, seed: UInt64,
    keepsStarts: Bool
  ) -> SittingSetup {
    var options = PracticeMachines.Options(
      bundledImages: images.folder, ports: tools == nil ? .private : .real, language: language,
      environment: [:])
    options.reachesComputer = false
    options.images = images
    options.isKept = keepsStarts
    options.loops = loops
    options.files = RoomFiles(room: room)
    options.folders = RoomFolders(room: room)
    options.daemonFiles = RoomDaemonFiles(room: room)
    options.processes = .found(bounds: limits.containers(confiner: tools == nil ? nil : link))
    options.now = { clock.now }
    options.chance = Chance(seed: seed)
    let chosen = options
    return SittingSetup(
      lesson: pair.lesson, folder: LessonFolder(path: "\(room.root)/sitting"), program: link,
      language: language,
      environment: ["TMPDIR": folder],
      openMachines: { lesson, stateFolder, socketFolder in
        try RoomDaemonFiles(room: room).prepare(lesson.machines)
        return GradedMachines(
          inner: try await PracticeMachines.open(
            lesson, stateFolder: stateFolder, socketFolder: socketFolder, options: chosen),
          keepsStarts: keepsStarts)
      },
      judge: { step, world, journal, patience in
        let assessment = await Assessor(lesson: pair.graded).assessOrGlance(
          at: pair.graded.step(step.id) ?? step, world, journal, isGlance: patience == .zero)
        log.note(assessment)
        return assessment.without(pair.hidden(of: step.id))
      },
      now: { clock.now.milliseconds })
  }
}

extension Work {
  /// The steps that the submission itself says have passed; `nil` when it says nothing.
  fileprivate var claimed: Set<Step.ID>? {
    guard case .recorded(let entries) = self else { return nil }
    return Set(Progress(folding: entries).passes.map(\.step))
  }
}

/// Machines that keep no starts of steps to go back to, unless the submission does go back.
private struct GradedMachines: SittingMachines {
  let inner: PracticeMachines
  let keepsStarts: Bool
  let world: any World

  init(inner: PracticeMachines, keepsStarts: Bool) {
    self.inner = inner
    self.keepsStarts = keepsStarts
    world = RememberingWorld(inner.world, of: inner)
  }

  var reachedBound: ContainerBounds.Kind? { get async { await inner.reachedBound } }
  var lackedPackages: [String] { get async { await inner.lackedPackages } }

  func access(to machine: Lessons.Machine.ID) -> EngineAccess { inner.access(to: machine) }
  func engine(of machine: Lessons.Machine.ID) -> DirectEngine? { inner.engine(of: machine) }
  func daemonFile(of machine: Lessons.Machine.ID) -> String? { inner.daemonFile(of: machine) }
  func daemonText(of machine: Lessons.Machine.ID) -> String? { inner.daemonText(of: machine) }
  func writeDaemonText(_ text: String?, of machine: Lessons.Machine.ID) throws {
    try inner.writeDaemonText(text, of: machine)
  }
  func service(_ action: ServiceAction, on machine: Lessons.Machine.ID) async -> ServiceOutcome? {
    await inner.service(action, on: machine)
  }
  func save(to folder: String) async throws {
    if keepsStarts { try await inner.save(to: folder) }
  }
  func restore(from folder: String) async throws { try await inner.restore(from: folder) }
  func route(host: String, port: Int, from machine: Lessons.Machine.ID) async -> Practice.Route {
    await inner.route(host: host, port: port, from: machine)
  }
  func close() async { await inner.close() }
}
