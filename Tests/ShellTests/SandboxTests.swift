import Basics
import Shell
import TestSupport
import Testing

struct SandboxTests {
  private let tools = SandboxTools(bubblewrap: "/b/bwrap", prlimit: "/b/prlimit", setpriv: "/b/setpriv")
  private let inner = ChildCommand("sh", ["-c", "id"], environment: ["A": "1"])

  private func words(isMadeByRoot: Bool = false, _ change: (inout Sandbox) -> Void = { _ in }) -> [String] {
    var sandbox = Sandbox(hostName: "vm", isMadeByRoot: isMadeByRoot)
    change(&sandbox)
    let command = sandbox.command(inner, with: tools)
    return [command.executable] + command.arguments
  }

  @Test func `everything is unshared, and the command stands last`() {
    let words = words()
    for option in [
      "--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-net",
      "--disable-userns", "--die-with-parent", "--new-session",
    ] {
      #expect(words.contains(option), "\(option)")
    }
    #expect(words.first == "/b/bwrap")
    #expect(words.suffix(4) == ["--", "sh", "-c", "id"])
  }

  @Test func `a network that is shared, and rights for one who builds sandboxes, are asked for`() {
    #expect(!words { $0.hasOwnNetwork = false }.contains("--unshare-net"))
    let master = words { $0.isMaster = true }
    #expect(master.contains("--cap-add"))
    #expect(!master.contains("--disable-userns"))
  }

  @Test func `root gives its rights away first, unless it builds sandboxes`() {
    #expect(
      words(isMadeByRoot: true).prefix(7) == [
        "/b/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "--",
      ])
    #expect(words(isMadeByRoot: true) { $0.isMaster = true }.first == "/b/bwrap")
  }

  @Test func `somebody's own shell keeps its user and its terminal, root its rights`() {
    func own(_ sandbox: inout Sandbox) {
      sandbox.keepsUser = true
      sandbox.hasOwnSession = false
      sandbox.user = UserAndGroup(user: 501, group: 20)
    }
    let learner = words { own(&$0) }.joined(separator: " ")
    #expect(learner.hasPrefix("/b/bwrap --unshare-user --uid 0 --gid 0 --unshare-net "))
    #expect(learner.contains(" /b/bwrap --unshare-user --uid 501 --gid 20 --unshare-pid"))
    #expect(!learner.contains("--disable-userns") && !learner.contains("--new-session"))
    let root = words(isMadeByRoot: true) { own(&$0) }.joined(separator: " ")
    #expect(root.hasPrefix("/b/bwrap --unshare-pid"))
    #expect(root.contains("--cap-add ALL"))
  }

  @Test func `a room over everything shares processes and network, and stays writable`() {
    let words = words {
      ($0.keepsUser, $0.hasOwnProcesses, $0.hasOwnNetwork) = (true, false, false)
      $0.mounts = [.everything, .writable("/c", at: "/d")]
    }.joined(separator: " ")
    #expect(words.contains("--dev-bind / / --bind /c /d --chdir / -- sh"))
    for space in ["pid", "ipc", "net"] { #expect(!words.contains("--unshare-\(space)")) }
  }

  @Test func `mounts come in the order in which they were listed`() {
    let words = words {
      $0.mounts = [
        .readOnly("/a", at: "/b"), .scratch("/b/tmp", bytes: 9), .writable("/c", at: "/d"),
        .link("usr/bin", at: "/bin"),
        .processes("/proc"), .devices("/dev"),
      ]
      $0.folder = "/d"
    }
    let text = words.joined(separator: " ")
    #expect(
      text.contains(
        "--ro-bind-try /a /b --size 9 --tmpfs /b/tmp --bind /c /d --symlink usr/bin /bin --proc /proc --dev /dev "
          + "--remount-ro /dev --remount-ro / --chdir /d -- sh"))
  }

  @Test func `limits are set around the command, and only those that are wanted`() {
    let words = words { $0.limits = SandboxLimits(processorSeconds: 3, openFiles: 20) }
    #expect(
      words.suffix(9) == ["--", "/b/prlimit", "--cpu=3", "--nofile=20", "--core=0", "--", "sh", "-c", "id"])
  }

  @Test func `the system's folders are shown as they are, links as links`() {
    var sandbox = Sandbox(hostName: "vm", isMadeByRoot: false)
    sandbox.addSystem(
      isFolder: { $0 == "/usr" || $0 == "/lib64" }, linkTarget: { $0 == "/bin" ? "usr/bin" : nil })
    #expect(sandbox.mounts.contains(.readOnly("/usr", at: "/usr")))
    #expect(sandbox.mounts.contains(.link("usr/bin", at: "/bin")))
    #expect(!sandbox.mounts.contains(.readOnly("/lib32", at: "/lib32")))
  }

  @Test func `where a tool is missing there are no tools`() async throws {
    let folder = try ScratchFolder()
    #expect(SandboxTools(searchPath: folder.path) == nil)
    await #expect(throws: NoSandbox.self) { try await SandboxProbe(environment: ["PATH": folder.path]).run() }
  }

  @Test(arguments: Language.allCases)
  func `whoever has no sandbox is told what to install or allow`(language: Language) {
    #expect(NoSandbox.notInstalled.remedy?[language].contains("bubblewrap") == true)
    #expect(NoSandbox.refused(reason: "bwrap: no", ban: nil).summary[language].contains("bwrap: no"))
    for ban in [nil, NamespaceBan.appArmor] {
      let refused = NoSandbox.refused(reason: "x", ban: ban)
      #expect(refused.remedy?[language].contains("--trust-submissions") == true)
    }
    #expect(NoSandbox.notInstalled.exitCode == .undetermined)
  }
}

/// Sandboxes that bubblewrap makes here.
struct RealSandboxTests {
  static let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"]

  static func tools() async -> SandboxTools? { try? await SandboxProbe(environment: environment).run() }

  /// What a script prints in a sandbox over this system, with a folder of its own at `/tmp`.
  private func run(_ script: String, _ change: (inout Sandbox) -> Void = { _ in }) async throws
    -> ChildOutcome
  {
    let tools = try #require(await Self.tools())
    let probe = try await ChildCommand("id", ["-u"], environment: Self.environment).capture()
    var sandbox = Sandbox(hostName: "vm", isMadeByRoot: probe.stdout == "0\n")
    sandbox.addSystem(isFolder: Folders.isFolder, linkTarget: { _ in nil })
    sandbox.mounts += [.processes("/proc"), .devices("/dev"), .scratch("/tmp", bytes: 1 << 20)]
    change(&sandbox)
    return try await sandbox.command(
      ChildCommand("bash", ["-c", script], environment: Self.environment), with: tools
    ).capture()
  }

  private static let isPossible: Comment =
    "bubblewrap is not installed, or not allowed to make sandboxes here"

  @Test(.enabled(isPossible, { await tools() != nil }))
  func `inside there is nobody else, nothing to write to but its own, and no way out`() async throws {
    let outcome = try await run(
      """
      hostname; id -u; ls /proc | grep -c '^[0-9]'; ls /; ls /sys/class/net 2>/dev/null
      cat /proc/net/dev | tail -n +3 | cut -d: -f1
      touch /usr/x /x 2>/dev/null || echo kept; echo mine >/tmp/x && cat /tmp/x
      (exec 3<>/dev/tcp/192.0.2.1/80) 2>/dev/null || echo unreachable
      unshare -U true 2>/dev/null || echo 'no namespaces'
      """)
    let lines = outcome.stdout.split(separator: "\n").map { $0.filter { $0 != " " } }
    #expect(lines.prefix(2) == ["vm", "1000"])
    #expect(!lines.contains("home") && !lines.contains("root") && !lines.contains("etc/shadow"))
    #expect(lines.contains("lo"))
    #expect(lines.suffix(4) == ["kept", "mine", "unreachable", "nonamespaces"], "\(outcome)")
  }

  @Test(.enabled(isPossible, { await tools() != nil }))
  func `limits hold inside, and a folder in memory is only so large`() async throws {
    let outcome = try await run(
      "ulimit -n; head -c 3000000 /dev/zero >/tmp/a 2>/dev/null || echo full; : >/tmp/a; head -c 9000 /dev/zero >/tmp/a || echo long"
    ) { $0.limits = SandboxLimits(openFiles: 33, fileSize: 5_000_000) }
    #expect(outcome.stdout == "33\nfull\n", "\(outcome)")
  }

  @Test(.enabled(isPossible, { await tools() != nil }))
  func `what is mounted writable stays, and a folder that is only shown does not change`() async throws {
    let folder = try ScratchFolder()
    for name in ["shown", "own"] { try Folders.create("\(folder.path)/\(name)", mode: 0o777) }
    _ = try await ChildCommand("chmod", ["-R", "777", folder.path], environment: Self.environment).capture()
    let outcome = try await run("echo x >/own/x; echo y >/shown/y || echo refused") {
      $0.mounts += [
        .writable("\(folder.path)/own", at: "/own"), .readOnly("\(folder.path)/shown", at: "/shown"),
      ]
    }
    #expect(outcome.stdout == "refused\n")
    #expect(try FileBytes.read("\(folder.path)/own/x") == Array("x\n".utf8))
    #expect(Folders.names(in: "\(folder.path)/shown") == [])
  }
}
