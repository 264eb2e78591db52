import Testing

@testable import Shell

@Suite struct ProcessorsTests {
  @Test(arguments: [
    ("0-3", [0, 1, 2, 3]), ("\t0,2\n", [0, 2]), ("1-2,7", [1, 2, 7]), ("5", [5]), ("", []), ("3-1,x", []),
  ])
  func `the system's list of processors is read, and what is no number left out`(
    list: String, numbers: [Int]
  ) {
    #expect(Processors.numbers(in: list) == numbers)
  }

  @Test func `children are bound to one processor after the other`() {
    let processors = Processors(numbers: [4, 6], taskset: "/usr/bin/taskset")
    let command = ChildCommand("/bin/true", ["x"], environment: ["A": "b"], workingDirectory: "/")
    let bound = (0..<3).map { processors.command(command, turn: $0) }
    #expect(bound.map { $0.arguments[1] } == ["4", "6", "4"])
    #expect(bound[0].executable == "/usr/bin/taskset")
    #expect(bound[0].arguments.suffix(2) == ["/bin/true", "x"])
    #expect(bound[0].environment == command.environment && bound[0].workingDirectory == "/")
  }

  @Test func `without taskset, or where processors are not known, children run where they like`() {
    let command = ChildCommand("/bin/true", environment: [:])
    #expect(Processors(numbers: [0], taskset: nil).command(command, turn: 1) == command)
    #expect(Processors(numbers: [], taskset: "/usr/bin/taskset").command(command, turn: 1) == command)
  }

  @Test func `a bound child runs on that processor alone`() async throws {
    let processors = Processors.own(searchPath: "/usr/bin:/bin")
    guard let last = processors.numbers.last, processors.numbers.count > 1 else { return }
    let shown = ChildCommand(
      "grep", ["^Cpus_allowed_list", "/proc/self/status"], environment: ["PATH": "/usr/bin:/bin"])
    let outcome = try await processors.command(shown, turn: processors.numbers.count - 1).capture()
    #expect(outcome.stdout == "Cpus_allowed_list:\t\(last)\n" || outcome.stdout.hasSuffix("-\(last)\n"))
  }
}

@Suite struct `The load of the processors` {
  @Test(arguments: [
    ("0.20 0.18 0.12 1/80 11206\n", 2, 1.0), ("9.1 8.0 7.0 8/213 3239\n", 2, 0.25), ("1 1 1 4/9 1\n", 4, 1),
    ("", 2, 1), ("1 1 1 x/y 1", 2, 1),
  ])
  func `leaves each program a part of one, or a whole one`(text: String, processors: Int, share: Double) {
    #expect(ProcessorLoad.share(by: text, processors: processors, own: 1) == share)
  }

  @Test(arguments: [(0, 0.25), (1, 0.25), (5, 0.5), (7, 1), (8, 1), (100, 1)])
  func `is not what programs take from others of their own`(own: Int, share: Double) {
    #expect(ProcessorLoad.share(by: "9.1 8.0 7.0 8/213 3239\n", processors: 2, own: own) == share)
  }
}
