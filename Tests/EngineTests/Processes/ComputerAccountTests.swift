import Basics
import Testing

@testable import Engine

@Suite struct ComputerAccountTests {
  private static let accounts = ComputerAccounts(
    "root:x:0:0:root:/root:/bin/sh\nada:x:1000:100::/:/bin/sh\nverylongname:x:1001:1001::/:/bin/sh\nbad\n")

  @Test func `Somebody is found by name or number`() throws {
    #expect(try Self.accounts.owner("ada") == UserAndGroup(user: 1000, group: 100))
    #expect(try Self.accounts.owner("1000") == UserAndGroup(user: 1000, group: 100))
  }

  @Test(arguments: ["nosuch", "ada:100", "bad"])
  func `Who is not there is told in the words of getent`(name: String) {
    #expect(
      throws: EngineFault(status: 500, message: "getent unable to find entry \"\(name)\" in passwd database")
    ) {
      try Self.accounts.owner(name)
    }
  }

  @Test func `A column of eight characters shows a long name cut, and a stranger by number`() {
    #expect([0, 1000, 1001, 7].map(Self.accounts.column) == ["root", "ada", "verylon+", "7"])
  }
}
