import Lessons
import Testing

/// The image-registry chapter in both languages.
struct ChapterTests {
  @Test func `both chapters have nine steps with the same ids, machines and points`() throws {
    let (english, japanese) = (try Scene.read("en"), try Scene.read("ja"))
    #expect(english.steps.map(\.number) == Array(1...9))
    #expect(english.steps.map(\.id) == japanese.steps.map(\.id))
    #expect(english.steps.map(\.machine) == japanese.steps.map(\.machine))
    #expect(
      english.steps.map(\.machine.text) == Array(repeating: "host", count: 6) + ["other", "other", "host"])
    #expect(english.points == 15)
  }

  @Test(arguments: ["en", "ja"]) func `each step has a ladder of hints, a solution, checks and diagnoses`(
    _ language: String
  ) throws {
    for step in try Scene.read(language).steps {
      let inline = [3, 5].contains(step.number) ? 1 : 0
      #expect((2...3).contains(step.hints.count - inline), "step \(step.number): \(step.hints.count) hints")
      #expect(step.solution?.commands.isEmpty == false)
      #expect(!step.checks.isEmpty && !step.diagnoses.isEmpty)
    }
  }

  @Test func `solutions are the same in both languages, with their blanks filled in`() throws {
    let (english, japanese) = (try Scene.read("en"), try Scene.read("ja"))
    let commands = english.steps.map { $0.solution?.commands.map(\.line) ?? [] }
    #expect(commands == japanese.steps.map { $0.solution?.commands.map(\.line) ?? [] })
    #expect(commands[2] == ["docker tag nginx:1.19.2 nova:5000/testimage:v1"])
    #expect(commands[8] == ["docker rm -f `docker ps -a -q`"])
  }
}
