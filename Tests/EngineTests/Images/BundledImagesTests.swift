import Basics
import OCI
import Shell
import TestSupport
import Testing

@testable import Engine

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("The images dojo brings along")
struct BundledImagesTests {
  private static let tar = "/usr/bin/tar"
  static let folder =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
    .joined(separator: "/") + "/fixtures/images"

  @Test func `fixtures/images are exactly what the generator makes; DOJO_RECORD=1 rewrites them and fails`()
    throws
  {
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

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: tar), "no tar is installed"))
  func `tar lists every bundled layer`() async throws {
    for entry in try BundledImages(folder: Self.folder).entries {
      let bundle = try BundledImages(folder: Self.folder)
      let manifest: Manifest = try JSONValue(parsing: bundle.bytes(of: entry.manifest.digest)).decoded()
      for layer in manifest.layers {
        let listed = try await ChildCommand(
          Self.tar, ["-tzf", bundle.file(of: layer.digest)], environment: ["PATH": "/usr/bin:/bin"]
        ).capture()
        let files = try LayerArchive(unpacking: bundle.bytes(of: layer.digest)).entries.map(\.path)
        let found = listed.stdout.split(separator: "\n").map { $0.hasSuffix("/") ? $0.dropLast() : $0 }
        #expect(found.map(String.init) == files, "\(entry.name): \(listed.stderr)")
      }
    }
  }

  @Test func `The checksum is the one of gzip`() {
    #expect(CRC32.checksum("123456789".utf8) == 0xCBF4_3926)
  }

  @Test func `A name that tar cannot hold is refused, not cut`() {
    let archive = TarArchive(
      modificationTime: 0, entries: [.file(String(repeating: "a", count: 101), "")])
    #expect(throws: TarArchive.FieldOverflow.self) { try archive.bytes() }
  }
}
