import Basics
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// dojo called as `sudo`: a linked program needs no rights and runs as it is; anything else is the real sudo's.
package enum SudoLink {
  /// What is to be run instead of sudo: our link of that name and its arguments; `nil` for the real sudo.
  ///
  /// Only options without a value are passed over, so that no user name is taken for a program.
  package static func linkedCommand(in arguments: [String]) -> [String]? {
    let command = Array(arguments.drop { options.contains($0) })
    guard let name = command.first else { return nil }
    return ["docker", "curl", "dojo"].contains(name) || ServiceLink.isOurs(command) ? command : nil
  }

  private static let options: Set = ["-E", "-H", "-n", "-S", "-k", "--"]

  /// A command about the machine's daemon.json, which is the learner's own file and needs no rights either.
  ///
  /// The file's path on a real machine stands for it, so that nobody changes this computer's own docker by mistake.
  /// `nil` for any other command, and where machines have no file of their own.
  package static func ownFileCommand(_ call: LinkCall) -> [String]? {
    guard let file = call.environment[WorkPlace.Variable.daemonFile],
      let slash = file.lastIndex(of: "/")
    else { return nil }
    let command = call.arguments.drop { options.contains($0) }.map { word in
      word.replacing("/etc/docker/daemon.json", with: file)
        .replacing(/\/etc\/docker\/?(?![^\s"';])/, with: String(file[..<slash]))
    }
    guard !command.isEmpty, linkedCommand(in: call.arguments) == nil,
      command.contains(where: { $0.contains(file) })
        || command != Array(call.arguments.drop { options.contains($0) })
    else { return nil }
    return command
  }

  /// Any other command of an isolated sitting, in which nobody gets more rights than they have; `nil` elsewhere.
  ///
  /// What needs more then says so itself.
  package static func isolatedCommand(_ call: LinkCall) -> [String]? {
    let command = Array(call.arguments.drop { options.contains($0) })
    guard Isolation(environment: call.environment) != nil, let name = command.first, !name.hasPrefix("-")
    else { return nil }
    return command
  }

  /// Runs a command without sudo, on this process's terminal, and returns its exit code.
  package static func runPlain(_ command: [String], _ call: LinkCall) async -> Int32 {
    signal(SIGINT, SIG_IGN)
    do {
      return try await ChildCommand(command[0], Array(command.dropFirst()), environment: call.environment)
        .runInherited().status
    } catch {
      call.complain(ControlFailure(error).summary)
      return 127
    }
  }

  /// Runs the real sudo on this process's terminal and returns its exit code.
  package static func runSudo(_ call: LinkCall) async -> Int32 {
    let links = call.environment[WorkPlace.Variable.links]
    guard let sudo = LinkFolder.program("sudo", on: call.environment["PATH"] ?? "", except: links) else {
      call.complain(missing)
      return 127
    }
    signal(SIGINT, SIG_IGN)
    do {
      return try await ChildCommand(sudo, call.arguments, environment: call.environment).runInherited().status
    } catch {
      call.complain(ControlFailure(error).summary)
      return 126
    }
  }

  private static let missing = Phrase(
    en: "sudo: command not found on this computer", ja: "このコンピューターには sudo が入っていません")
}
