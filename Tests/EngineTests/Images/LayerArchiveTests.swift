import OCI
import TestSupport
import Testing

@testable import Engine

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("Reading layers")
struct LayerArchiveTests {
  /// What the compressed samples hold.
  static let text =
    String(repeating: "practice makes perfect; ", count: 40)
    + String(
      decoding: (0..<600).map { UInt8(ascii: "a") + UInt8(($0 * 7 + $0 / 5) % 26) }, as: UTF8.self)

  /// The text with codes of its own, and with the fixed ones.
  static let samples = [
    "H4sIAAAAAAAC/+3MuwGAIAwFwFXYw2kCBkFQkI+K0/sGcACLtFdcLmSaN6w2ClxV5mLZtEllcXHx3zu5dJpQht269vniWJ8Fsh6QRpA5QPYOuRni"
      + "EqQMiPaQWCWQ4CN4AWndSb8YBgAA",
    "H4sIAAAAAAAC/ysoSkwuyUxOVchNzE4tVihILUpLTS6xVigYFR8VHxUf9OKJGfllydlFlWm5pUmZBeWpOcVV6UCRrEKgSEkiUCQlGyiSVwoUqUgF"
      + "imTkA0WKKoEiSZlAkZziUQNGDcBiAABp3Um/GAYAAA==",
  ]

  @Test(arguments: samples)
  func `Every kind of deflate block is unpacked`(sample: String) throws {
    let bytes = Array(try #require(Data(base64Encoded: sample)))
    #expect(String(decoding: try Gunzip.unpack(bytes), as: UTF8.self) == Self.text)
  }

  @Test(arguments: samples)
  func `Whatever byte is wrong, unpacking ends`(sample: String) throws {
    let bytes = Array(try #require(Data(base64Encoded: sample)))
    var failures = 0
    for index in 10..<bytes.count {
      for bit in 0..<8 {
        var wrong = bytes
        wrong[index] ^= 1 << bit
        if (try? Gunzip.unpack(wrong, limit: 10_000)) == nil { failures += 1 }
      }
    }
    #expect(failures > 0)
  }

  @Test func `Stored blocks longer than one block are unpacked`() throws {
    let content = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    #expect(try Gunzip.unpack(StoredGzip.wrap(content)) == content)
  }

  @Test func `A cut, broken or endless file is an error, never a crash`() throws {
    let whole = StoredGzip.wrap(Array(Self.text.utf8))
    #expect(throws: LayerError.notGzip) { try Gunzip.unpack([1, 2, 3]) }
    #expect(throws: LayerError.truncated) { try Gunzip.unpack(Array(whole.prefix(100))) }
    #expect(throws: LayerError.tooLarge) { try Gunzip.unpack(whole, limit: 10) }
    var broken = whole
    broken[10] = 0x07
    #expect(throws: LayerError.corrupt) { try Gunzip.unpack(broken) }
    for length in 0..<whole.count / 8 { _ = try? Gunzip.unpack(Array(whole.prefix(length))) }
  }

  @Test func `Files, folders and links come out of a tar archive as they went in`() throws {
    let bytes = try TarArchive(
      modificationTime: 0,
      entries: [.folder("etc"), .file("etc/motd", "hello", mode: 0o600), .link("motd", to: "etc/motd")]
    ).bytes()
    let entries = try LayerArchive(unpacking: StoredGzip.wrap(bytes)).entries
    #expect(entries.map(\.path) == ["etc", "etc/motd", "motd"])
    #expect(entries.map(\.kind) == [.folder, .file, .link(to: "etc/motd")])
    #expect(String(decoding: entries[1].content, as: UTF8.self) == "hello")
    #expect(entries[1].mode == 0o600)
  }

  @Test func `Damaged archives are errors, never crashes`() throws {
    let bytes = try TarArchive(modificationTime: 0, entries: [.file("a", Self.text)]).bytes()
    for length in stride(from: 513, to: 2000, by: 97) {
      #expect(throws: LayerError.truncated) { try TarReader.entries(Array(bytes.prefix(length))) }
    }
    var negative = bytes
    negative.replaceSubrange(124..<136, with: "-0000000001 ".utf8)
    #expect(throws: LayerError.truncated) { try TarReader.entries(negative) }
  }

  @Test func `The bundled web servers hold the page they show`() async throws {
    try await ImageStoreFixture.with(["nginx", "httpd:2.4"]) { fixture in
      for (name, path) in [
        ("nginx", "usr/share/nginx/html/index.html"), ("httpd:2.4", "usr/local/apache2/htdocs/index.html"),
      ] {
        let archives = try await fixture.store.archives(of: fixture.store.image(name))
        let page = archives.flatMap(\.entries).last { $0.path == path }
        #expect(String(decoding: try #require(page).content, as: UTF8.self).contains("It works"))
      }
    }
  }
}
