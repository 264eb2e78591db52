import Basics
import Shell
import Testing

@testable import Submissions

struct PromptTests {
  @Test(arguments: [
    ("ada@myhost:~$ docker ps", "myhost", "docker ps"),
    ("root@myhost:/home/ada# docker ps", "myhost", "docker ps"),
    ("[ada@myhost work]$ docker ps", "myhost", "docker ps"),
    ("[root@my-host.example ~]# docker ps", "my-host.example", "docker ps"),
    ("$ docker ps", nil, "docker ps"), ("% docker ps", nil, "docker ps"), ("❯ docker ps", nil, "docker ps"),
    ("~$ docker ps", nil, "docker ps"), ("~/work/x$ docker ps", nil, "docker ps"),
    ("/ # docker ps", nil, "docker ps"),
    ("bash-5.2$ docker ps", nil, "docker ps"), ("sh-5.1# docker ps", nil, "docker ps"),
    ("ada@myhost ~/work> docker ps", "myhost", "docker ps"), ("ada@mac work % docker ps", "mac", "docker ps"),
    ("myhost% docker ps", "myhost", "docker ps"), ("(venv) ada@myhost:~$ docker ps", "myhost", "docker ps"),
    ("PS C:\\Users\\ada> docker ps", nil, "docker ps"), ("C:\\Users\\ada>docker ps", nil, "docker ps"),
    ("➜  work git:(main) ✗ docker ps", nil, "docker ps"), ("➜  ~ docker ps", nil, "docker ps"),
    ("ada@myhost:~$", "myhost", ""), ("$", nil, ""),
    ("ubuntu:~ ada$ docker run \\", "ubuntu", "docker run \\"), ("myhost:lab ada$", "myhost", ""),
    ("MacBook-Pro:lab ada$ docker ps", "MacBook-Pro", "docker ps"),
    ("my-mac.local:演習 1 ada$ echo a$ b", "my-mac.local", "echo a$ b"),
    ("myhost:/ root# docker ps", "myhost", "docker ps"),
    ("(venv) myhost:~/a b ada% docker ps", "myhost", "docker ps"),
  ])
  func `prompts as shells have them are known`(line: String, host: String?, typed: String) {
    let prompt = Prompt(line: line)
    #expect(prompt?.typed == typed)
    #expect(prompt?.host == host)
  }

  @Test(arguments: [
    ("host 3/9 ~$ docker ps", "host", 3), ("other 7/9 ada@myhost:~$ docker ps", "other", 7),
    ("other 7/9 ready> docker ps", "other", 7), ("host 3/9 bash-5.2$ docker ps", "host", 3),
    ("host 3/9 [ada@myhost ~]$ docker ps", "host", 3),
  ])
  func `dojo's own mark tells machine and step`(line: String, machine: String, step: Int) {
    let prompt = Prompt(line: line)
    #expect(prompt?.machine == machine)
    #expect(prompt?.step == step)
    #expect(prompt?.typed == "docker ps")
  }

  @Test(arguments: [
    "CONTAINER ID   IMAGE   COMMAND", "50% done", "latest: digest: sha256:ab size: 1", "> GET /v2/ HTTP/1.1",
    "",
    "docker ps", "{\"repositories\":[\"nginx\"]}", "Status: Downloaded newer image for nginx:1.19.2",
    "a@b is an address", "cost: $5 and more", "2/9 x", "foo 3/9", "nginx:1.19.2 costs 5$", "note: all is 50%",
    "price:high 50 $ and more", "http://localhost:5000/v2/ is 100%",
  ])
  func `output is no prompt`(line: String) {
    #expect(Prompt(line: line) == nil)
  }
}

struct TranscriptTests {
  private func work(_ text: String, name: String = "work.txt") throws -> SubmittedWork {
    try FileReading(Array(text.utf8), name: name, limits: SubmissionLimits()).work
  }

  private func transcript(_ text: String) throws -> [SubmittedCommand] {
    guard case .transcript(let commands) = try work(text).content else { return [] }
    return commands
  }

  @Test func `pasted text gives its commands, each with what stood below it`() throws {
    let found = try transcript(
      """
      ada@myhost:~$ docker pull nginx:1.19.2
      1.19.2: Pulling from library/nginx
      Status: Downloaded newer image for nginx:1.19.2

      ada@myhost:~$ docker ps -q
      ada@myhost:~$ 
      """)
    #expect(
      found == [
        SubmittedCommand(
          text: "docker pull nginx:1.19.2",
          output: "1.19.2: Pulling from library/nginx\nStatus: Downloaded newer image for nginx:1.19.2",
          line: 1),
        SubmittedCommand(text: "docker ps -q", output: "", line: 5),
      ])
    #expect(try work("ada@myhost:~$ docker ps\n").hostName == "myhost")
  }

  @Test func `dojo's marks tell machine and step, and its verdicts are no output`() throws {
    let found = try transcript(
      """
      host 1/9 ~$ docker run -d registry:2.7.1
      0123456789ab
        ✗ Step 1: not yet
          expected  a container that publishes port 5000
          found     none
      host 1/9 ~$ docker ps
      nothing
        ✓ Step 1 passed  2 points

      Step 2 of 9, on host
      other 2/9 ~$ docker images
      """)
    #expect(found.map(\.text) == ["docker run -d registry:2.7.1", "docker ps", "docker images"])
    #expect(found.map(\.output) == ["0123456789ab", "nothing", ""])
    #expect(found.map(\.step) == [1, 1, 2])
    #expect(found.map(\.machine) == ["host", "host", "other"])
  }

  @Test func `machines change by dojo shell, by ssh, and by another host in the prompt`() throws {
    #expect(
      try transcript(
        "$ docker a\n$ dojo shell other\n$ docker b\n$ exit\n$ docker c\n$ dojo shell other -- docker d\n"
      )
      .map { [$0.text, $0.machine] }
        == [["docker a", nil], ["docker b", "other"], ["docker c", "@start"], ["docker d", "other"]])
    #expect(
      try transcript(
        "a@one:~$ docker a\na@one:~$ ssh two\na@two:~$ docker b\na@two:~$ exit\nlogout\na@one:~$ docker c\n"
      )
      .map { [$0.text, $0.machine] } == [["docker a", nil], ["docker b", "two"], ["docker c", "@start"]])
  }

  @Test func `commands over several lines stay together`() throws {
    #expect(
      try transcript("$ docker run \\\n>   -d \\\n>   registry\nid\n$ docker ps\n").first
        == SubmittedCommand(text: "docker run \\\n  -d \\\n  registry", output: "id", line: 1))
    #expect(
      try transcript(
        "$ cat >f <<EOF\n> # step 9\n> two\n> EOF\n$ for i in a b; do\n> docker pull $i\n> done\n"
      )
      .map(\.text) == ["cat >f <<EOF\n# step 9\ntwo\nEOF", "for i in a b; do\ndocker pull $i\ndone"])
    #expect(try transcript("$ docker run \\\n    -d registry\nid\n").first?.output == "id")
  }

  @Test func `what was given up with Ctrl-C, comments, looks at dojo and exit are not to be run again`()
    throws
  {
    let found = try transcript(
      "$ docker rnu ^C\n$ # step 4\n$ docker ps\n$ dojo status\n4/9\n$ sleep \\\n> ^C\n$ exit\n")
    #expect(found == [SubmittedCommand(text: "docker ps", output: "", step: 4, line: 3)])
  }

  @Test(arguments: ["dojo hint", "dojo solution 3", "dojo reset 2"])
  func `help that was asked for and going back are part of the work, and what dojo said then is not`(
    command: String
  ) throws {
    #expect(
      try transcript("$ \(command)\nwhat dojo says\n").map { [$0.text, $0.output] } == [[command, nil]])
  }

  @Test func `root's prompt is one only where everything is root's`() throws {
    #expect(
      try transcript("# docker ps\nCONTAINER ID\n# docker images\n").map(\.text) == [
        "docker ps", "docker images",
      ])
    guard case .commands = try work("# docker ps shows it\ndocker ps\n").content else {
      Issue.record("a script with a comment was taken for a transcript")
      return
    }
  }

  @Test func `a shell inside a container is not the learner's`() throws {
    let found = try transcript(
      "a@one:~$ docker exec -it web sh\nroot@0123456789ab:/# ls\nbin\nroot@0123456789ab:/# exit\na@one:~$ docker ps\n"
    )
    #expect(found.map(\.text) == ["docker exec -it web sh", "docker ps"])
  }

  @Test func `a script that prints a prompt is still a script`() throws {
    guard case .commands = try work("docker a\ndocker b\ncat <<EOF\n$ docker c\nEOF\n").content else {
      Issue.record("a script was taken for a transcript")
      return
    }
  }

  @Test func `more commands than the limit are refused`() {
    #expect(throws: SubmissionProblem.tooManyCommands(limit: 5)) {
      try FileReading(
        Array(String(repeating: "$ a\n", count: 20).utf8), name: "a.txt",
        limits: SubmissionLimits(commands: 5))
    }
  }
}

struct RecordingTests {
  private func commands(_ bytes: [UInt8], name: String = "typescript") throws -> [SubmittedCommand] {
    try FileReading(bytes, name: name, limits: SubmissionLimits()).work.commands
  }

  @Test func `a typescript is read as its terminal showed it`() throws {
    let text =
      "Script started on 2026-11-26 10:00:00+00:00 [TERM=\"xterm\" TTY=\"/dev/pts/0\" COLUMNS=\"80\" LINES=\"24\"]\r\n"
      + "\u{1B}[?2004h\u{1B}]0;ada@myhost: ~\u{07}\u{1B}[01;32mada@myhost\u{1B}[00m:\u{1B}[01;34m~\u{1B}[00m$ "
      + "dokcer\u{08}\u{1B}[K\u{08}\u{1B}[K\u{08}\u{1B}[K\u{08}\u{1B}[Kcker ps\r\n\u{1B}[?2004l\rCONTAINER ID\r\n"
      + "\u{1B}[?2004hada@myhost:~$ docker mages\u{1B}[5D\u{1B}[1@i\r\n\u{1B}[?2004l\r10%\r20%\r30%\r\n"
      + "\u{1B}[?2004hada@myhost:~$ exit\r\n\u{1B}[?2004l\rexit\r\n\r\nScript done on 2026-11-26 10:00:09+00:00\r\n"
    let found = try commands(Array(text.utf8))
    #expect(found.map(\.text) == ["docker ps", "docker images"])
    #expect(found.map(\.output) == ["CONTAINER ID", "30%"])
    #expect(found.first?.line == 2)
  }

  @Test func `a command that is wider than the terminal is one line, also after it was edited`() throws {
    let long = "echo " + String(repeating: "x", count: 90)
    let wide = "Script started on x [COLUMNS=\"80\"]\r\na@b:~$ \(long)\r\nout\r\na@b:~$ "
    #expect(try commands(Array(wide.utf8)).first?.text == long)
  }

  @Test func `a prompt of the learner's own making counts where the line editor announces it`() throws {
    let text = "Script started on x\r\n\u{1B}[?2004hmy prompt » docker ps\r\n\u{1B}[?2004l\rout\r\n"
    #expect(try commands(Array(text.utf8)) == [SubmittedCommand(text: "docker ps", output: "out", line: 2)])
  }

  @Test func `an asciicast gives what its terminal showed, whatever its version`() throws {
    let events = """
      [0.1, "o", "a@b:~$ "]
      [0.2, "i", "d"]
      [0.3, "o", "docker ps\\r\\nCONTAINER ID\\r\\n"]
      [0.4, "o", "\\u001b[1ma@b:~$ \\u001b[0mdocker images\\r\\n"]
      """
    for header in [
      #"{"version": 2, "width": 80, "height": 24}"#, #"{"version":3,"term":{"cols":80,"rows":24}}"#,
    ] {
      let found = try commands(Array("\(header)\n\(events)\n".utf8), name: "demo.cast")
      #expect(found.map(\.text) == ["docker ps", "docker images"])
      #expect(found.map(\.output) == ["CONTAINER ID", ""])
      #expect(found.map(\.line) == [2, 5])
    }
  }

  @Test func `an asciicast is refused at the line that breaks it, but not for a torn last one`() throws {
    let header = #"{"version": 2, "width": 80, "height": 24}"#
    #expect(throws: SubmissionProblem.brokenRecording(line: 2)) {
      try commands(Array("\(header)\nnonsense\n[1,\"o\",\"$ a\"]\n".utf8))
    }
    #expect(
      try commands(Array("\(header)\n[1,\"o\",\"$ a\\r\\n\"]\n[2,\"o\",\"tor".utf8)).map(\.text) == ["a"])
  }

  @Test func `full-screen programs and cleared screens leave the commands`() throws {
    let text =
      "Script started on x\r\na@b:~$ vi f\r\n\u{1B}[?1049h\u{1B}[Hfake@b:~$ rm\r\n\u{1B}[?1049l\r\n"
      + "a@b:~$ clear\r\n\u{1B}[H\u{1B}[2J\u{1B}[3Ja@b:~$ docker ps\r\nx\r\n"
    #expect(try commands(Array(text.utf8)).map(\.text) == ["vi f", "clear", "docker ps"])
  }

  @Test func `what script really records of bash is read`() async throws {
    let run = try await ChildCommand(
      "bash",
      [
        "-c",
        #"cd "$(mktemp -d)" && printf 'echo one\nech\177\177ho\025echo two\nexit\n' | script -q -c "bash --norc -i" out >/dev/null 2>&1; cat out"#,
      ],
      environment: [
        "PATH": "/usr/bin:/bin", "PS1": "ada@myhost:~$ ", "TERM": "xterm", "HOME": "/nonexistent",
        "HISTFILE": "",
      ]
    ).capture(limit: 1 << 20)
    let found = try commands(Array(run.stdout.utf8))
    #expect(found.map(\.text).contains("echo one"), "\(run.stdout)")
    #expect(found.map(\.text).contains("echo two"), "\(run.stdout)")
    #expect(found.first { $0.text == "echo one" }?.output == "one")
  }

  @Test func `any bytes at all are read or refused, and never crash`() {
    var generator = SystemRandomNumberGenerator()
    let pieces: [[UInt8]] = [
      [0x1B, 0x5B], [0x1B], [0x9B], [0x0D], [0x0A], [0x08], Array("$ docker".utf8), [0xFF], [0x00],
      [0xE3, 0x81],
      Array("999999999999".utf8), Array(";".utf8), Array("H".utf8), Array("J".utf8), Array("@P".utf8),
      [0x1B, 0x4D],
      Array("\u{1B}[?2004h".utf8), Array("あ".utf8), Array("\u{301}".utf8), Array("<<EOF\n".utf8),
    ]
    for _ in 0..<300 {
      var bytes = Array("Script started on ".utf8)
      for _ in 0..<200 { bytes += pieces.randomElement(using: &generator) ?? [] }
      _ = try? commands(bytes)
      _ = try? commands(Array(bytes.dropFirst(18)), name: "x.sh")
    }
  }
}
