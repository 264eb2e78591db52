import Testing

@testable import DojoCommands

@Suite struct DojoHomeTests {
  private func home(
    _ environment: [String: String] = [:], executable: String, folders: [String]
  ) throws -> String {
    let present = Set(folders.flatMap { ["\($0)/lessons", "\($0)/fixtures/images"] })
    return try DojoHome.find(
      environment: environment, executable: executable, isFolder: { present.contains($0) }
    ).path
  }

  @Test func `DOJO_HOME wins over what lies beside the binary`() throws {
    #expect(
      try home(["DOJO_HOME": "/mine"], executable: "/usr/bin/dojo", folders: ["/mine", "/usr/share/dojo"])
        == "/mine")
  }

  @Test func `a DOJO_HOME without lessons is an error, not a reason to look elsewhere`() {
    #expect(throws: DojoHomeError.namedFolderIsNotOne("/empty")) {
      try home(["DOJO_HOME": "/empty"], executable: "/usr/bin/dojo", folders: ["/usr/share/dojo"])
    }
  }

  @Test func `an installed binary finds its share folder`() throws {
    #expect(
      try home(executable: "/opt/dojo/bin/dojo", folders: ["/opt/dojo/share/dojo"]) == "/opt/dojo/share/dojo")
  }

  @Test func `a built binary finds the checkout it was built in`() throws {
    #expect(
      try home(executable: "/src/dojo/.build/x86_64-unknown-linux-gnu/release/dojo", folders: ["/src/dojo"])
        == "/src/dojo")
  }

  @Test func `a binary carried elsewhere says which one misses its lessons`() {
    #expect(throws: DojoHomeError.notFound(executable: "/tmp/dojo")) {
      try home(executable: "/tmp/dojo", folders: [])
    }
  }
}
