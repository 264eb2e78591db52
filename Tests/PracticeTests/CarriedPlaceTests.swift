import Basics
import Practice
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct `Files that go with a command` {
  private let scratch: ScratchFolder
  private var home: String { "\(scratch.path)/home" }

  init() throws {
    scratch = try ScratchFolder()
    for folder in ["home/.ssh", "work/site/sub", "work/site/.git"] {
      try Folders.create("\(scratch.path)/\(folder)")
    }
    _ = try scratch.write("page", to: "work/site/index.html")
    _ = try scratch.write("#!/bin/sh\n", to: "work/site/sub/run.sh", mode: 0o755)
    _ = try scratch.write("secret", to: "work/site/.env")
    _ = try scratch.write("secret", to: "work/site/.git/config")
    _ = try scratch.write("secret", to: "home/.ssh/id")
    _ = unsafe symlink("\(scratch.path)/home/.ssh/id", "\(scratch.path)/work/site/link")
  }

  private func place(_ path: String) throws -> CarriedPlace? {
    let read = CarriedPlace(reading: "\(scratch.path)/\(path)", home: home)
    // As it comes out of a journal.
    return try read.map { try JSONValue(encoding: $0).decoded() }
  }

  private func texts(_ place: CarriedPlace?) -> [String] {
    (place?.contents ?? []).map {
      "\($0.file.path) \(String($0.file.mode, radix: 8)) \(String(decoding: $0.bytes, as: UTF8.self))"
    }
  }

  @Test func `are those of a folder, without links and what has a hidden name`() throws {
    let site = try place("work/site/")
    #expect(site?.path == "\(scratch.path)/work/site")
    #expect(site?.isFile == false)
    #expect(texts(site) == ["index.html 644 page", "sub/run.sh 755 #!/bin/sh\n"])
  }

  @Test func `are a file that was named, whatever it is called`() throws {
    let file = try place("work/site/.env")
    #expect(file?.isFile == true)
    #expect(texts(file) == [" 644 secret"])
  }

  @Test(arguments: ["home", "home/", "", "work/nosuch", "work/site/link"])
  func `are never a whole home, what lies above it, a link, or what is not there`(path: String) throws {
    #expect(try place(path) == nil)
  }

  @Test func `are none at all where they are more than is kept`() throws {
    for number in 0..<70 { _ = try scratch.write("", to: "work/site/sub/\(number)") }
    #expect(try place("work/site") == nil)
    _ = try scratch.write(String(repeating: "x", count: 65_537), to: "work/large")
    #expect(try place("work/large") == nil)
  }

  @Test(arguments: ["../x", "/x", "a/../../x", "a//x", "."])
  func `never leave their place, whatever a submission says`(path: String) throws {
    let forged: JSONValue = [
      "path": "/w", "files": [["path": .string(path), "mode": 420, "content": "eA=="]],
    ]
    #expect(try forged.decoded(as: CarriedPlace.self).contents.isEmpty)
  }
}
