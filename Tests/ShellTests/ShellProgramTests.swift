import Shell
import TestSupport
import Testing

@Suite struct ShellProgramTests {
  @Test(arguments: [
    ("/bin/bash", ShellKind.bash, "/bin/bash"),
    ("/opt/homebrew/bin/fish", .fish, "/opt/homebrew/bin/fish"),
    ("/usr/bin/zsh", .zsh, "/usr/bin/zsh"),
    ("/usr/bin/tcsh", .plain, "/bin/sh"),
    ("/gone/bash", .plain, "/bin/sh"),
    ("bash", .plain, "/bin/sh"),
    ("", .plain, "/bin/sh"),
  ])
  func `SHELL decides, and what cannot be dressed becomes sh`(value: String, kind: ShellKind, path: String) {
    let program = ShellProgram(environment: ["SHELL": value]) { !$0.hasPrefix("/gone") }
    #expect(program == ShellProgram(kind: kind, path: path))
  }

  @Test func `a linked program is found behind its link`() {
    let found = LinkFolder.program("curl", on: "/links:/usr/bin:/bin", except: "/links") {
      $0.hasSuffix("/curl")
    }
    #expect(found == "/usr/bin/curl")
  }
}
