import Basics
import Lessons
import TestSupport
import Testing

@testable import DojoCommands

/// `dojo lesson lint` and `dojo lesson new` as an author meets them.
@Suite struct LessonLintTests {
  @Test(arguments: Language.allCases)
  func `the bundled lessons have nothing to be said about`(language: Language) async throws {
    try await Workplace.with { place in
      let run = try await place.dojo(["lesson", "lint", "--strict"], language: language)
      #expect(run.status == 0, "\(run.output)")
      #expect(run.output.contains(language == .english ? "0 errors, 0 warnings" : "エラー 0 件、警告 0 件"))
    }
  }

  @Test func `findings are printed for people, programs and GitHub, and errors end with 2`() async throws {
    try await Workplace.with { place in
      let folder = try AuthorsDesk(place).lay([
        ("`docker run -d nginx:1.19.2`", "`docker run -d nginx:1.19.2` [a](50%,no.md)")
      ])
      let text = try await place.dojo(["lesson", "lint", folder])
      #expect(text.output.contains("\(folder)/two.en.md:7:"), "\(text.output)")
      #expect(text.output.contains("error: There is no file \(folder)/50%,no.md. Correct the path"))
      #expect(text.output.contains("[link-broken]"))
      #expect(text.status == 2)
      let json = try await place.dojo(["lesson", "lint", folder, "--format", "json"])
      let findings = try #require(try JSONValue(parsing: json.output).array)
      #expect(
        findings.contains { $0["rule"]?.string == "link-broken" && $0["line"]?.int == 7 }, "\(json.output)")
      let github = try await place.dojo(["lesson", "lint", folder, "--format", "github"])
      #expect(github.output.contains("::error file=\(folder)/two.en.md,line=7,col="), "\(github.output)")
      #expect(github.output.contains("title=link-broken::There is no file \(folder)/50%25,no.md."))
    }
  }

  @Test func `ids are compared with the last tag, or with the revision that is named`() async throws {
    try await Workplace.with { place in
      let folder = try AuthorsDesk(place).lay()
      let git = """
        cd \(folder); git init -q . && git add . \
        && git -c user.name=a -c user.email=a@example.org commit -qm one && git tag v1
        sed -i 's/id: running/id: runs/' two.yaml
        """
      let made = try await place.script(git)
      #expect(made.status == 0, "\(made.output)")
      let run = try await place.dojo(["lesson", "lint", folder])
      #expect(run.output.contains("The check `running` of v1 is gone"), "\(run.output)")
      #expect(run.status == 2)
      let unknown = try await place.dojo(["lesson", "lint", folder, "--base", "nowhere"])
      #expect(unknown.output.contains("there is no git revision nowhere"))
      #expect(unknown.status == 64)
    }
  }

  @Test func `a lesson begun from a chapter proves itself, and is not begun twice`() async throws {
    try await Workplace.with { place in
      let chapter = "\(place.home)/chapter.md"
      try AtomicFile.write(
        """
        # Volumes

        1. Run a web server.

           ```sh
           docker run -d --name web nginx:1.19.2
           ```

        2. Make a volume and look at it.

           ```sh
           docker volume create data
           docker volume ls
           ```

        3. Think about it.

        4. Clean up.

           ```sh
           docker rm -f web
           ```

        """.utf8, to: chapter)
      let out = "\(place.home)/mine"
      let new = try await place.dojo(["lesson", "new", "volumes", "--from", chapter, "--out", out])
      #expect(
        new.output.contains("4 steps: 4 checks guessed, 1 step confirmed by hand."), "\(new.output)"
      )
      #expect(Folders.exists("\(out)/volumes.en.md"))
      let test = try await place.dojo(["lesson", "test", "\(out)/volumes.yaml"])
      #expect(test.status == 0, "\(test.output)")
      #expect(test.output.contains("volumes: proved"))
      let again = try await place.dojo(["lesson", "new", "volumes", "--from", chapter, "--out", out])
      #expect(again.output.contains("is there already"))
      #expect(again.status == 64)
      let named = try await place.dojo(["lesson", "new", "My_Lesson", "--from", chapter, "--out", out])
      #expect(named.status == 64)
    }
  }
}
