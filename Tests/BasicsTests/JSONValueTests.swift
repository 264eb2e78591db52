import Testing

@testable import Basics

@Suite struct JSONValueTests {
  @Test func `a document keeps the order of its keys and the spelling of its numbers`() throws {
    let text = #"{"Zeta":1.50,"alpha":[true,null,-0],"Beta":{"é":"\u00e9\n"}}"#
    #expect(
      try JSONValue(parsing: text).text() == #"{"Zeta":1.50,"alpha":[true,null,-0],"Beta":{"é":"é\n"}}"#)
  }

  @Test func `an indented document has empty groups on one line`() throws {
    let value: JSONValue = ["a": [], "b": [1, ["c": [:]]]]
    #expect(
      value.text(.init(indent: 4)) == """
        {
            "a": [],
            "b": [
                1,
                {
                    "c": {}
                }
            ]
        }
        """)
  }

  @Test func `HTML characters are escaped only on request`() {
    #expect(JSONValue.string("<a&b>").text() == #""<a&b>""#)
    #expect(JSONValue.string("<a&b>").text(.init(escapesHTML: true)) == #""\u003ca\u0026b\u003e""#)
  }

  @Test(arguments: [
    ("", 0), ("{", 1), (#"{"a" 1}"#, 5), ("[1,]", 3), ("01", 0), ("1 2", 2), ("\"\u{1}\"", 1), ("tru", 0),
    ("1.", 2),
    (#""\ud83d"#, 7),
  ])
  func `a text that is not JSON is refused at the byte where it goes wrong`(text: String, offset: Int) {
    #expect { try JSONValue(parsing: text) } throws: { ($0 as? JSONSyntaxError)?.offset == offset }
  }

  @Test func `surrogate pairs are joined and lone ones replaced`() throws {
    #expect(try JSONValue(parsing: #""\ud83d\ude00 \ud83d!""#).string == "😀 \u{FFFD}!")
  }

  @Test func `hostile nesting is refused instead of exhausting the stack`() {
    #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: String(repeating: "[", count: 100_000)) }
  }

  @Test(arguments: [2, 8, 9, 64, 65, 1000])
  func `a key that stands twice has its last value and its first place`(count: Int) throws {
    let keys = (0..<count).map { "key-\($0)" } + ["key-0"]
    let members = keys.enumerated().map { "\"\($1)\": \($0)" }
    let object = try #require(JSONValue(parsing: "{\(members.joined(separator: ", "))}").object)
    #expect(object.keys == Array(keys.dropLast()))
    #expect(object["key-0"] == .number("\(count)"))
    #expect(object["key-1"] == .number("1"))
  }

  @Test func `values encode in declaration order and decode again`() throws {
    struct Port: Codable, Equatable {
      var privatePort: UInt16
      var kind: String
      var hostIP: String?
    }
    let ports = [
      Port(privatePort: 80, kind: "tcp", hostIP: nil), Port(privatePort: 5, kind: "udp", hostIP: "::"),
    ]
    let json = try JSONValue(encoding: ["ports": ports])
    #expect(
      json.text()
        == #"{"ports":[{"privatePort":80,"kind":"tcp"},{"privatePort":5,"kind":"udp","hostIP":"::"}]}"#)
    #expect(try json.decoded(as: [String: [Port]].self) == ["ports": ports])
  }

  @Test func `a value that does not fit names its place`() throws {
    let json = try JSONValue(parsing: #"{"a":{"b":"x"}}"#)
    #expect {
      try json.decoded(as: [String: [String: Int]].self)
    } throws: { error in
      guard case DecodingError.typeMismatch(_, let context) = error else { return false }
      return context.codingPath.map(\.stringValue) == ["a", "b"]
    }
  }
}
