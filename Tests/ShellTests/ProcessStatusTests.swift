#if os(Linux)
  import Basics
  import Glibc
  import TestSupport
  import Testing

  @testable import Shell

  @Suite struct ProcessStatusTests {
    @Test func `A process is told by its line in proc, this one too`() throws {
      let own = try #require(ProcessStatus(getpid()))
      #expect(own.process == getpid())
      #expect(own.parent == getppid())
      #expect(own.memory > 1 << 20)
      #expect(own.threads >= 1)
      #expect(own.started > 0)
    }

    @Test func `A program's name may hold parentheses and spaces`() async throws {
      let folder = try ScratchFolder()
      let program = "\(folder.path)/a) 7 (b"
      try AtomicFile.write(try FileBytes.read("/bin/sleep"), to: program, mode: 0o755)
      let child = try unsafe Spawn.startSession([program, "60"], variables: [], keeping: 3) { _ in }
      defer { _ = kill(child, SIGKILL) }
      let deadline = ContinuousClock.now + .seconds(60)
      while ProcessStatus(child)?.name != "a) 7 (b", ContinuousClock.now < deadline {
        try await Task.sleep(for: .milliseconds(2))
      }
      let status = try #require(ProcessStatus(child))
      #expect(status.name == "a) 7 (b")
      #expect(status.parent == getpid())
    }

    @Test func `A process that is not there has no status`() {
      #expect(ProcessStatus(-1) == nil)
    }
  }
#endif
