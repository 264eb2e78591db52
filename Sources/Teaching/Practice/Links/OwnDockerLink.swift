import Basics
import Checks
import DockerCLI
import Lessons
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// dojo called as `docker` in a sitting on the learner's own engine: their docker, with a record and a guard.
struct OwnDockerLink: Sendable {
  let call: LinkCall
  let docker: OwnDocker
  let context: LinkContext

  /// `nil` where the machine is a practice machine.
  init?(_ call: LinkCall, in context: LinkContext) {
    guard let docker = OwnDocker(called: call.environment) else { return nil }
    self.call = call
    self.docker = docker
    self.context = context
  }

  /// Runs the command on this process's terminal and returns its exit code.
  func run() async -> Int32 {
    let started = call.now()
    let said = CappedText(limit: CommandEntry.outputLimit)
    let command = OwnCommand(call.arguments)
    let exit: Int32
    if let arguments = await allowed(command, said) {
      let watch = await OwnCreation.watch(
        command, with: docker, context: context, environment: call.environment)
      exit = await relay(watch?.arguments(arguments) ?? arguments, said)
      if let watch {
        await tell(.made(await watch.made()))
        watch.forget()
      }
    } else {
      exit = 1
    }
    await call.record(
      exit: exit, output: said.text, isTruncated: said.isTruncated, started: started, in: context)
    return exit
  }

  private func relay(_ arguments: [String], _ said: CappedText) async -> Int32 {
    do {
      return try await RelayedChild(
        ChildCommand(docker.program, arguments, environment: call.environment), keptIn: said
      ).run().status
    } catch {
      call.complain(error.summary)
      return 126
    }
  }

  /// What is to be run: the command, the same for the sitting's own things alone, or nothing.
  private func allowed(_ command: OwnCommand, _ said: CappedText) async -> [String]? {
    guard let own = OwnGuard(command) else { return call.arguments }
    // An engine that cannot be looked at says so itself, in answer to the command.
    guard
      let now = try? await OwnInventory.look(
        own.parts, with: docker, globals: command.globals, environment: call.environment)
    else { return call.arguments }
    let ledger = (try? await context.door.own(.ask))?.ledger ?? .unknown
    let made = ledger.ours.adding(containers: OwnCreation.pending(beside: context.links))
    guard let threat = own.threat(in: now, made: made) else { return call.arguments }
    let question = OwnQuestion(
      threat: threat, commandLine: ([call.name] + command.typed).joined(separator: " "),
      language: Language(environment: call.environment))
    let asked = question.ask()
    let answer = asked ?? (threat.sparing == nil ? .nothing : .oursAlone)
    if asked == nil { say(question.warning, said) }
    switch answer {
    case .everything: return call.arguments
    case .oursAlone:
      await keep(threat)
      say(question.spared, said)
      return threat.sparing
    case .nothing:
      // Only somebody who was asked has decided to keep anything.
      if asked != nil { await keep(threat) }
      say(question.refusal(wasAsked: asked != nil), said)
      return nil
    }
  }

  private func say(_ phrase: Phrase, _ said: CappedText) {
    call.complain(phrase)
    said.append(Array("dojo: \(phrase[Language(environment: call.environment)])\n".utf8))
  }

  private func keep(_ threat: OwnThreat) async {
    let containers = threat.foreign.filter { $0.kind == .container }.map(\.id)
    if !containers.isEmpty { await tell(.kept(Set(containers))) }
  }

  private func tell(_ note: OwnNote) async {
    if case .made(let made) = note, made.isEmpty { return }
    do {
      _ = try await context.door.own(note)
    } catch {
      call.complain(ControlFailure(error).text)
    }
  }
}

extension Belongings {
  /// With containers that are just being made.
  func adding(containers: Set<String>) -> Self {
    var all = self
    all.containers.formUnion(containers)
    return all
  }
}
