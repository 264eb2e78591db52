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
    let command = arguments.drop { ["-E", "-H", "-n", "-S", "-k", "--"].contains($0) }
    guard let name = command.first, ["docker", "curl", "dojo"].contains(name) else { return nil }
    return Array(command)
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
