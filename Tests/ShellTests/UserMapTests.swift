import Basics
import Testing

@testable import Shell

@Suite struct `Users that an account is lent for its rooms` {
  private static let writers = ContainerTools.MapWriters(users: "/bin/newuidmap", groups: "/bin/newgidmap")

  private static func map(users: String, groups: String = "ada:200000:65536\n") -> UserMap? {
    UserMap(
      lentTo: UserAndGroup(user: 1000, group: 1000),
      accounts: "root:x:0:0:root:/root:/bin/sh\nada:x:1000:1000::/home/ada:/bin/sh\n", users: users,
      groups: groups, writers: writers)
  }

  @Test(arguments: ["ada:100000:65536\n", "root:1:5\nada:100000:65536\n", "1000:100000:70000\n"])
  func `are found by its name or its number, and it is their root`(users: String) throws {
    let map = try #require(Self.map(users: users))
    #expect(map.outside(.root) == UserAndGroup(user: 1000, group: 1000))
    #expect(map.outside(UserAndGroup(user: 1, group: 33)) == UserAndGroup(user: 100_000, group: 200_032))
    #expect(map.inside(UserAndGroup(user: 100_999, group: 200_049)) == UserAndGroup(user: 1000, group: 50))
    #expect(map.knows(65_534) && map.isRoot(1000) && !map.isRoot(0))
  }

  @Test func `are nobody inside if they are somebody else's outside`() throws {
    let map = try #require(Self.map(users: "ada:100000:65536\n"))
    #expect(map.inside(.root) == UserAndGroup(user: 65_534, group: 65_534))
    #expect(map.outside(UserAndGroup(user: 70_000, group: 0)) == nil)
  }

  @Test(arguments: ["", "bob:100000:65536\n", "ada:100000:100\n", "ada:x:65536\n", "ada:4294967295:65536\n"])
  func `are nobody where too few are lent, or none`(users: String) {
    #expect(Self.map(users: users) == nil)
    #expect(Self.map(users: "ada:100000:65536\n", groups: users) == nil)
  }
}
