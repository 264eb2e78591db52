import Basics
import Lessons
import Practice
import TestSupport
import Testing

@testable import DojoCommands

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a learner does to the terminal under a sitting's feet.
@Suite struct TerminalTests {
  @Test func `interrupting at the prompt, in a command and in a push leaves the sitting as it was`()
    async throws
  {
    try await Workplace.with { place in
      let terminal = try await place.openTerminal()
      try await terminal.press("\u{3}", until: "ready> ")
      terminal.send("sleep 1000; echo status $?\r")
      try await terminal.press("\u{3}", until: "ready> ")
      terminal.send("docker run -d -p 5000:5000 registry:2.7.1\r")
      try await terminal.wait(for: "Step 1 passed")
      try await terminal.wait(for: "ready> ")
      let host = try place.lesson().machines[0].name
      terminal.send("docker tag nginx:1.19.2 \(host):5000/testimage:v1; docker pull -q nginx:latest\r")
      try await terminal.wait(for: "ready> ")
      terminal.send("while docker push \(host):5000/testimage:v1; do :; done\r")
      try await terminal.wait(for: "digest: sha256")
      try await terminal.press("\u{3}", until: "ready> ")
      terminal.send("docker ps\r")
      let shown = try await terminal.wait(for: "ready> ")
      #expect(shown.contains("registry:2.7.1"), "\(terminal.screen)")
      terminal.send("exit\r")
      #expect(try await terminal.waitForEnd() == 0)
    }
  }

  @Test func `a resized terminal is the shell's at once, and dojo writes as wide as it is`() async throws {
    try await Workplace.with { place in
      let terminal = try await place.openTerminal()
      terminal.resize(columns: 50, rows: 20)
      terminal.send("stty size; echo 'width' known\r")
      #expect(try await terminal.wait(for: "width known").contains("20 50"))
      try await terminal.wait(for: "ready> ")
      terminal.send("dojo status\r")
      let shown = try await terminal.wait(for: "ready> ")
      let lines = shown.split(separator: "\n").dropFirst().dropLast()
      #expect(lines.allSatisfy { DisplayWidth.of(String($0)) <= 50 }, "\(shown)")
    }
  }

  #if os(Linux)
    @Test(arguments: [SIGHUP, SIGTERM])
    func `a sitting that is told to end saves, and takes its shell and what runs in it along`(signal: Int32)
      async throws
    {
      try await Workplace.with { place in
        let terminal = try await place.openTerminal()
        terminal.send("docker run -d -p 5000:5000 registry:2.7.1\r")
        try await terminal.wait(for: "Step 1 passed")
        try await terminal.wait(for: "ready> ")
        terminal.send("sleep 1000 & sleep 2000; echo never\r")
        try await processes(of: place) { $0.contains("sleep 2000") }
        terminal.signal(signal)
        _ = try await terminal.waitForEnd()
        try await processes(of: place) { $0.isEmpty }
        let journal = String(decoding: try FileBytes.read(place.journal), as: UTF8.self)
        #expect(journal.contains("sitting-ended"))
        #expect(try await place.dojo(["list"]).output.contains(" 1/9 "))
      }
    }

    /// Waits until the command lines of a learner's processes are as wanted.
    private func processes(of place: Workplace, _ isWanted: ([String]) -> Bool) async throws {
      let deadline = ContinuousClock.now + .seconds(60)
      while true {
        let running = commandLines(of: place)
        if isWanted(running) { return }
        guard ContinuousClock.now < deadline else {
          throw StillRunning(commands: running)
        }
        try await Task.sleep(for: .milliseconds(5))
      }
    }

    private func commandLines(of place: Workplace) -> [String] {
      Folders.names(in: "/proc").compactMap(Int32.init).compactMap { process in
        guard let environment = try? FileBytes.read("/proc/\(process)/environ"),
          environment.split(separator: 0).contains(where: { $0.elementsEqual("HOME=\(place.home)".utf8) }),
          let words = try? FileBytes.read("/proc/\(process)/cmdline")
        else { return nil }
        return words.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
      }
    }
  #endif
}

/// Processes that should have ended, or have not started.
private struct StillRunning: Error {
  let commands: [String]
}
