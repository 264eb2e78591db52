import Testing

@testable import YAML

@Suite("YAML")
struct YAMLTests {
  private func root(_ text: String) throws -> Node? { try YAMLDocument.root(of: text) }

  @Test func `keeps order, places and how each text is written`() throws {
    let root = try root("b: 'x'\na: [1, two]\nあ: |\n  long\n")
    let pairs = try #require(root?.pairs)
    #expect(pairs.map(\.key.text) == ["b", "a", "あ"])
    #expect(pairs.map(\.value.mark.line) == [1, 2, 3])
    #expect(pairs[0].value.content == .scalar("x", isPlain: false))
    #expect(pairs[1].value.mark.column == 4)
    guard case .sequence(let items) = pairs[1].value.content else { return #expect(Bool(false)) }
    #expect(items.map(\.content) == [.scalar("1", isPlain: true), .scalar("two", isPlain: true)])
    #expect(items.map(\.mark.column) == [5, 8])
    #expect(root?["あ"]?.content == .scalar("long\n", isPlain: false))
    #expect(root?["c"] == nil)
  }

  @Test(arguments: ["", "# nothing\n", "\n\n"])
  func `finds nothing where nothing is written`(text: String) throws {
    #expect(try root(text) == nil)
  }

  @Test func `puts the node in the place of its alias`() throws {
    let root = try root("one: &x {a: 1}\ntwo: *x\n")
    #expect(root?["two"] == root?["one"])
    #expect(root?["two"]?["a"]?.text == "1")
  }

  @Test func `takes no room for aliases of aliases`() throws {
    let lines = (1...60).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]" }
    #expect(try root("a0: &a0 x\n" + lines.joined(separator: "\n"))?.pairs?.count == 61)
  }

  private static let wrong: [(String, YAMLProblem)] = [
    ("a: 1\nb: *c\n", .parsing("found undefined alias", Mark(line: 2, column: 4))),
    ("&a [*a]", .parsing("found undefined alias", Mark(line: 1, column: 5))),
    ("a: 1\n---\nb: 2\n", .parsing("a second document begins", Mark(line: 2, column: 1))),
    (
      "a: 1\nb: 2\na: 3\n",
      .keyTwice("a", first: Mark(line: 1, column: 1), second: Mark(line: 3, column: 1))
    ),
    ("a: @b\n", .scanning("found character that cannot start any token", Mark(line: 1, column: 4))),
    ("[a", .parsing("did not find expected ',' or ']'", Mark(line: 2, column: 1))),
    ("a: \u{1}\n", .characters("control characters are not allowed")),
  ]

  @Test(arguments: wrong)
  func `tells what is wrong and where`(text: String, problem: YAMLProblem) {
    #expect(throws: problem) { try root(text) }
  }

  @Test func `refuses to go deeper than any person writes`() throws {
    #expect(throws: YAMLProblem.tooDeep(Mark(line: 1, column: 201))) {
      try root(String(repeating: "[", count: 100_000))
    }
    let deep = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    #expect(try root(deep) != nil)
  }
}
