import Basics
import Practice
import TestSupport
import Testing

@Suite struct StateFolderTests {
  @Test(arguments: [
    (["XDG_STATE_HOME": "/state", "HOME": "/home/a"], "/state/dojo"),
    (["XDG_STATE_HOME": "", "HOME": "/home/a"], "/home/a/.local/state/dojo"),
    (["XDG_STATE_HOME": "relative", "HOME": "/home/a"], "/home/a/.local/state/dojo"),
  ])
  func `the state folder is where the environment says`(environment: [String: String], path: String) throws {
    #expect(try StateFolder(environment: environment).path == path)
  }

  @Test(arguments: [[:], ["HOME": ""], ["HOME": "home"]])
  func `without HOME there is no state folder, and the error says what to set`(environment: [String: String])
  {
    #expect(throws: StateFailure.noHome) { try StateFolder(environment: environment) }
    #expect(StateFailure.noHome.remedy?.en.contains("XDG_STATE_HOME") == true)
  }

  @Test func `a lesson's lock is refused to a second holder, with the process that has it`() throws {
    let folder = try ScratchFolder()
    let first = try SittingLock(at: "\(folder.path)/lock", process: 4242)
    #expect(throws: SittingFailure.alreadyRunning(process: 4242)) {
      _ = try SittingLock(at: "\(folder.path)/lock")
    }
    _ = consume first
    #expect(throws: Never.self) { _ = try SittingLock(at: "\(folder.path)/lock") }
  }

  @Test func `sockets go where their paths are short enough`() throws {
    let folder = try ScratchFolder()
    let deep = "\(folder.path)/" + String(repeating: "d", count: 90)
    try Folders.create(deep)
    let runtime = try RuntimeFolder(
      environment: ["XDG_RUNTIME_DIR": deep, "TMPDIR": folder.path], names: ["control.sock"])
    defer { Folders.remove(runtime.path) }
    #expect(runtime.path.hasPrefix(folder.path + "/dojo-"))
  }

  @Test func `a machine whose socket fits nowhere is refused`() {
    #expect {
      try RuntimeFolder(environment: [:], names: [String(repeating: "m", count: 100)])
    } throws: { error in
      guard case SittingFailure.pathTooLong? = error as? SittingFailure else { return false }
      return true
    }
  }
}
