import Testing

@testable import Credentials

@Suite struct `Passwords in bcrypt` {
  @Test(arguments: [
    ("wonder", "$2y$05$abcdefghijklmnopqrstuuLZNkQ1VL/QsuI/EN8Qq4Ia5232KBp7m"),
    ("builder", "$2a$04$abcdefghijklmnopqrstuu/GACL4BASs5qZJ2H5JEo0yW9XEj5.iq"),
    ("nile", "$2b$04$abcdefghijklmnopqrstuuFKjsXoR1wX9ghNSc53bb3OTdfpD/1pG"),
  ])
  func `are known in each of their three spellings, and nothing else is`(
    password: String, text: String
  ) throws {
    let kept = try #require(Bcrypt(text))
    #expect(kept.matches(password))
    for other in ["", password + "x", String(password.dropLast()), password + "\0", password.uppercased()] {
      #expect(!kept.matches(other), "\(other)")
    }
  }

  @Test(arguments: [
    "", "wonder", "$apr1$xxxxxxxx$yyyyyyyyyyyyyyyyyyyyyy", "{SHA}VBPuJHI7uixaa6LQGWx4s+5GKNE=",
    "$2x$05$abcdefghijklmnopqrstuuLZNkQ1VL/QsuI/EN8Qq4Ia5232KBp7m",
    "$2y$03$abcdefghijklmnopqrstuuLZNkQ1VL/QsuI/EN8Qq4Ia5232KBp7m",
    "$2y$05$abcdefghijklmnopqrstuuLZNkQ1VL/QsuI/EN8Qq4Ia5232KBp7",
    "$2y$05$abcdefghijklmnopqrstuuLZNkQ1VL/QsuI/EN8Qq4Ia5232KBp7:",
    "$5$rounds=1000$salt$digest",
  ])
  func `have one form only`(text: String) {
    #expect(Bcrypt(text) == nil)
  }

  @Test func `are made with a salt of their own`() throws {
    var chance = SystemRandomNumberGenerator()
    let first = try #require(Bcrypt.of("secret", cost: 4, chance: &chance))
    let second = try #require(Bcrypt.of("secret", cost: 4, chance: &chance))
    #expect(first != second)
    #expect(first.matches("secret") && second.matches("secret"))
    #expect(first.cost == 4)
  }
}

@Suite struct `Keyed digests` {
  /// RFC 4231, test case 2.
  @Test func `are those of HMAC with SHA-256`() {
    let digest = KeyedDigest(key: Array("Jefe".utf8))(Array("what do ya want for nothing?".utf8))
    let text = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    #expect(text == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  @Test func `of different processes' keys differ`() {
    #expect(KeyedDigest()([1]) != KeyedDigest()([1]))
    #expect(SecretBytes.areEqual([1, 2], [1, 2]))
    #expect(!SecretBytes.areEqual([1, 2], [1, 3]))
    #expect(!SecretBytes.areEqual([1, 2], [1]))
  }
}
