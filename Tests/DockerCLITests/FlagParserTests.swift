import Testing

@testable import DockerCLI

@Suite struct FlagParserTests {
  private static let flags = [
    Flag("detach", "d", .bool, ""), Flag("tty", "t", .bool, ""), Flag("interactive", "i", .bool, ""),
    Flag("publish", "p", .list, ""), Flag("name", nil, .string, ""), Flag("last", "n", .integer, ""),
    Flag("filter", "f", .filter, ""),
  ]

  private static func parse(_ line: String, behind: Bool = true) throws(FlagError) -> ParsedArguments {
    try FlagParser.parse(
      line.split(separator: " ").map(String.init)[...], flags: flags, allowsFlagsAfterArguments: behind)
  }

  @Test(arguments: [
    "-itd -p 80:80 x", "-i -t -d --publish=80:80 x", "--interactive --tty --detach --publish 80:80 x",
    "-itdp80:80 x", "-itd -p=80:80 x", "x -itd -p 80:80",
  ])
  func `Every way to write the same options means the same`(line: String) throws {
    let parsed = try Self.parse(line)
    #expect(parsed.bool("detach") && parsed.bool("tty") && parsed.bool("interactive"))
    #expect(parsed.list("publish") == ["80:80"])
    #expect(parsed.positional == ["x"])
  }

  @Test func `Options behind the image belong to the container`() throws {
    let parsed = try Self.parse("-d registry:2.7.1 -p 5000:5000", behind: false)
    #expect(parsed.positional == ["registry:2.7.1", "-p", "5000:5000"])
    #expect(parsed.list("publish").isEmpty)
  }

  @Test func `Two hyphens end the options`() throws {
    #expect(try Self.parse("-d -- -t x").positional == ["-t", "x"])
  }

  @Test func `A truth value can be taken back`() throws {
    #expect(try Self.parse("--tty --tty=false").bool("tty") == false)
    #expect(try Self.parse("--name=").string("name") == nil)
  }

  @Test(arguments: [
    ("--foo", "unknown flag: --foo"), ("-v", "unknown shorthand flag: 'v' in -v"),
    ("-dx", "unknown shorthand flag: 'x' in -x"), ("--name", "flag needs an argument: --name"),
    ("-p", "flag needs an argument: 'p' in -p"), ("--=x", "bad flag syntax: --=x"),
    (
      "-n abc",
      #"invalid argument "abc" for "-n, --last" flag: strconv.ParseInt: parsing "abc": invalid syntax"#
    ),
    (
      "--tty=x", #"invalid argument "x" for "-t, --tty" flag: strconv.ParseBool: parsing "x": invalid syntax"#
    ),
    ("-f x", #"invalid argument "x" for "-f, --filter" flag: bad format of filter (expected name=value)"#),
  ])
  func `What docker does not take is refused in its words`(line: String, text: String) {
    #expect(throws: FlagError(text)) { try Self.parse(line) }
  }

  @Test func `Every word of docker's own is known: done, or refused by name`() throws {
    for word in ["build", "compose", "checkpoint", "swarm", "buildx"] {
      guard case .unavailable(let path) = try Catalog.find([word, "x"]) else {
        Issue.record("\(word) is not refused by name")
        continue
      }
      #expect(path == "docker \(word)")
    }
    for word in [
      "run", "ps", "images", "tag", "push", "pull", "rm", "login", "save", "load", "exec", "version",
    ] {
      guard case .command = try Catalog.find([word]) else {
        Issue.record("\(word) is not there")
        continue
      }
    }
  }
}
