import FoundationEssentials
import Testing

@testable import Basics

@Suite struct AtomicFileTests {
  @Test func `a file is replaced whole and nothing else is left in its folder`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try AtomicFile.write("old".utf8, to: "\(folder)/state")
    try AtomicFile.write("new".utf8, to: "\(folder)/state")
    #expect(FileManager.default.contents(atPath: "\(folder)/state") == Data("new".utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["state"])
  }

  @Test func `a folder that does not exist is named in the error`() {
    #expect {
      try AtomicFile.write("x".utf8, to: "/nonexistent/folder/state")
    } throws: { error in
      (error as? SystemError)?.summary.en.contains("/nonexistent/folder/state") == true
    }
  }
}
