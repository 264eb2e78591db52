import Testing

@testable import Engine

@Suite struct Filters {
  @Test func `are read in both forms that clients send`() throws {
    let new = try FilterQuery(parsing: #"{"status":{"running":true,"exited":false}}"#)
    let old = try FilterQuery(parsing: #"{"status":["running"]}"#)
    #expect(new == old)
    #expect(try FilterQuery(parsing: nil)["status"] == nil)
  }

  @Test(arguments: [
    ("{bad", "invalid character 'b' looking for beginning of object key string"),
    ("x", "invalid character 'x' looking for beginning of value"), ("{", "unexpected end of JSON input"),
  ])
  func `that are no JSON are refused in Go's words`(text: String, words: String) {
    #expect(throws: EngineFault.system(words)) { try FilterQuery(parsing: text) }
  }

  @Test(arguments: [
    ("foo", "bar", "Invalid filter 'foo'"), ("status", "foo", "Invalid filter 'status=foo'"),
    ("exited", "x", "strconv.Atoi: parsing \"x\": invalid syntax"),
    ("is-task", "x", "Invalid filter 'is-task=[x]'"),
  ])
  func `that Docker does not know are refused in its words`(name: String, value: String, words: String) {
    #expect(throws: EngineFault.badParameter(words)) {
      try ContainerFilter(FilterQuery(values: [name: [value]]), all: false, limit: nil)
    }
  }

  @Test(arguments: [
    ("dangling", "1", "Invalid filter 'dangling=[1]'"), ("until", "24h", "Invalid filter 'until'"),
  ])
  func `of images that Docker does not know are refused in its words`(
    name: String, value: String, words: String
  ) {
    #expect(throws: EngineFault.badParameter(words)) {
      try ImageFilters(listing: FilterQuery(values: [name: [value]]))
    }
  }

  @Test(arguments: ["[", "a[", "[]", "a\\"])
  func `with a pattern that is none are refused`(pattern: String) {
    #expect(throws: EngineFault.system("syntax error in pattern")) {
      try ImageFilters(listing: FilterQuery(values: ["reference": [pattern]]))
    }
  }

  @Test(arguments: [
    ("app", true), ("app=demo", true), ("app=other", false), ("tier", false), ("app=", false),
  ])
  func `by label look at the key, or at key and value`(wanted: String, found: Bool) {
    #expect(FilterQuery.matches(wanted, ["app": "demo"]) == found)
  }
}
