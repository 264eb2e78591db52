import Testing

@testable import Submissions

struct StepMarkTests {
  @Test(arguments: [
    ("# step 3", 3, nil), ("# Step 3: run it", 3, nil), ("#step 12", 12, nil), ("# 手順3", 3, nil),
    ("## 手順 ３：起動する", 3, nil), ("### 3.", 3, nil), ("# 3)", 3, nil), ("# 3: pull", 3, nil),
    ("  # STEP 4", 4, nil), ("# step 7 on other", 7, "other"), ("# Step 7: pull on other:", 7, "other"),
    ("# 手順7 on other", 7, "other"),
  ])
  func `a comment that names a step is a mark`(line: String, step: Int, machine: String?) {
    #expect(StepMark(line: line) == .step(step, machine: machine))
  }

  @Test(arguments: [
    ("# on other", StepMark.machine("other")), ("# machine: other", .machine("other")),
    ("# マシン: other", .machine("other")), ("# host: my-pc.local", .host("my-pc.local")),
    ("# ホスト名：mypc", .host("mypc")),
  ])
  func `a comment that names a machine or the host is a mark`(line: String, mark: StepMark) {
    #expect(StepMark(line: line) == mark)
  }

  @Test(arguments: [
    "# 3 containers must run", "# steps to do", "# step by step", "# on the other hand", "#!/bin/sh",
    "docker run # step 3", "# machine: the other one", "# stepping 3", "# 2026-01-01", "# 10.0.0.1", "", "#",
    "# on", "# step 1234",
  ])
  func `any other line is none`(line: String) {
    #expect(StepMark(line: line) == nil)
  }
}

struct CommandFileTests {
  private func segments(_ text: String) throws -> [SubmittedCommand] {
    try CommandFile(text, limits: SubmissionLimits()).segments
  }

  @Test func `text without marks is one segment, comments and all`() throws {
    let text = "#!/bin/bash\nset -u\n\n# start it\ndocker run -d registry\n"
    #expect(try segments(text) == [SubmittedCommand(text: String(text.dropLast()), line: 1)])
  }

  @Test func `marks split it, and each segment knows its step and its first line`() throws {
    let found = try segments("# step 1\ndocker a\ndocker b\n\n# 手順2\n\ndocker c\n# step 3\n# nothing here\n")
    #expect(
      found == [
        SubmittedCommand(text: "docker a\ndocker b", step: 1, line: 2),
        SubmittedCommand(text: "docker c", step: 2, line: 7),
      ])
  }

  @Test func `a machine lasts until the next step or the next machine`() throws {
    let found = try segments(
      """
      # step 6
      docker a
      # on other
      docker b
      # machine: host
      docker c
      # step 7 on other
      docker d
      # step 8
      docker e
      """)
    #expect(found.map(\.machine) == [nil, "other", "host", "other", nil])
    #expect(found.map(\.step) == [6, 6, 6, 7, 8])
  }

  @Test func `entering and leaving a machine are no commands, and what follows is on the first again`() throws
  {
    let found = try segments(
      "docker a\ndojo shell other\ndocker b\nexit\ndocker c\nssh -p 2 me@third\ndocker d\nexit\n")
    #expect(found.map(\.text) == ["docker a", "docker b", "docker c", "docker d"])
    #expect(found.map(\.machine) == [nil, "other", SubmittedCommand.startMachine, "third"])
  }

  @Test func `marks inside here-documents, quotations and continued lines are text`() throws {
    let document = "cat >f <<'EOF'\n# step 2\nexit\nEOF\ndocker a"
    #expect(try segments(document).map(\.text) == [document])
    let indented = "cat <<-END\n\t# step 2\n\tEND\n# step 3\ndocker b"
    #expect(try segments(indented).map(\.step) == [nil, 3])
    let quoted = "echo \"one\n# step 2\ntwo\"\ndocker a"
    #expect(try segments(quoted).map(\.text) == [quoted])
    let continued = "docker run \\\n# step 2\ndocker a"
    #expect(try segments(continued).map(\.text) == [continued])
    let block = "for i in 1 2; do\n# step 2\ndocker pull $i\ndone\n# step 3\ndocker b"
    #expect(try segments(block).map(\.step) == [nil, 3])
  }

  @Test func `quotation marks in comments and here-strings do not swallow the marks after them`() throws {
    let text = "# don't worry\ndocker a # it's fine\ncat <<< word\necho $((1<<2))\n# step 2\ndocker b"
    #expect(try segments(text).map(\.step) == [nil, 2])
  }

  @Test func `text without a command is refused`() {
    for text in ["\n\n", "# only a comment\n", "# step 1\n# step 2\n"] {
      #expect(throws: SubmissionProblem.noCommands) { try segments(text) }
    }
  }

  @Test func `too many lines are refused`() {
    #expect(throws: SubmissionProblem.tooManyLines(limit: 10)) {
      try CommandFile(String(repeating: "a\n", count: 11), limits: SubmissionLimits(lines: 10))
    }
  }

  @Test func `the learner's own host name can be said`() throws {
    let file = try CommandFile("# host: mypc\ndocker push mypc:5000/x\n", limits: SubmissionLimits())
    #expect(file.hostName == "mypc")
  }
}

struct HostNamesTests {
  @Test(arguments: [
    ("docker push my-pc:5000/nginx:1.19.2", ["my-pc"]),
    ("curl http://my-pc.local:5000/v2/_catalog", ["my-pc.local"]),
    ("docker tag nginx localhost:5000/nginx && docker pull a1:5000/nginx", ["a1"]),
    ("docker run -v /a:/b -p 5000:5000 127.0.0.1:5000/x", []), ("curl 192.168.1.5:5000/v2/", ["192.168.1.5"]),
    ("docker pull docker.io:443/x; docker run nginx:1.19.2", []),
    ("docker tag nginx $(hostname):5000/nginx", []),
    ("curl a:5000/x b:5000/y a:5000/z", ["a", "b"]), ("curl a:5000/x b:5000/y b:5000/z", ["b", "a"]),
    ("docker tag nginx my_host:5000/x", ["my_host"]), ("docker push a/b:5000/x", []),
    ("docker push 名前pc:5000/x", []),
    ("docker push _x:5000/x http://a:5000/", ["_x", "a"]),
  ])
  func `names before a port and a path may be the host's, first of all the one that is used most`(
    command: String, names: [String]
  ) {
    #expect(HostNames.candidates(in: [SubmittedCommand(text: command, line: 1)]) == names)
  }
}
