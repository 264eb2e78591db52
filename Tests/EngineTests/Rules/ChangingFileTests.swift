import Basics
import TestSupport
import Testing

@testable import Engine

@Suite struct `A file with its changes` {
  private struct Thing: Keyed, Codable, Hashable, Sendable {
    let key: String
    var value: String
  }

  /// A list that is kept in a file, opened anew.
  private static func opened(_ path: String) throws -> (ChangingFile, KeptList<Thing>) {
    var file = ChangingFile(path: path, isKept: true)
    let content = try file.load()
    var list = try content.document?.decoded(as: KeptList<Thing>.self) ?? KeptList()
    for change in content.changes { try list.apply(change) }
    return (file, list)
  }

  private static func save(_ list: inout KeptList<Thing>, in file: inout ChangingFile) throws {
    guard let change = try list.change() else { return }
    let whole = list
    try file.save(change) { try JSONValue(encoding: whole) }
    list.markSaved()
  }

  @Test func `holds after each change what was there, in the same order, however often it is opened`() throws
  {
    let scratch = try ScratchFolder()
    var expected: [Thing] = []
    var generator = SystemRandomNumberGenerator()
    for round in 0..<40 {
      var (file, list) = try Self.opened("\(scratch.path)/list")
      #expect(Array(list) == expected, "round \(round)")
      for step in 0..<20 {
        // Long values let the changes outgrow the document several times.
        let value = String(repeating: "x", count: Int.random(in: 0..<4_000, using: &generator))
        let key = "\(Int.random(in: 0..<8, using: &generator))"
        let index = expected.firstIndex { $0.key == key }
        if let index, step.isMultiple(of: 3) {
          expected.remove(at: index)
          list.removeAll { $0.key == key }
        } else {
          let thing = Thing(key: key, value: value)
          if let index { expected[index] = thing } else { expected.append(thing) }
          list[key] = thing
        }
        try Self.save(&list, in: &file)
      }
    }
  }

  @Test func `is whole after a crash at any byte of a change, and goes on from there`() throws {
    let scratch = try ScratchFolder()
    var (file, list) = try Self.opened("\(scratch.path)/list")
    try Self.save(&list, in: &file)
    for key in ["a", "b", "c"] {
      list.append(Thing(key: key, value: "ä"))
      try Self.save(&list, in: &file)
    }
    let changes = try FileBytes.read("\(scratch.path)/list.changes")
    let ends = changes.indices.filter { changes[$0] == 0x0A }
    #expect(ends.count == 2)
    for length in 0...changes.count {
      try AtomicFile.write(changes[..<length], to: "\(scratch.path)/list.changes")
      var (again, kept) = try Self.opened("\(scratch.path)/list")
      #expect(kept.map(\.key) == ["a"] + ["b", "c"].prefix(ends.count { $0 < length }), "\(length)")
      kept.append(Thing(key: "d", value: ""))
      try Self.save(&kept, in: &again)
      let after = try Self.opened("\(scratch.path)/list").1
      #expect(after.map(\.key) == kept.map(\.key), "\(length)")
    }
  }

  @Test func `reads changes that the document holds already as if they were not there`() throws {
    let scratch = try ScratchFolder()
    var (file, list) = try Self.opened("\(scratch.path)/list")
    for key in ["a", "b", "c"] {
      list.append(Thing(key: key, value: key))
      try Self.save(&list, in: &file)
    }
    list["b"] = nil
    try Self.save(&list, in: &file)
    let changes = try FileBytes.read("\(scratch.path)/list.changes")
    try file.replace(with: JSONValue(encoding: list))
    // As after a crash between the two files.
    try AtomicFile.write(changes, to: "\(scratch.path)/list.changes")
    let after = try Self.opened("\(scratch.path)/list").1
    #expect(Array(after) == Array(list))
  }

  @Test func `says where it is damaged, not what is left of it`() throws {
    let scratch = try ScratchFolder()
    try AtomicFile.write(Array("[]".utf8), to: "\(scratch.path)/list.json")
    try AtomicFile.write(Array("{bad\n[]\n".utf8), to: "\(scratch.path)/list.changes")
    #expect(throws: (any Error).self) { try Self.opened("\(scratch.path)/list") }
  }
}
