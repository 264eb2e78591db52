import Shell
import TestSupport
import Testing

private let shellsWithHooks = [ShellKind.bash, .zsh, .fish].filter(DressedShell.isInstalled)

@Suite(.serialized) struct PromptHookTests {
  @Test(arguments: shellsWithHooks)
  func `each prompt carries the mark that the last answer gave`(kind: ShellKind) async throws {
    let shell = try DressedShell(kind)
    try await shell.terminal.wait(for: "host 1/9 ")
    try await shell.type("printf '%s-%s' one two", expecting: "one-two")
    try await shell.terminal.wait(for: "host 2/9 ")
  }

  @Test(arguments: shellsWithHooks)
  func `the status of a command reaches dojo and stays what it was`(kind: ShellKind) async throws {
    let shell = try DressedShell(kind)
    try await shell.terminal.wait(for: "host 1/9 ")
    try await shell.type("sh -c 'exit 42'", expecting: "host 2/9 ")
    try await shell.type("echo was-$\(kind == .fish ? "status" : "?")", expecting: "was-42")
    try await shell.terminal.wait(for: "host 3/9 ")
    #expect(shell.reported == [0, 42, 0])
  }

  @Test(arguments: [
    (ShellKind.bash, "alias docker='echo no'; curl() { echo no; }; PROMPT_COMMAND='PS1=mine:$?:'; hi=yes"),
    (.zsh, "alias docker='echo no'; curl() { echo no; }; precmd() { PROMPT=mine:$?: }; hi=yes"),
    (.fish, "alias docker 'echo no'; function fish_prompt; echo mine:$status:; end; set hi yes"),
  ])
  func `the learner's own start-up file holds, except for what would hide our links`(
    kind: ShellKind, startup: String
  ) async throws {
    guard DressedShell.isInstalled(kind) else { return }
    let shell = try DressedShell(kind, startup: startup)
    try await shell.terminal.wait(for: "host 1/9 mine:0:")
    try await shell.type("sh -c 'exit 3'", expecting: "host 2/9 mine:3:")
    try await shell.type("echo $hi", expecting: "yes")
    try await shell.type("docker a   b", expecting: "a b\n")
    try await shell.type("command -v docker", expecting: "links/docker")
  }

  @Test(arguments: [
    (ShellKind.bash, "PS1='ready> '"), (.zsh, "PROMPT='ready> '"),
    (.fish, "function fish_prompt; echo 'ready> '; end"),
  ])
  func `ctrl-C at the prompt and in a command leaves shell and hooks alive`(
    kind: ShellKind, startup: String
  ) async throws {
    guard DressedShell.isInstalled(kind) else { return }
    let shell = try DressedShell(kind, startup: startup)
    try await shell.terminal.wait(for: "host 1/9 ready> ")
    shell.terminal.send("half a comm")
    try await shell.terminal.wait(for: "comm")
    try await shell.terminal.press("\u{3}", until: "/9 ready> ")
    try await shell.type("sh -c 'echo started; exec sleep 60'", expecting: "started\n")
    try await shell.terminal.press("\u{3}", until: "/9 ready> ")
    try await shell.type("printf '%s-%s' still here", expecting: "still-here")
  }

  @Test(arguments: shellsWithHooks)
  func `a shell whose dojo is gone says so once and works on`(kind: ShellKind) async throws {
    let shell = try DressedShell(kind, answeringProcess: 0x3FFF_FFFF)
    try await shell.terminal.wait(for: "dojo is gone")
    try await shell.type("printf '%s-%s' goes on", expecting: "goes-on")
    shell.terminal.send("exit 7\r")
    #expect(try await shell.terminal.waitForEnd() == 7)
    #expect(
      shell.terminal.screen.split(separator: "dojo is gone", omittingEmptySubsequences: false).count == 2)
  }

  @Test func `a shell without hooks has our links and a fixed mark`() async throws {
    let shell = try DressedShell(.plain)
    try await shell.terminal.wait(for: "host ")
    try await shell.type("docker a   b", expecting: "a b\n")
  }
}
