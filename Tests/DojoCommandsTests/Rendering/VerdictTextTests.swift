import Basics
import Checks
import Lessons
import Testing

@testable import DojoCommands

@Suite struct VerdictTextTests {
  private static let place = SourcePlace(file: "chapter.md")
  private static let tag = Step(id: "tag-image", number: 3, title: "Name an image", place: place, points: 2)
  private static let push = Step(id: "push-image", number: 5, title: "Push it", place: place, points: 1)
  private static let lesson = Lesson(
    id: "image-registry", title: Phrase(en: "Image registries", ja: "イメージレジストリ"), steps: [tag, push])

  private func verdict(_ outcome: Outcome, cause: Cause? = nil) -> Verdict {
    Verdict(
      check: "named", outcome: outcome,
      expected: Phrase(
        en: "an image named host-a:5000/testimage:v1", ja: "host-a:5000/testimage:v1 という名前のイメージ"),
      found: Phrase(en: "testimage:v1, a name without a host", ja: "ホスト名のない名前 testimage:v1"), cause: cause)
  }

  private let cause = Cause(
    diagnosis: "no-registry-part",
    because: Phrase(
      en: "a name that does not start with a host and port means Docker Hub",
      ja: "ホスト名とポートで始まらない名前は、Docker Hub を指します"),
    advice: [
      Phrase(
        en: "Which machine runs your registry? Its name belongs in front.",
        ja: "レジストリはどのマシンで動いていますか。その名前を先頭に書きます。"),
      Phrase(en: "Put host-a:5000/ in front of the name.", ja: "名前の先頭に host-a:5000/ を付けてください。"),
    ])

  private func render(
    _ verdict: Verdict, step: Step = tag, in language: Language, advice: Int = 0
  ) -> String {
    VerdictText(console: Console(language: language, style: .plain, width: 80)).render(
      StepAssessment(step: step.id, verdicts: [verdict], points: step.points), step: step, in: Self.lesson,
      advice: advice)
  }

  @Test func `a pass is one line with what it was worth`() {
    #expect(render(verdict(.passed), in: .english) == "  ✓ Step 3 passed  2 points")
    #expect(render(verdict(.passed), in: .japanese) == "  ✓ 手順3 合格  2 点")
  }

  @Test func `a failed step says what was expected, what is so, why, and last what to try`() {
    #expect(
      render(verdict(.failed, cause: cause), in: .english) == """
          ✗ Step 3: not yet
            expected  an image named host-a:5000/testimage:v1
            found     testimage:v1, a name without a host
            because   a name that does not start with a host and port means Docker Hub
            try       Which machine runs your registry? Its name belongs in front.
        """)
    #expect(
      render(verdict(.failed, cause: cause), in: .japanese) == """
          ✗ 手順3: まだです
            期待  host-a:5000/testimage:v1 という名前のイメージ
            現状  ホスト名のない名前 testimage:v1
            原因  ホスト名とポートで始まらない名前は、Docker Hub を指します
            次に  レジストリはどのマシンで動いていますか。その名前を先頭に書きます。
        """)
  }

  @Test func `asking again gets the plainer advice, and the plainest is the last`() {
    for rung in [1, 2, 99] {
      #expect(
        render(verdict(.failed, cause: cause), in: .english, advice: rung)
          .hasSuffix("try       Put host-a:5000/ in front of the name."))
    }
  }

  @Test func `a cause in an earlier step names the step to go back to`() {
    let back = Cause(because: cause.because, advice: cause.advice, returnTo: "tag-image")
    let english = render(verdict(.failed, cause: back), step: Self.push, in: .english)
    #expect(english.contains("try       Go back to step 3. Which machine runs your registry?"))
    let japanese = render(verdict(.failed, cause: back), step: Self.push, in: .japanese)
    #expect(japanese.contains("次に  手順3に戻ります。レジストリはどのマシンで"))
  }

  @Test func `what could not be checked is nobody's mistake`() {
    let silent = Verdict(
      check: "named", outcome: .undetermined, expected: Phrase(verbatim: ""),
      found: Phrase(en: "the engine does not answer", ja: "エンジンが応答しません"))
    #expect(
      render(silent, in: .english) == """
          ? Step 3 could not be checked; this is not your mistake
            found     the engine does not answer
        """)
    #expect(
      render(silent, in: .japanese) == """
          ? 手順3は判定できませんでした。あなたの間違いではありません
            現状  エンジンが応答しません
        """)
  }

  @Test func `colour only dresses the words`() {
    let coloured = VerdictText(console: Console(language: .english, style: .coloured, width: 80)).render(
      StepAssessment(step: "tag-image", verdicts: [verdict(.failed, cause: cause)], points: 2),
      step: Self.tag,
      in: Self.lesson)
    let bare = coloured.replacing(#/\u{1B}\[[0-9]+m/#, with: "")
    #expect(bare == render(verdict(.failed, cause: cause), in: .english))
  }
}
