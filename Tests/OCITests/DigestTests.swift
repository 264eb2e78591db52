import Testing

@testable import OCI

@Suite struct `Digests` {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  ])
  func `match the published SHA-256 examples`(text: String, hex: String) {
    #expect(Digest.sha256(of: text.utf8).description == "sha256:\(hex)")
  }

  @Test func `match the published SHA-512 example`() {
    #expect(Digest.of("abc".utf8, .sha512).hex.hasPrefix("ddaf35a193617abacc417349ae204131"))
  }

  @Test func `can be asked in the middle of a stream and again at its end`() {
    var digester = Digester()
    digester.update("a".utf8)
    #expect(digester.digest() == .sha256(of: "a".utf8))
    digester.update(["b", "c"].joined().utf8.lazy.map { $0 })
    #expect(digester.digest() == .sha256(of: "abc".utf8))
  }

  private static let wrongDigests: [(String, String)] = [
    ("sha256", "invalid checksum digest format"),
    ("md5:d41d8cd98f00b204e9800998ecf8427e", "unsupported digest algorithm"),
    ("sha256:abc", "invalid checksum digest length"),
    ("sha256:\(String(repeating: "G", count: 64))", "invalid checksum digest format"),
    ("sha256:\(String(repeating: "A", count: 64))", "invalid checksum digest format"),
  ]

  @Test(arguments: wrongDigests)
  func `are refused unless algorithm, length and digits are right`(text: String, message: String) {
    let error = #expect(throws: DigestError.self) { try Digest(parsing: text) }
    #expect(error?.description == message)
  }

  @Test func `are shown short with twelve digits`() throws {
    let digest = Digest.sha256(of: "abc".utf8)
    #expect(digest.shortHex == "ba7816bf8f01")
    #expect(try Digest(parsing: digest.description) == digest)
  }
}
