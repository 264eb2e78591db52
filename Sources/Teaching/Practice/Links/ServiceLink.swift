import Basics
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// dojo called as `systemctl`, `service` or `journalctl`: what is about docker is done to the practice machine, with a record;
/// anything else is the computer's own program's.
package enum ServiceLink {
  /// Whether a command line is about the docker service of a machine.
  static func isOurs(_ argv: [String]) -> Bool {
    ServiceCall(argv) != nil || ServiceCall.isDaemonReload(argv)
  }

  /// Runs the command on this process's terminal and returns its exit code.
  ///
  /// `sudo` is the call of sudo in which it stood, for where the real program is needed.
  package static func run(_ call: LinkCall, sudo: LinkCall? = nil) async -> Int32 {
    let argv = [call.name] + call.arguments
    guard let context = LinkContext(environment: call.environment), isOurs(argv) else {
      return await runReal(call, sudo)
    }
    let started = call.now()
    let said: (output: String, errors: String, exit: Int32)
    if let service = ServiceCall(argv) {
      do {
        guard let outcome = try await context.door.service(service.action, on: context.machine) else {
          guard await mayTouch(service.action, call, context) else { return 1 }
          return await runReal(call, sudo)
        }
        said = service.report(
          of: outcome, at: Timestamp(seconds: Int(call.now() / 1000)),
          in: Language(environment: call.environment))
      } catch {
        call.complain(ControlFailure(error).text)
        return ExitCode.undetermined.rawValue
      }
    } else {
      said = ("", "", 0)
    }
    try? AtomicFile.writeAll(Array(said.output.utf8), to: STDOUT_FILENO, path: "output")
    try? AtomicFile.writeAll(Array(said.errors.utf8), to: STDERR_FILENO, path: "output")
    await call.record(
      exit: said.exit, output: said.output + said.errors, isTruncated: false, started: started, in: context)
    return said.exit
  }

  /// Whether the learner's own docker service may be stopped, when containers run that the lesson did not make.
  private static func mayTouch(
    _ action: ServiceAction, _ call: LinkCall, _ context: LinkContext
  ) async -> Bool {
    guard [.stop, .restart].contains(action), let docker = OwnDocker(called: call.environment),
      let now = try? await OwnInventory.look([.containers], with: docker, environment: call.environment)
    else { return true }
    let made = ((try? await context.door.own(.ask))?.ledger ?? .unknown).made.containers
    let foreign = now.containers.filter { !$0.isStopped && !made.contains($0.id) }.map(OwnThing.init)
    guard !foreign.isEmpty else { return true }
    let question = OwnQuestion(
      threat: OwnThreat(foreign: foreign, ours: [], sparing: nil, isSweeping: true),
      commandLine: ([call.name] + call.arguments).joined(separator: " "),
      language: Language(environment: call.environment))
    let answer = question.ask()
    if answer == nil { call.complain(question.warning) }
    if answer != .everything { call.complain(question.refusal(wasAsked: answer != nil)) }
    return answer == .everything
  }

  private static func runReal(_ call: LinkCall, _ sudo: LinkCall? = nil) async -> Int32 {
    if let sudo { return await SudoLink.runSudo(sudo) }
    let links = call.environment[WorkPlace.Variable.links]
    guard let program = LinkFolder.program(call.name, on: call.environment["PATH"] ?? "", except: links)
    else {
      call.complain(
        Phrase(
          en: "\(call.name): command not found on this computer", ja: "このコンピューターには \(call.name) が入っていません"))
      return 127
    }
    signal(SIGINT, SIG_IGN)
    do {
      return try await ChildCommand(program, call.arguments, environment: call.environment).runInherited()
        .status
    } catch {
      call.complain(ControlFailure(error).summary)
      return 126
    }
  }
}
