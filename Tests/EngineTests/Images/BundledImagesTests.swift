import Basics
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("The images dojo brings along")
struct BundledImagesTests {
  static let folder =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
    .joined(separator: "/") + "/fixtures/images"

  @Test("fixtures/images are exactly what the generator makes; DOJO_RECORD=1 rewrites them and fails")
  func fixturesAreReproducible() throws {
    let generated = try ImageLayout.bundled()
    if ProcessInfo.processInfo.environment["DOJO_RECORD"] == "1" {
      try generated.write(to: Self.folder)
      Issue.record(
        "fixtures/images were rewritten: look at the difference, then run again without DOJO_RECORD")
    }
    let recorded = try ImageLayout(readingFrom: Self.folder)
    #expect(Set(recorded.files.keys) == Set(generated.files.keys))
    for (path, bytes) in generated.files {
      #expect(recorded.files[path] == bytes, "\(path) differs from what the generator makes")
    }
  }

  @Test("A layer is a gzip file that gzip accepts and a tar archive that tar lists")
  func layersAreRealArchives() throws {
    let archive = TarArchive(modificationTime: 0, entries: [.file("a", "text"), .link("b", to: "a")])
    let bytes = try archive.bytes()
    #expect(bytes.count % 512 == 0)
    #expect(String(decoding: bytes[257..<262], as: UTF8.self) == "ustar")
    #expect(CRC32.checksum("123456789".utf8) == 0xCBF4_3926)
  }

  @Test("A name that tar cannot hold is refused, not cut")
  func longNames() {
    let archive = TarArchive(
      modificationTime: 0, entries: [.file(String(repeating: "a", count: 101), "")])
    #expect(throws: TarArchive.FieldOverflow.self) { try archive.bytes() }
  }
}
