import Basics
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct `Files and folders` {
  private let scratch: ScratchFolder

  init() throws {
    scratch = try ScratchFolder()
  }

  @Test func `A file is read whole, however long it is`() throws {
    let text = String(repeating: "0123456789", count: 20_000)
    #expect(try FileBytes.read(scratch.write(text, to: "long")) == Array(text.utf8))
  }

  @Test func `A file that is not there is told from one that cannot be read`() throws {
    let file = try scratch.write("x", to: "file")
    #expect(try FileBytes.readIfPresent("\(scratch.path)/missing") == nil)
    #expect(try FileBytes.readIfPresent("\(file)/below") == nil)
    #expect(throws: SystemError(operation: "read", subject: scratch.path, code: EISDIR)) {
      try FileBytes.readIfPresent(scratch.path)
    }
  }

  @Test func `A limit holds, and a reader that follows no links is told of one`() throws {
    let file = try scratch.write("12345", to: "five")
    let link = "\(scratch.path)/link"
    try #require(unsafe symlink(file, link) == 0)
    #expect(try FileBytes.read(file, limit: 5).count == 5)
    #expect(throws: SystemError(operation: "read", subject: file, code: EFBIG)) {
      try FileBytes.read(file, limit: 4)
    }
    #expect(throws: SystemError(operation: "open", subject: link, code: ELOOP)) {
      try FileBytes.read(link, followingLinks: false)
    }
    #expect(try FileBytes.read(link) == Array("12345".utf8))
  }

  @Test func `A folder is made with those above it, once or again`() throws {
    let deep = "\(scratch.path)/a/b/c"
    try Folders.create(deep)
    try Folders.create(deep)
    #expect(Folders.isFolder(deep))
    #expect(Folders.names(in: "\(scratch.path)/a") == ["b"])
  }

  @Test func `A folder is not made below a file`() throws {
    let file = try scratch.write("x", to: "file")
    #expect(throws: SystemError.self) { try Folders.create("\(file)/a") }
  }

  @Test func `Removing a folder takes what is in it, and never what a link in it leads to`() throws {
    try Folders.create("\(scratch.path)/kept")
    try Folders.create("\(scratch.path)/gone/inner")
    try scratch.write("x", to: "kept/file")
    try scratch.write("x", to: "gone/inner/file")
    try #require(unsafe symlink("\(scratch.path)/kept", "\(scratch.path)/gone/link") == 0)
    try #require(unsafe symlink("\(scratch.path)/kept", "\(scratch.path)/door") == 0)
    Folders.remove("\(scratch.path)/gone")
    Folders.remove("\(scratch.path)/door")
    #expect(Folders.names(in: scratch.path) == ["kept"])
    #expect(Folders.names(in: "\(scratch.path)/kept") == ["file"])
  }
}
