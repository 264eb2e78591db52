import Basics
import Testing

@Suite struct `Text in base64` {
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"),
    ("learner:secret", "bGVhcm5lcjpzZWNyZXQ="),
    ("日本", "5pel5pys"),
  ])
  func `is written with padding and read back`(plain: String, encoded: String) {
    #expect(Base64.encoded(Array(plain.utf8)) == encoded)
    #expect(Base64.decoded(encoded) == Array(plain.utf8))
  }

  @Test func `for addresses uses no character that means something there, and is read the same`() {
    let bytes: [UInt8] = [0xFB, 0xEF, 0xFF]
    #expect(Base64.encoded(bytes) == "++//")
    #expect(Base64.encoded(bytes, isForURL: true) == "--__")
    #expect(Base64.decoded("--__") == bytes)
    #expect(Base64.decoded("++//") == bytes)
  }

  @Test func `may lack its padding`() {
    #expect(Base64.decoded("Zg") == Array("f".utf8))
    #expect(Base64.decoded("Zm8") == Array("fo".utf8))
  }

  @Test(arguments: ["Z", "Zg===", "Z=g=", "Zm 9v", "Zm9v\n", "日本"])
  func `is nothing else`(text: String) {
    #expect(Base64.decoded(text) == nil)
  }
}
