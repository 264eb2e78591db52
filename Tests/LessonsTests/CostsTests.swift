import Basics
import Lessons
import Testing

/// What hints and solutions take off.
struct CostsTests {
  private func costs(_ yaml: String) throws -> [Costs] {
    let chapter = "1. one\n2. two\n3. three\n"
    let files = LessonFiles(inMemory: ["c.md": chapter, "c.yaml": "lesson: a\n" + yaml])
    return try ChapterFiles(files: files).load(path: "c.md", language: "en").steps.map(\.costs)
  }

  @Test func `help is free unless the checks file says`() throws {
    #expect(try costs("steps: [{id: x}]") == [.none, .none, .none])
  }

  @Test func `a step says otherwise key by key, and steps that are left out cost what the file says`() throws
  {
    let costs = try costs(
      "costs: {hint: 10%, solution: 100%}\nsteps: [{id: x}, {id: y, costs: {hint: 0%}}]")
    #expect(
      costs == [
        Costs(hint: Percentage(10), solution: Percentage(100)), Costs(solution: Percentage(100)),
        Costs(hint: Percentage(10), solution: Percentage(100)),
      ])
  }

  @Test(arguments: [
    (4.0, 0, false, 4.0), (4.0, 1, false, 3.5), (4.0, 3, false, 2.5), (4.0, 0, true, 2.0),
    (4.0, 2, true, 1.0), (4.0, 9, true, 0.0), (1.0, 0, true, 0.0), (0.0, 0, false, 0.0),
    (2.0, -1, false, 2.0),
  ])
  func `each share is of what the step is worth, and no step falls below 0`(
    earned: Double, hints: Int, isSolutionShown: Bool, left: Double
  ) throws {
    let costs = try costs("costs: {hint: 12.5%, solution: 50%}\nsteps: [{id: x}]")[0]
    #expect(costs.left(of: earned, possible: 4, hints: hints, isSolutionShown: isSolutionShown) == left)
  }

  @Test(arguments: ["0%", "5%", "12.5%", "0.25%", "33.33%", "0.05%", "100%"])
  func `a percentage is exact and reads as it was written`(text: String) throws {
    let costs = try costs("costs: {hint: \(text)}\nsteps: [{id: x}]")
    #expect(costs[0].hint.description == text)
  }

  @Test(arguments: ["5", "%", "1e1%", "5 %", "100.01%", "0.125%", "-1%", "５%", "1.%", ".5%", "99999999999%"])
  func `what is no percentage is refused`(text: String) {
    #expect(throws: LessonError.self) { try costs("costs: {hint: \(text)}\nsteps: [{id: x}]") }
  }
}
