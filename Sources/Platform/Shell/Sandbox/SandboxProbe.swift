import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Finds out whether sandboxes can be made on this computer.
package struct SandboxProbe: Sendable {
  private let environment: [String: String]

  package init(environment: [String: String]) {
    self.environment = environment
  }

  /// Makes a sandbox inside a sandbox, which is what grading needs, and tells what it is made with.
  ///
  /// - Throws: `NoSandbox` with what stands in the way.
  package func run() async throws(NoSandbox) -> SandboxTools {
    try await answer(command)
  }

  /// Makes a sandbox in which the child stays who it is, and tells what it is made with.
  ///
  /// - Throws: `NoSandbox` with what stands in the way.
  package func runForOneself() async throws(NoSandbox) -> SandboxTools {
    try await answer { tools in
      var sandbox = Sandbox(hostName: "dojo", isMadeByRoot: geteuid() == 0)
      sandbox.keepsUser = true
      sandbox.user = UserAndGroup(user: geteuid(), group: getegid())
      sandbox.mounts = [.readOnly("/", at: "/"), .processes("/proc"), .devices("/dev")]
      return sandbox.command(
        ChildCommand("sh", ["-c", Self.question], environment: path), with: tools)
    }
  }

  private func answer(
    _ command: (SandboxTools) -> ChildCommand
  ) async throws(NoSandbox) -> SandboxTools {
    #if os(Linux)
      guard let tools = SandboxTools(searchPath: environment["PATH"] ?? "") else { throw .notInstalled }
      let outcome: ChildOutcome
      do {
        outcome = try await command(tools).capture(limit: 4096)
      } catch {
        throw .refused(reason: "\(error)", ban: .found())
      }
      guard outcome.status == 0, outcome.stdout == "dojo\n" else {
        throw .refused(
          reason: outcome.stderr.split(separator: "\n").first.map(String.init) ?? "no answer", ban: .found())
      }
      return tools
    #else
      throw .notThisSystem
    #endif
  }

  private static let question = "cat /proc/sys/kernel/hostname"
  private var path: [String: String] { ["PATH": environment["PATH"] ?? "/usr/bin:/bin"] }

  private func command(_ tools: SandboxTools) -> ChildCommand {
    let isRoot = UserAndGroup.canBecomeNobody
    var outer = Sandbox(hostName: "dojo", isMadeByRoot: isRoot)
    outer.isMaster = true
    outer.mounts = [.readOnly("/", at: "/"), .devices("/dev"), .scratch("/tmp", bytes: 1 << 20)]
    var inner = Sandbox(hostName: "dojo", isMadeByRoot: isRoot)
    inner.hasOwnNetwork = false
    inner.mounts = [.readOnly("/", at: "/"), .processes("/proc")]
    let question = inner.command(
      ChildCommand("sh", ["-c", Self.question], environment: [:]), with: tools)
    let line = ([question.executable] + question.arguments).map(ShellDressing.quoted).joined(separator: " ")
    return outer.command(
      ChildCommand(
        "sh", ["-c", "mount -t proc proc /proc && \(line)"], environment: path), with: tools)
  }
}

/// Why no sandbox can be made.
package enum NoSandbox: UserFacingError, Equatable {
  case notInstalled
  /// The system does not allow it, in its own words, and the setting that is known to be why.
  case refused(reason: String, ban: NamespaceBan?)
  case notThisSystem

  package var summary: Phrase {
    switch self {
    case .notInstalled:
      Phrase(
        en: "bubblewrap (bwrap) is not installed, and without it other people's commands are not run",
        ja: "bubblewrap（bwrap）がありません。これがないと、他の人のコマンドは実行できません")
    case .refused(let reason, _):
      Phrase(
        en: "this system does not let bubblewrap make a sandbox: \(reason)",
        ja: "このシステムでは bubblewrap でサンドボックスを作れません: \(reason)")
    case .notThisSystem:
      Phrase(
        en: "sandboxes need Linux, and without one other people's commands are not run",
        ja: "サンドボックスには Linux が必要です。これがないと、他の人のコマンドは実行できません")
    }
  }

  package var remedy: Phrase? {
    switch self {
    case .notInstalled:
      Phrase(
        en:
          "Install the package bubblewrap. --trust-submissions runs them without a sandbox, with all your rights.",
        ja: "bubblewrap パッケージを入れてください。--trust-submissions を付けると、サンドボックスなしで、あなたの権限のまま実行します。")
    case .refused(_, nil):
      Phrase(
        en: "Allow unprivileged user namespaces, or grade inside a virtual machine with --trust-submissions.",
        ja: "非特権ユーザー名前空間を許可するか、仮想マシンの中で --trust-submissions を付けて採点してください。")
    case .refused(_, let ban?):
      Phrase(
        en: "Grade inside a virtual machine with --trust-submissions. \(ban.remedy.en)",
        ja: "仮想マシンの中で --trust-submissions を付けて採点してください。\(ban.remedy.ja)")
    case .notThisSystem:
      Phrase(
        en: "Grade on Linux, or inside a virtual machine with --trust-submissions.",
        ja: "Linux で採点するか、仮想マシンの中で --trust-submissions を付けて採点してください。")
    }
  }

  package var exitCode: ExitCode { .undetermined }
}
