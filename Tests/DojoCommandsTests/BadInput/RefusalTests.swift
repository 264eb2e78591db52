import Basics
import Practice
import TestSupport
import Testing

@testable import DojoCommands

/// What dojo will not or cannot do.
@Suite struct RefusalTests {
  @Test(arguments: Language.allCases)
  func `an image that is not bundled, and work that cannot be emulated, are refused and leave nothing`(
    language: Language
  ) async throws {
    try await Workplace.with { place in
      let run = try await place.dojo(
        ["run", "image-registry", "--ports", "private"],
        input: """
          docker pull redis:7; echo "[pull $?]"
          docker pull registry:9; echo "[tag $?]"
          docker run alpine apk add git; echo "[run $?]"
          docker ps -aq | wc -l | sed 's/^/left: /'

          """, language: language)
      #expect(run.output.contains("[pull 1]"), "\(run.output)")
      #expect(
        run.output.contains(language.choose("This practice machine brings along only", "この練習用マシンにあるイメージは")))
      #expect(run.output.contains("nginx, registry, ubuntu") && run.output.contains("--docker system"))
      #expect(run.output.contains("[tag 1]") && run.output.contains("registry:2.7.1, registry:2"))
      #expect(run.output.contains("[run 125]"))
      #expect(
        run.output.contains(
          language.choose("cannot run 'apk add git' in a container", "'apk add git' を実行できません")))
      #expect(run.output.contains("left: 0"))
    }
  }

  @Test(arguments: Language.allCases)
  func `a second sitting of the lesson is refused with the process of the first`(language: Language)
    async throws
  {
    try await Workplace.with { place in
      let terminal = try await place.openTerminal()
      let second = try await place.dojo(["run", "image-registry"], input: "docker ps\n", language: language)
      #expect(second.output.contains(language.choose("already running", "実行中です")), "\(second.output)")
      #expect(second.output.contains("\(terminal.process)"))
      #expect(second.status == 3)
      #expect(fitsScreen(second.output))
      #expect(try await place.dojo(["status"], language: language).status == 0)
    }
  }

  @Test(
    arguments: [
      ("rnu", "Did you mean dojo run?", "dojo run のことですか"),
      ("xyzzy", "there is no command xyzzy", "xyzzy というコマンドはありません"),
      ("run --nope", "Unknown option '--nope'", "コマンドの書き方が正しくありません"),
      ("check twelve", "'twelve' is invalid", "コマンドの書き方が正しくありません"),
    ], Language.allCases)
  func `a command line that dojo does not know ends with 64 and says what is wrong`(
    words: (line: String, english: String, japanese: String), language: Language
  ) async throws {
    try await Workplace.with { place in
      let run = try await place.script("dojo \(words.line)", language: language)
      #expect(run.output.contains(language.choose(words.english, words.japanese)), "\(run.output)")
      #expect(run.status == 64)
    }
  }
}
