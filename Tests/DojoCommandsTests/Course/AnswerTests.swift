import Basics
import Practice
import TestSupport
import Testing

@testable import DojoCommands

/// `dojo answer` and the author's programs, in a sitting and in a proof.
@Suite struct AnswerTests {
  private static let chapter = """
    # Two questions

    1. Look at the image.

       <details><summary>Hint</summary>

       `dojo answer 80`

       </details>

       <details><summary>Solution</summary>

       ```console
       $ dojo answer 80
       ```

       </details>

    2. Make a file.

       <details><summary>Hint</summary>

       `touch made`

       </details>

       <details><summary>Solution</summary>

       ```console
       $ touch ~/made
       ```

       </details>

    """

  private static let checks = """
    lesson: two
    title: {en: Two questions, ja: 二つの質問}
    trust: {en: It looks for a file in your home folder., ja: ホームフォルダーのファイルを探します。}
    machines: {host: {images: ["nginx:1.19.2"]}}
    steps:
      - id: port
        points: 1
        checks:
          - id: known
            ask: {question: {en: Which port?, ja: 何番ポート？}, answer: ["80"], choices: ["80", "8080"]}
        diagnoses:
          - id: host-side
            when: {ask: {question: {en: Which port?, ja: 何番ポート？}, answer: "8080"}}
            say: {en: That is the host's., ja: それはホスト側です。}
            try: {en: Look at the image., ja: イメージを見てください。}
            proof: dojo answer 8080
        variants: [dojo answer ８０, echo 80 | dojo answer]
        counterexamples: [dojo answer 443]
      - id: file
        points: 1
        checks:
          - id: made
            label: {en: The file is there., ja: ファイルがある。}
            script: ./verify.sh
        diagnoses:
          - id: other-name
            when: {file: {path: ~/mede}}
            say: {en: The name is another one., ja: 名前が違います。}
            try: {en: Compare it., ja: 見比べてください。}
            proof: touch ~/mede

    """

  /// Lays the lesson into the learner's home folder and returns the chapter's path.
  private static func lay(in place: Workplace) throws -> String {
    let folder = "\(place.home)/lessons"
    try Folders.create(folder)
    for tag in ["en", "ja"] { try AtomicFile.write(chapter.utf8, to: "\(folder)/two.\(tag).md") }
    try AtomicFile.write(checks.utf8, to: "\(folder)/two.yaml")
    let program =
      "#!/bin/sh\ndocker images -q >/dev/null || exit 9\ntest -e ~/made || { echo it is not there; exit 1; }\n"
    try AtomicFile.write(program.utf8, to: "\(folder)/verify.sh", mode: 0o755)
    return "\(folder)/two.en.md"
  }

  @Test func `a question is shown with its choices, a wrong answer is told, the right one passes`()
    async throws
  {
    try await Workplace.with { place in
      let chapter = try Self.lay(in: place)
      let preview = try await place.dojo(["run", chapter])
      #expect(
        preview.output.contains("? Which port?") && preview.output.contains("80 / 8080"), "\(preview.output)")
      #expect(preview.output.contains("dojo answer …"))
      let run = try await place.dojo(
        ["run", chapter, "--trust"],
        input: "dojo answer 443 || echo [$?]\ndojo answer 8080\ndojo answer 80\ntouch ~/made\n")
      let text = unwrapped(run.output)
      #expect(text.contains("The answer was `443`.") && text.contains("[1]"), "\(run.output)")
      #expect(text.contains("That is the host's."))
      #expect(text.contains("Step 1 passed") && text.contains("Step 2 passed"))
      #expect(run.status == 0)
    }
  }

  @Test(arguments: Language.allCases)
  func `an author's program runs only when it was allowed, and costs nothing until then`(
    language: Language
  ) async throws {
    try await Workplace.with { place in
      let chapter = try Self.lay(in: place)
      let run = try await place.dojo(
        ["run", chapter], input: "dojo answer 80\ntouch ~/made\ndojo check || echo [$?]\n", language: language
      )
      let text = unspaced(run.output)
      #expect(text.contains(language.choose("couldnotbechecked", "判定できませんでした")), "\(run.output)")
      #expect(
        text.contains(language.choose("Itlooksforafile", "ファイルを探します")) && text.contains("dojorun--trust"))
      #expect(text.contains("[3]"))
      // What was allowed once is allowed when the learner comes back.
      _ = try await place.dojo(["run", chapter, "--trust"], input: "true\n", language: language)
      let list = try await place.dojo(["status"], language: language)
      #expect(list.output.contains("✓ 2"), "\(list.output)")
    }
  }

  @Test func `a lesson with questions and programs is linted and proved`() async throws {
    try await Workplace.with { place in
      let chapter = try Self.lay(in: place)
      let folder = String(chapter.dropLast("/two.en.md".count))
      let lint = try await place.dojo(["lesson", "lint", folder])
      #expect(lint.status == 0, "\(lint.output)")
      let test = try await place.dojo(["lesson", "test", folder])
      #expect(test.status == 0, "\(test.output)")
      #expect(test.output.contains("diagnoses that speak for their proof: 2 of 2"))
    }
  }

  @Test func `where nothing is asked there is nothing to answer, and an empty answer is none`() async throws {
    try await Workplace.with { place in
      let chapter = try Self.lay(in: place)
      let run = try await place.dojo(
        ["run", chapter],
        input: "dojo answer </dev/null; echo [$?]\ndojo answer 80\ndojo answer 80; echo [$?]\n")
      let text = unwrapped(run.output)
      #expect(text.contains("there was no answer") && text.contains("asks no question"), "\(run.output)")
      #expect(text.split(separator: "[64]").count == 3)
    }
  }
}
