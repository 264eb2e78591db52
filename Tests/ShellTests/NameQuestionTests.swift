import Testing

@testable import Shell

struct `A question to a name server` {
  /// A message that asks for a name, as a program sends it.
  private static func message(_ name: String, type: UInt8 = 1) -> [UInt8] {
    let labels = name.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
    return [0xAB, 0xCD, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0] + labels + [0, 0, type, 0, 1]
  }

  @Test func `is answered with every address of the name`() throws {
    let question = try #require(NameQuestion(Self.message("DB")))
    #expect(question.name == "db" && question.kind == .addresses)
    let reply = question.reply(addresses: ["10.9.0.5", "10.9.0.6"])
    #expect(reply.prefix(12) == [0xAB, 0xCD, 0x81, 0x80, 0, 1, 0, 2, 0, 0, 0, 0])
    #expect(reply.suffix(16) == [0xC0, 12, 0, 1, 0, 1, 0, 0, 2, 88, 0, 4, 10, 9, 0, 6])
  }

  @Test func `about a name that nobody has says so, and one about IPv6 has no answer`() throws {
    let question = try #require(NameQuestion(Self.message("nosuch")))
    #expect(question.reply(addresses: nil)[3] & 0xF == 3)
    let other = try #require(NameQuestion(Self.message("db", type: 28)))
    let reply = other.reply(addresses: ["10.9.0.5"])
    #expect(reply[3] & 0xF == 0 && reply[7] == 0)
  }

  @Test func `about an address is answered with a name`() throws {
    let question = try #require(NameQuestion(Self.message("5.0.9.10.in-addr.arpa", type: 12)))
    #expect(question.address == "10.9.0.5")
    #expect(question.reply(name: "db.lab").suffix(8) == [2, 100, 98, 3, 108, 97, 98, 0])
  }

  @Test(arguments: [
    [], [UInt8](repeating: 0, count: 12), [UInt8](repeating: 0xFF, count: 40),
    Array(message("db").dropLast(3)), [0xAB, 0xCD, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 63, 1, 2, 3, 4, 5, 6],
    [0xAB, 0xCD, 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0, 1, 97, 0, 0, 1, 0, 1],
  ])
  func `that is none is not read`(bytes: [UInt8]) {
    #expect(NameQuestion(bytes) == nil)
  }
}
