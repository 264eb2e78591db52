import Basics
import Shell
import Synchronization
import TestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A real shell in a terminal, dressed by dojo and answered by this test.
final class DressedShell: Sendable {
  let home: ScratchFolder
  let terminal: TerminalSession
  private let statuses: StatusLog
  private let answering: Task<Void, Never>

  /// `startup` is the learner's own start-up file; an `answeringProcess` that does not exist plays a dojo that died.
  init(_ kind: ShellKind, startup: String = "", answeringProcess: Int32 = getpid()) throws {
    home = try ScratchFolder()
    let (links, folder) = ("\(home.path)/links", "\(home.path)/start")
    _ = unsafe mkdir(folder, 0o700)
    _ = try LinkFolder(at: links, names: ["docker"], program: "/bin/echo")
    try home.write(startup, to: Self.startupFile(of: kind, in: home))
    let channel = try PromptChannel(folder: home.path)
    let dressing = ShellDressing(
      links: links, linkedPrograms: ["docker", "curl", "dojo"], channel: home.path,
      answeringProcess: answeringProcess, farewell: "dojo is gone", fixedMark: "host")
    let shell = LearnersShell(
      program: ShellProgram(kind: kind, path: Self.path(of: kind)), dressing: dressing, folder: folder,
      environment: ["HOME": home.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm"])
    let command = try shell.prepare()
    let statuses = StatusLog()
    self.statuses = statuses
    answering = Task {
      await channel.serve { request in
        guard case .prompt(let status) = request else { return "" }
        return "host \(statuses.add(status))/9"
      }
    }
    terminal = try TerminalSession(command.executable, command.arguments, environment: command.environment)
  }

  deinit { answering.cancel() }

  /// The statuses that the prompts reported, in order.
  var reported: [Int32] { statuses.all }

  /// Types a line and waits for what it must show.
  func type(_ line: String, expecting text: String) async throws {
    terminal.send(line + "\r")
    try await terminal.wait(for: text)
  }

  static func path(of kind: ShellKind) -> String {
    let name = kind == .plain ? "sh" : "\(kind)"
    return LinkFolder.program(name, on: "/bin:/usr/bin:/usr/local/bin:/opt/homebrew/bin", except: nil) ?? name
  }

  static func isInstalled(_ kind: ShellKind) -> Bool { path(of: kind).hasPrefix("/") }

  private static func startupFile(of kind: ShellKind, in home: ScratchFolder) -> String {
    switch kind {
    case .bash: return ".bashrc"
    case .zsh: return ".zshrc"
    case .fish:
      _ = unsafe mkdir("\(home.path)/.config", 0o700)
      _ = unsafe mkdir("\(home.path)/.config/fish", 0o700)
      return ".config/fish/config.fish"
    case .plain: return ".shrc"
    }
  }
}

/// The statuses that arrived, counted.
private final class StatusLog: Sendable {
  private let statuses = Mutex<[Int32]>([])

  var all: [Int32] { statuses.withLock { $0 } }

  func add(_ status: Int32) -> Int {
    statuses.withLock {
      $0.append(status)
      return $0.count
    }
  }
}
