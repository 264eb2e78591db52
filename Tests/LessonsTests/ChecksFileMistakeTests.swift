import Basics
import Lessons
import Testing

/// `▶` marks where the message must point.
struct ChecksFileMistakeTests {
  static func check(_ body: String) -> String {
    "lesson: a\nmachines: {host: {}, other: {}}\nsteps:\n  - id: first\n  - id: here\n    checks:\n      - id: c\n        \(body)\n  - id: last"
  }

  @Test(arguments: [
    // Keys
    (check("▶contaner: {state: running}"), "`contaner` is not known here.", "Did you mean `container`?"),
    (check("container: {▶sate: running}"), "`sate` is not known here.", "Did you mean `state`?"),
    (
      check("points: 1\n        ▶when: x"),
      "`when` is not known here.", "Write one of"
    ),
    ("lesson: a\n▶step: []\nsteps: [{id: b}]", "`step` is not known here.", "Did you mean `steps`?"),
    ("▶lesson_id: a\nsteps: [{id: b}]", "`lesson_id` is not known here.", "Did you mean `lesson`?"),
    ("▶format: 1\nsteps: [{id: b}]", "`lesson` is missing.", "Add `lesson:` with a text."),
    ("▶lesson: a", "`steps` is missing.", "Add `steps:` with a list of steps"),
    ("lesson: a\nsteps:\n  - ▶points: 1", "`id` is missing.", "Add `id:`"),
    (check("http: ▶{status: 200}"), "`get` is missing.", "Add `get:` with an address"),
    (check("image: a\n        ▶image: b"), "`image` stands twice", "Keep one of them."),
    (
      check("image: a\n        ▶http: http://a/"), "`image` and `http` stand in one condition.", "Write `all:"
    ),
    ("lesson: a\nsteps: [{id: b, checks: [▶{id: c}]}]", "This says nothing to check.", "Write one of `all`"),
    // Values
    (
      check("container: {state: ▶runing}"), "`runing` does not fit here.", "Write one of `created`, `running`"
    ),
    (check("container: ▶running"), "`running` does not fit here.", "Write a mapping such as"),
    (
      check("container: {publishes: ▶\"5000\"}"), "`5000` does not fit here.", "Write `none`, `any` or a port"
    ),
    (
      check("container: {publishes: ▶\"5000:99999\"}"), "`5000:99999` does not fit here.",
      "such as `\"5000:5000/tcp\"`"
    ),
    (check("container: {count: ▶several}"), "`several` does not fit here.", "`2`, `1..`"),
    (check("image: ▶http://host:5000/a"), "`http://host:5000/a` does not fit here.", "no scheme"),
    (check("image: ▶Nginx/Web:v1/A"), "does not fit here.", "lower case"),
    (check("image: ▶\"{hots}:5000/a\""), "`{hots}:5000/a` does not fit here.", "no blanks left"),
    (check("image: {reference: ▶[a, b]}"), "A list does not fit here.", "Write an image reference"),
    (check("http: ▶localhost:5000"), "`localhost:5000` does not fit here.", "starts with `http://`"),
    (check("http: {get: http://a/, status: ▶ok}"), "`ok` does not fit here.", "`2xx`"),
    (check("registry: {at: ▶\"http://localhost:5000\", repository: a}"), "does not fit here.", "`HOST:PORT`"),
    (check("ran: {command: docker ps, exit: ▶-1}"), "`-1` does not fit here.", "0 to 255"),
    (check("ran: {output: {matches: ▶\"(\"}}"), "`(` does not fit here.", "a regular expression"),
    (
      check("ran: {output: ▶{contains: a, equals: b}}"), "A mapping does not fit here.",
      "Write a text that must occur"
    ),
    (check("image: a\n        within: ▶5 sec"), "`5 sec` does not fit here.", "`5s`"),
    (check("image: a\n        points: ▶two"), "`two` does not fit here.", "a whole number"),
    (check("image: a\n        hidden: ▶yes"), "`yes` does not fit here.", "`true` or `false`"),
    (check("image: a\n        label: ▶{en: x}"), "`ja` is missing.", "Add `ja:`"),
    (check("image: a\n        label: {en: x, ja: ▶\" \"}"), "` ` does not fit here.", "Write a sentence"),
    (check("image: a\n        label: ▶\"\""), "Nothing is written here.", "Write a sentence"),
    ("lesson: a\nsteps: [{id: b, solution: ▶\"\"}]", "Nothing is written here.", "a command line"),
    ("lesson: a\nsteps: [{id: b, variants: [[ls, ▶\" \"]]}]", "does not fit here.", "a command line"),
    ("lesson: a\nformat: ▶2\nsteps: [{id: b}]", "Format 2 is not known here.", "`format: 1`"),
    ("lesson: a\nsteps: ▶[]", "A list does not fit here.", "a list of steps"),
    ("lesson: a\nvalues: ▶[x]\nsteps: [{id: b}]", "A list does not fit here.", "a mapping of names"),
    ("lesson: a\ncosts: ▶10%\nsteps: [{id: b}]", "`10%` does not fit here.", "`{hint: 10%, solution: 100%}`"),
    (
      "lesson: a\ncosts: {▶hints: 5%}\nsteps: [{id: b}]", "`hints` is not known here.", "Did you mean `hint`?"
    ),
    ("lesson: a\ncosts: {hint: ▶5}\nsteps: [{id: b}]", "`5` does not fit here.", "from `0%` to `100%`"),
    ("lesson: a\nsteps: [{id: b, costs: {solution: ▶101%}}]", "`101%` does not fit here.", "a percentage"),
    ("lesson: a\nsteps: [{id: b, costs: {hint: ▶-5%}}]", "`-5%` does not fit here.", "a percentage"),
    // Ways to do a step and ways not to
    ("lesson: a\nsteps: [{id: b, variants: ▶docker ps}]", "`docker ps` does not fit here.", "a list"),
    ("lesson: a\nsteps: [{id: b, variants: ▶[]}]", "A list does not fit here.", "a list"),
    ("lesson: a\nsteps: [{id: b, variants: [▶[]]}]", "A list does not fit here.", "a command line"),
    (
      "lesson: a\nsteps: [{id: b, variants: [{▶rum: ls}]}]", "`rum` is not known here.", "Did you mean `run`?"
    ),
    (
      "lesson: a\nsteps: [{id: b, variants: [{run: ls, on: ▶othr}]}]", "There is no machine `othr`.",
      "Write one of `host`."
    ),
    (
      "lesson: a\nsteps: [{id: b, variants: [{run: ls, ▶diagnosis: d}]}]", "`diagnosis` is not known here.",
      "Write one of"
    ),
    (
      "lesson: a\nsteps: [{id: b, counterexamples: [{run: ls, diagnosis: ▶d}]}]",
      "There is no diagnosis of this step called `d`.", "Remove it."
    ),
    (
      "lesson: a\nsteps: [{id: b, diagnoses: [{id: d, when: {image: x}, say: s, try: t, proof: ls, ▶unproved: u}]}]",
      "`proof` and `unproved` contradict each other.", "Keep one of them."
    ),
    (check("image: a\n        inferred: ▶maybe"), "`maybe` does not fit here.", "`true` or `false`"),
    // Names
    (check("image: a\n        on: ▶othr"), "There is no machine `othr`.", "Did you mean `other`?"),
    (check("ran: {command: ls, after: ▶frist}"), "There is no step `frist`.", "Did you mean `first`?"),
    (check("ran: {command: ls, after: ▶last}"), "`last` is not an earlier step.", "Write one of `first`."),
    (check("image: a\n        needs: ▶d"), "There is no check above this one called `d`.", "Remove it."),
    (
      "lesson: a\nsteps:\n  - id: b\n  - id: ▶b", "The id `b` stands twice; the first is in line 3.",
      "id of its own"
    ),
    (
      "lesson: a\nsteps: [{id: b, checks: [{id: c, image: x}, {id: ▶c, image: y}]}]",
      "The id `c` stands twice", "id of its own"
    ),
    ("lesson: a\nsteps: [{id: ▶Start_It}]", "`Start_It` cannot be an id.", "`start-it`"),
    ("lesson: a\nmachines: {▶Host: {}}\nsteps: [{id: b}]", "`Host` cannot name a machine.", "lower-case"),
    (
      "lesson: a\n▶values: {host: x}\nsteps: [{id: b}]", "`{host}` is already the name of a machine.",
      "another name"
    ),
    // YAML
    ("lesson: a\nsteps:\n▶\t- id: b", "This is not YAML", "spaces, not tabs"),
    ("lesson: a\nsteps: [{id: b}\n▶", "This is not YAML", "quotes"),
    ("▶", "The file is empty.", "Start with `lesson: ID`."),
    (
      "lesson: a\nsteps: [{id: b, hints: [{en: 👩‍🔬, ja: 🐳}, ▶{en: 🐳}]}]",
      "`ja` is missing.", "Add `ja:`"
    ),
  ])
  func `a mistake is shown where it stands, with what to write instead`(
    sample: String, found: String, instead: String
  ) throws {
    let marked = Marked(sample)
    let error = try #require(throws: LessonError.self) { try ChecksFile(yaml: marked.text, path: "a.yaml") }
    #expect(error.places.contains(marked.places[0]), "\(error.summary.en)")
    #expect(error.problems.contains { $0.found.en.contains(found) }, "\(error.summary.en)")
    #expect(error.problems.contains { $0.instead?.en.contains(instead) == true }, "\(error.summary.en)")
    #expect(error.exitCode == .lessonInvalid)
  }

  @Test func `all mistakes of a file are told at once, in order, in both languages`() throws {
    let marked = Marked(
      """
      lesson: a
      steps:
        - id: b
          ▶pionts: 1
          checks:
            - id: c
              container: {state: ▶up}
            - ▶image: x
        - id: ▶b
      """)
    let error = try #require(throws: LessonError.self) {
      try ChecksFile(yaml: marked.text, path: "dir/a.yaml")
    }
    #expect(error.places == marked.places)
    #expect(error.summary.en.split(separator: "\n").count == 4)
    #expect(error.summary.en.hasPrefix("dir/a.yaml:4:5: `pionts` is not known here. Did you mean `points`?"))
    #expect(error.summary.ja.hasPrefix("dir/a.yaml:4:5: `pionts` はここでは使えません。`points` の間違いではありませんか。"))
  }

  @Test func `aliases that unfold without end are refused`() throws {
    var yaml = "lesson: a\nx0: &a0 [b, b, b, b, b, b, b, b, b, b]\n"
    for level in 1...9 {
      yaml +=
        "x\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]\n"
    }
    #expect(throws: LessonError.self) { try ChecksFile(yaml: yaml, path: "a.yaml") }
  }
}
