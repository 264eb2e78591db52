import Basics
import Lessons
import Testing

/// A lesson with nothing to say about, and the same with one thing wrong.
struct LinterTests {
  static let chapter = """
    # One

    1. Tag the image `{host}:5000/a:v1`. See [the manual](manual.md).

       <details><summary>Hint 1</summary>

       Names are added.

       </details>

       <details><summary>Hint 2</summary>

       `docker tag a {host}:5000/a:v1`

       </details>

       <details><summary>Solution</summary>

       ```console
       $ docker tag a {host}:5000/a:v1
       ```

       </details>
    """

  static let checks = """
    lesson: one
    title: {en: One, ja: 一}
    steps:
      - id: tag
        points: 1
        checks:
          - id: named
            image: "{host}:5000/a:v1"
        diagnoses:
          - id: other
            when: {image: {registry: "*", repository: a}}
            say: {en: The host is another one., ja: ホスト名が違います。}
            try: {en: Compare it., ja: 見比べてください。}
            proof: docker tag a b:5000/a:v1
    """

  static func findings(
    chapter: String = chapter, japanese: String? = nil, checks: String? = checks,
    without: String? = nil, base: [String: String]? = nil
  ) throws -> [LintFinding] {
    var files = [
      "l/one.en.md": chapter, "l/one.ja.md": japanese ?? chapter, "l/one.yaml": checks ?? "",
      "l/manual.md": "# M",
    ]
    if let without { files[without] = nil }
    if checks == nil { files["l/one.yaml"] = nil }
    return try LessonLinter(
      "one", in: "l", files: LessonFiles(inMemory: files),
      base: base.map { texts in LessonLinter.Base(name: "v1") { texts[$0] } }
    ).findings()
  }

  @Test func `there is nothing to say about a lesson that is as it should be`() throws {
    #expect(try Self.findings().isEmpty)
  }

  @Test func `every rule has an id of its own, and says in both languages what it asks for`() {
    #expect(Set(LintRule.allCases.map(\.meaning)).count == LintRule.allCases.count)
    #expect(LintRule.allCases.allSatisfy { $0.meaning.ja != $0.meaning.en })
    #expect(LintRule.allCases.count >= 20)
  }

  @Test(arguments: [
    ("named\n", "named\n        inferred: true\n", LintRule.checkInferred, "one.yaml:7:9"),
    ("image: \"{host}:5000/a:v1\"", "script: ./verify.sh", .scriptWithoutTrust, "one.yaml:7:9"),
    (
      "image: \"{host}:5000/a:v1\"", "ran: docker image tag", .typedText, "one.yaml:7:9"
    ),
    ("        proof: docker tag a b:5000/a:v1", "", .diagnosisWithoutProof, "one.yaml:10:9"),
    (
      "proof: docker tag a b:5000/a:v1",
      "proof: docker tag a b:5000/a:v1\n      - id: same\n        when: {image: {registry: \"*\", repository: a}}\n        say: {en: x, ja: あ}\n        try: {en: x, ja: あ}\n        proof: ls",
      .diagnosisUnreachable, "one.yaml:15:9"
    ),
    ("Compare it.", "Type `docker tag a host:5000/a:v1`.", .adviceGivesAway, "one.yaml:10:9"),
    ("ja: ホスト名が違います。", "ja: Wrong.", .phraseUntranslated, "one.yaml:10:9"),
    ("title: {en: One, ja: 一}\n", "", .titleMissing, "one.yaml:1:1"),
    ("points: 1", "points: 0", .stepWorthNothing, "one.yaml:4:5"),
    (
      "checks:\n      - id: named\n        image: \"{host}:5000/a:v1\"", "hints: []", .stepWithoutCheck,
      "one.yaml:4:5"
    ),
    ("points: 1", "points: 1\n    solution: [docker tag b c]", .solutionsDiffer, "one.yaml:4:5"),
    (
      "points: 1", "points: 1\n    solution: [\"docker rm $(docker ps -aq)\"]", .destroysUntold,
      "one.yaml:4:5"
    ),
    (
      "proof: docker tag a b:5000/a:v1", "proof: \"docker tag a {port}\"", .blankUnfilled, "one.yaml:10:9"
    ),
    ("points: 1", "pionts: 1", .unreadable, "one.yaml:5:5"),
  ])
  func `what is wrong in a checks file is found where it stands`(
    from: String, to: String, rule: LintRule, place: String
  ) throws {
    #expect(Self.checks.contains(from))
    let found = try Self.findings(checks: Self.checks.replacing(from, with: to))
    let places = found.filter { $0.rule == rule }.map { "\($0.place)" }
    #expect(places.contains { $0.hasSuffix(place) }, "\(found)")
    #expect(found.allSatisfy { $0.found.en != $0.found.ja && $0.instead != nil })
  }

  @Test(arguments: [
    ("manual.md", "guide.md", LintRule.linkBroken, "one.en.md:3:55"),
    ("$ docker tag a {host}:5000/a:v1\n", "$ docker tag a \\ \n", .chapterUnclear, "one.en.md:20:4"),
    ("[the manual](manual.md)", "![a picture](a.png)", .imageBroken, "one.en.md:3:55"),
    ("Tag the image", "Tag the {thing} image", .blankInText, "one.en.md:3:12"),
    ("Names are added.", "`docker tag a {host}:5000/a:v1`", .hintGivesAway, "one.yaml:4:5"),
    ("`docker tag a {host}:5000/a:v1`\n", "Think again.\n", .hintWithoutCommand, "one.yaml:4:5"),
    (
      "   <details><summary>Hint 1</summary>\n\n   Names are added.\n\n   </details>\n\n   <details><summary>Hint 2</summary>\n\n   `docker tag a {host}:5000/a:v1`\n\n   </details>\n",
      "", .stepWithoutHint, "one.yaml:4:5"
    ),
    (
      "```console\n   $ docker tag a {host}:5000/a:v1\n   ```", "Ask somebody.", .stepWithoutSolution,
      "one.yaml:4:5"
    ),
  ])
  func `what is wrong in a chapter is found where it stands`(
    from: String, to: String, rule: LintRule, place: String
  ) throws {
    #expect(Self.chapter.contains(from))
    let found = try Self.findings(chapter: Self.chapter.replacing(from, with: to))
    let places = found.filter { $0.rule == rule }.map { "\($0.place)" }
    #expect(places.contains { $0.hasSuffix(place) }, "\(found)")
  }

  @Test func `a language that is missing, and chapters that do not agree, are found`() throws {
    #expect(try Self.findings(without: "l/one.ja.md").map(\.rule) == [.languageMissing])
    let other = Self.chapter.replacing("$ docker tag a", with: "$ docker tag b")
    #expect(try Self.findings(japanese: other).map(\.rule).contains(.languagesDiffer))
    let two = Self.chapter + "\n\n2. Again.\n"
    #expect(try Self.findings(japanese: two).map(\.rule).contains(.languagesDiffer))
  }

  @Test func `a chapter that cannot be read is not said to be missing, and is named`() throws {
    let checks = Self.checks + "\n  - id: second\n    confirm: true\n"
    let found = try Self.findings(
      chapter: Self.chapter + "\n\n2. Again.\n", japanese: Self.chapter, checks: checks)
    #expect(found.map(\.rule) == [.unreadable])
    #expect(found[0].found.en == "The step `second` comes after the chapter's last: l/one.ja.md has 1.")
  }

  @Test func `a step without a diagnosis is found`() throws {
    let checks = String(try #require(Self.checks.split(separator: "    diagnoses:").first))
    let found = try Self.findings(checks: checks)
    #expect(found.map { "\($0.rule.rawValue) \($0.place)" } == ["step-without-diagnosis l/one.yaml:4:5"])
  }

  @Test func `ids that were there before must stay, and the one that looks like it is named`() throws {
    let before = [
      "l/one.yaml": Self.checks.replacing("id: named", with: "id: namd").replacing("id: other", with: "id: x")
    ]
    let found = try Self.findings(base: before)
    #expect(found.map(\.rule) == [.idGone, .idGone])
    #expect(
      found.contains { $0.found.en == "The check `namd` of v1 is gone; `named` looks like it." }, "\(found)")
    #expect(try Self.findings(base: ["l/one.yaml": Self.checks]).isEmpty)
  }

  @Test func `a sentence or a step that changed in one language only is found in the other`() throws {
    let sentence = ["l/one.yaml": Self.checks.replacing("Compare it.", with: "Look at it.")]
    let phrases = try Self.findings(base: sentence)
    #expect(phrases.map(\.rule) == [.translationStale])
    #expect(phrases[0].found.en == "The English has changed since v1, the Japanese has not.")
    let chapters = [
      "l/one.en.md": Self.chapter.replacing("Names are", with: "A name is"), "l/one.ja.md": Self.chapter,
    ]
    let steps = try Self.findings(base: chapters)
    #expect(steps.map { "\($0.place)" } == ["l/one.ja.md:3:1"])
    let both = chapters.mapValues { _ in Self.chapter.replacing("Names are", with: "A name is") }
    #expect(try Self.findings(base: both).isEmpty)
  }
}
