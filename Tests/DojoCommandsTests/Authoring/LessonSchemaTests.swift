import Basics
import Lessons
import Shell
import TestSupport
import Testing

@testable import DojoCommands

/// The schema, held against real and wrong files by Python's jsonschema.
@Suite struct LessonSchemaTests {
  /// YAML 1.2 as editors read it: `on` is a word, and only whole numbers are numbers.
  private static let program = #"""
    import json, re, sys, yaml, jsonschema
    class Loader(yaml.SafeLoader): pass
    Loader.yaml_implicit_resolvers = {}
    for tag, text, first in (("bool", "true|false", "tf"), ("int", "[-+]?[0-9]+", "-+0123456789")):
        Loader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile("^(?:" + text + ")$"), list(first))
    schema = json.load(open(sys.argv[1]))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for path in sys.argv[2:]:
        print(sum(1 for _ in validator.iter_errors(yaml.load(open(path), Loader))))
    """#

  /// How many things are wrong with each of these texts.
  private static func errors(in texts: [String], _ place: Workplace, language: Language = .english)
    async throws
    -> [Int]
  {
    try AtomicFile.write(program.utf8, to: "\(place.home)/validate.py")
    for (index, text) in texts.enumerated() {
      try AtomicFile.write(text.utf8, to: "\(place.home)/\(index).yaml")
    }
    let names = texts.indices.map { "\($0).yaml" }.joined(separator: " ")
    let run = try await place.script(
      "dojo lesson schema --lang \(language.rawValue) > schema.json && python3 validate.py schema.json \(names)"
    )
    #expect(run.status == 0, "\(run.output)")
    return run.output.split(separator: "\n").compactMap { Int($0) }
  }

  private static func hasJSONSchema() async -> Bool {
    let trial = ChildCommand(
      "python3", ["-c", "import jsonschema, yaml"], environment: ["PATH": "/usr/bin:/bin"])
    return (try? await trial.capture().status) == 0
  }

  @Test(
    .enabled("needs python3 with jsonschema and yaml") { await hasJSONSchema() }, arguments: Language.allCases
  )
  func `real checks files fit the schema`(language: Language) async throws {
    try await Workplace.with { place in
      let folder = "\(Workplace.top)/lessons"
      let bundled = try LessonCatalog(folder: folder).names.map {
        String(decoding: try FileBytes.read("\(folder)/\($0).yaml"), as: UTF8.self)
      }
      let all = bundled + [AuthorsDesk.checks]
      #expect(try await Self.errors(in: all, place, language: language) == all.map { _ in 0 })
    }
  }

  private static func step(_ text: String) -> String { "lesson: a\nsteps:\n  - id: b\n    \(text)\n" }
  private static func check(_ text: String) -> String { step("checks: [{id: c, \(text)}]") }

  /// Files that the reader refuses too.
  private static let wrong = [
    "steps: [{id: b}]", "lesson: a", "lesson: A\nsteps: [{id: b}]", "lesson: a\nsteps: []",
    "lesson: a\nformat: 2\nsteps: [{id: b}]", "lesson: a\nmachines: {Host: {}}\nsteps: [{id: b}]",
    "lesson: a\nmachines: {host: {insecure-registries: [a]}}\nsteps: [{id: b}]",
    step("pionts: 1"), step("points: two"), step("variants: docker ps"), step("variants: []"),
    step("counterexamples: [{run: ls, diagnoses: d}]"), step("costs: {hint: 5}"), step("confirm: maybe"),
    step("hints: [{en: x}]"), step("diagnoses: [{id: d, when: {image: x}, say: s}]"),
    step("diagnoses: [{id: d, when: {}, say: s, try: t}]"),
    step("diagnoses: [{id: d, when: {image: x}, say: s, try: t, proof: ls, unproved: u}]"),
    check("points: 1"), check("image: a, http: \"http://a/\""), check("image: \"http://a/b\""),
    check("container: {state: runing}"), check("container: {publishes: \"5000\"}"),
    check("container: {count: several}"), check("registry: {at: localhost, repository: a}"),
    check("registry: {at: \"a:1\"}"), check("http: localhost"),
    check("http: {get: \"http://a/\", status: ok}"),
    check("ran: {command: ls, exit: -1}"), check("ran: {output: {contains: a, equals: b}}"),
    check("image: {exists: true}"), check("file: {text: a}"), check("output: {text: a}"),
    check("ask: {question: q}"), check("image: a, within: 5 sec"), check("image: a, hidden: maybe"),
  ]

  @Test(.enabled("needs python3 with jsonschema and yaml") { await hasJSONSchema() })
  func `what the reader refuses does not fit the schema either`() async throws {
    try await Workplace.with { place in
      let errors = try await Self.errors(in: Self.wrong, place)
      for (text, count) in zip(Self.wrong, errors) { #expect(count > 0, "\(text)") }
    }
  }

  @Test(arguments: wrong)
  func `the reader refuses what the schema refuses`(text: String) {
    #expect(throws: LessonError.self) { try ChecksFile(yaml: text, path: "a.yaml") }
  }
}
