import Basics
import DockerAPI
import DockerCLI
import EngineClient
import Lessons
import Practice
import Shell

extension Attendant {
  /// Runs docker in this process against the machine's engine.
  func performDocker(_ call: LinkedCall, _ streams: CallStreams) async -> Int32 {
    if let option = DockerCommandLine.optionThatLeadsElsewhere(in: call.arguments) {
      say(
        Phrase(
          en: "--\(option) is not available while a submission is graded", ja: "採点中は --\(option) を使えません"),
        streams)
      return 125
    }
    let machine: MachineAddress
    do { machine = try await sitting.machine(call.machine) } catch {
      say((error as? any UserFacingError)?.summary ?? Phrase(verbatim: "\(error)"), streams)
      return 125
    }
    let (started, said) = (now(), CappedText(limit: CommandEntry.outputLimit))
    let exit = await run(call, on: machine, streams, said)
    await record(call, exit: exit, said: said, started: started)
    return exit
  }

  private func run(
    _ call: LinkedCall, on machine: MachineAddress, _ streams: CallStreams, _ said: CappedText
  ) async -> Int32 {
    let (signals, signalling) = AsyncStream<ForwardedSignal>.makeStream()
    let attaches = DockerLink.attaches(call.arguments)
    let input: any InputChannel =
      attaches
      ? TypedInput(streams, leaving: .init(call.arguments)) : CallStreams.Input(streams: streams)
    let files = CarriedFiles(
      room: RoomFiles(room: room), places: call.carried, origin: call.origin, folder: call.folder)
    do {
      try files.share(in: RoomFolders(room: room))
    } catch {
      streams.write(Array("dojo: \(error)\n".utf8), isError: true)
    }
    let environment = CommandEnvironment(
      endpoint: .unix(path: machine.socket), engine: sitting.machines.engine(of: call.machine),
      variables: variables(of: call), workingFolder: call.folder,
      files: files, input: input,
      output: CallStreams.Output(streams: streams, isError: false) { said.append($0) },
      errors: CallStreams.Output(streams: streams, isError: true) { said.append($0) }, now: now,
      signals: CallStreams.Signals(stream: signals))
    let (ends, ending) = AsyncStream<Int32>.makeStream()
    let command = Task { ending.yield(await docker(call.arguments, environment)) }
    let listening = Task {
      for await signal in streams.arriving {
        if attaches { signalling.yield(signal) } else { ending.yield(ExitCode.interrupted.rawValue) }
      }
    }
    let impatience = call.isInBackground ? nil : Task { await interruptWhenIdle(streams, signalling, ending) }
    let gone = Task {
      try? await FairTime.sleep(seconds: limits.totalSeconds)
      ending.yield(137)
    }
    defer { for task in [listening, gone] + (impatience.map { [$0] } ?? []) { task.cancel() } }
    let exit = await withTaskCancellationHandler {
      await ends.first { _ in true } ?? 137
    } onCancel: {
      // The program has been killed; what it was attached to learns of it as from a terminal that went away.
      signalling.yield(.hangUp)
      ending.yield(137)
    }
    command.cancel()
    signalling.finish()
    return exit
  }

  /// Presses Ctrl-C for somebody who would: a command in the foreground that has been silent for long.
  ///
  /// Where many want the processors, it may be silent for longer, as long as its line may last: what it waits for is at
  /// work then, and the same work is to have the same verdict everywhere.
  private func interruptWhenIdle(
    _ streams: CallStreams, _ signalling: AsyncStream<ForwardedSignal>.Continuation,
    _ ending: AsyncStream<Int32>.Continuation
  ) async {
    var seen = streams.activity
    var silentFor = 0.0
    while !Task.isCancelled {
      guard (try? await Task.sleep(for: .milliseconds(100))) != nil else { return }
      silentFor = streams.activity == seen ? silentFor + 0.1 * ProcessorLoad.share() : 0
      seen = streams.activity
      guard silentFor >= Double(limits.idleSeconds) else { continue }
      signalling.yield(.interrupt)
      guard (try? await Task.sleep(for: .seconds(1))) != nil else { return }
      ending.yield(ExitCode.interrupted.rawValue)
      return
    }
  }

  /// The learner's variables as docker may know them: none that names another engine.
  private func variables(of call: LinkedCall) -> [String: String] {
    var variables = call.environment.filter { !$0.key.hasPrefix("DOCKER_") }
    variables["DOCKER_CONFIG"] = room.docker
    variables["DOCKER_API_VERSION"] = APIVersion.current.description
    return variables
  }
}
