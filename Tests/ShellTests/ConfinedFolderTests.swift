import Basics
import Shell
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct ConfinedFolderTests {
  private let folder: ScratchFolder
  private let confined: ConfinedFolder

  init() throws {
    folder = try ScratchFolder()
    try Folders.create("\(folder.path)/own/sub")
    try folder.write("secret", to: "outside")
    try folder.write("text", to: "own/sub/file")
    confined = ConfinedFolder("\(folder.path)/own")
  }

  private func link(_ target: String, at name: String) {
    #expect(unsafe symlink(target, "\(folder.path)/own/\(name)") == 0)
  }

  @Test(arguments: ["sub/file", "/sub/file", "./sub/./file", "sub//file"])
  func `a file below the folder is read, however its path is written`(path: String) throws {
    #expect(try confined.look(at: path) == .file(Array("text".utf8)))
  }

  @Test func `folders list their names, and what is not there is missing`() throws {
    try folder.write("", to: "own/sub/.hidden")
    #expect(try confined.look(at: "sub") == .folder(names: [".hidden", "file"]))
    #expect(try confined.look(at: "") == .folder(names: ["sub"]))
    #expect(try confined.look(at: "sub/none") == .missing)
    #expect(try confined.look(at: "sub/file/below") == .missing)
  }

  @Test(arguments: ["../outside", "sub/../../outside", ".."])
  func `a path that climbs leads to nothing`(path: String) throws {
    #expect(try confined.look(at: path) == .other)
    #expect(throws: SystemError.self) { try confined.write([1], to: path) }
  }

  @Test func `no link is followed, neither at the end of a path nor in the middle`() throws {
    link("../outside", at: "end")
    link("..", at: "up")
    link("sub", at: "inner")
    link("loop", at: "loop")
    for path in ["end", "loop"] { #expect(try confined.look(at: path) == .other) }
    for path in ["up/outside", "inner/file"] { #expect(try !isFile(path)) }
    for path in ["end", "up/outside", "up/new"] {
      #expect(throws: SystemError.self) { try confined.write(Array("x".utf8), to: path) }
    }
    #expect(try FileBytes.read("\(folder.path)/outside") == Array("secret".utf8))
    #expect(!Folders.exists("\(folder.path)/new"))
  }

  private func isFile(_ path: String) throws -> Bool {
    if case .file = try confined.look(at: path) { return true }
    return false
  }

  @Test func `pipes, sockets and devices are not opened, and nobody waits for them`() throws {
    #expect(unsafe mkfifo("\(folder.path)/own/pipe", 0o600) == 0)
    #expect(try confined.look(at: "pipe") == .other)
    #expect(throws: SystemError.self) { try confined.write([1], to: "pipe") }
    #expect(try ConfinedFolder("/dev").look(at: "null") == .other)
  }

  @Test func `a file beyond the limit is an error, not a part of it`() throws {
    try folder.write(String(repeating: "x", count: 100), to: "own/long")
    #expect { try confined.look(at: "long", limit: 99) } throws: { ($0 as? SystemError)?.code == EFBIG }
    #expect(try isFile("long"))
  }

  @Test func `what is written takes the place of what was there, in folders that exist`() throws {
    try confined.write(Array("no".utf8), to: "sub/file")
    #expect(try confined.look(at: "sub/file") == .file(Array("no".utf8)))
    try confined.write(Array("new".utf8), to: "sub/new")
    #expect(try confined.look(at: "sub/new") == .file(Array("new".utf8)))
    #expect(throws: SystemError.self) { try confined.write([1], to: "none/new") }
  }
}
