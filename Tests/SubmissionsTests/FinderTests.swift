import Archive
import Basics
import Shell
import TestSupport
import Testing

@testable import Submissions

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct ExportNameTests {
  @Test(arguments: [
    ("Lovelace Ada_12345_assignsubmission_file_", "Lovelace Ada", "12345", nil),
    ("Lovelace Ada_12345_assignsubmission_file", "Lovelace Ada", "12345", nil),
    ("山田 太郎_7_assignsubmission_onlinetext", "山田 太郎", "7", nil),
    ("Lovelace Ada_12345_assignsubmission_file_my_work.sh", "Lovelace Ada", "12345", "my_work.sh"),
    ("Participant_9_assignsubmission_file_", nil, "9", nil),
  ])
  func `names of Moodle's export are taken apart`(text: String, name: String?, id: String, file: String?) {
    let moodle = MoodleName(text)
    #expect(moodle?.name == name)
    #expect(moodle?.participant == id)
    #expect(moodle?.file == file)
  }

  @Test(arguments: [
    ("lovelaceada_12_345_work.sh", "lovelaceada", "12", false, "work.sh"),
    ("lovelaceada_LATE_12_345_my_work-1.sh", "lovelaceada", "12", true, "my_work-1.sh"),
    ("lovelaceada_12_text.html", "lovelaceada", "12", false, "text.html"),
    ("anon_Ab3xY_345_work.sh", nil, "anon_Ab3xY", false, "work.sh"),
    ("LATE_anon_Ab3xY_345_work.sh", nil, "anon_Ab3xY", true, "work.sh"),
  ])
  func `names of Canvas's export are taken apart`(
    text: String, name: String?, user: String, isLate: Bool, file: String
  ) {
    let canvas = CanvasName(text)
    #expect(canvas?.name == name)
    #expect(canvas?.user == user)
    #expect(canvas?.isLate == isLate)
    #expect(canvas?.file == file)
  }

  @Test(arguments: [
    "work.sh", "ada_1.sh", "1_2_3", "my_work_2.sh", "_assignsubmission_file_", "a__assignsubmission_x", "",
  ])
  func `other names are neither`(text: String) {
    #expect(MoodleName(text) == nil)
    #expect(CanvasName(text) == nil)
  }

  @Test func `the assignment is what the names of all checkouts share`() {
    #expect(
      ClassroomNames.logins(of: ["lab-1-ada", "lab-1-bob-x"], in: "class", lesson: "l") == [
        "lab-1-ada": "ada", "lab-1-bob-x": "bob-x",
      ])
    #expect(
      ClassroomNames.logins(of: ["lab-1-ada-b", "lab-1-ada-c"], in: "lab-1-submissions", lesson: "l") == [
        "lab-1-ada-b": "ada-b", "lab-1-ada-c": "ada-c",
      ])
    #expect(ClassroomNames.logins(of: ["l-ada"], in: "x", lesson: "l") == ["l-ada": "ada"])
  }
}

/// A class on the disk for one test.
private struct ClassFolder {
  let scratch: ScratchFolder
  var path: String { scratch.path }

  init(_ files: [String: String] = [:]) throws {
    scratch = try ScratchFolder()
    for (name, text) in files { try write(Array(text.utf8), to: name) }
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    if let slash = name.lastIndex(of: "/") { try Folders.create("\(path)/\(name[..<slash])") }
    try AtomicFile.write(bytes, to: "\(path)/\(name)")
  }

  func survey(_ names: [String] = [""]) -> ClassSurvey {
    SubmissionFinder(lesson: "image-registry").survey(names.map { $0.isEmpty ? path : "\(path)/\($0)" })
  }
}

/// What reading gave, by learner: the commands' texts, or the problem.
private func contents(
  _ survey: ClassSurvey, limits: SubmissionLimits = SubmissionLimits()
) -> [String: Result<[String], SubmissionProblem>] {
  let reader = SubmissionReader(survey.submissions, limits: limits)
  var found: [String: Result<[String], SubmissionProblem>] = [:]
  while let (submission, work) = reader.next() {
    found[submission.learner] = work.map { $0.commands.map(\.text) }
  }
  return found
}

struct FinderTests {
  @Test func `in a flat folder each file is a learner's, in natural order`() throws {
    let folder = try ClassFolder([
      "learner10.sh": "c", "learner2.sh": "b", "image-registry-ada.txt": "a", "roster.csv": "x",
      "README.md": "y",
    ])
    let survey = folder.survey()
    #expect(survey.submissions.map(\.learner) == ["ada", "learner2", "learner10"])
    #expect(survey.passedOver.count == 2)
    #expect(
      contents(survey) == ["ada": .success(["a"]), "learner2": .success(["b"]), "learner10": .success(["c"])])
  }

  @Test func `in folders, several files of a learner are one submission, and a transcript says more`() throws
  {
    let folder = try ClassFolder([
      "ada/step10.sh": "docker b", "ada/step2.sh": "docker a", "bob/notes.sh": "docker x",
      "bob/typed.txt": "$ docker y\n",
      "bob/.DS_Store": "x", "cleo/deep/er/work.sh": "docker z", "ada/main.py": "print(1)",
    ])
    let survey = folder.survey()
    #expect(
      contents(survey) == [
        "ada": .success(["docker a", "docker b"]), "bob": .success(["docker y"]),
        "cleo": .success(["docker z"]),
      ])
    let reader = SubmissionReader(survey.submissions)
    _ = reader.next()
    let bob = try reader.next()?.work.get()
    #expect(bob?.passedOver == [PassedOver(name: "bob/notes.sh", reason: .betterFile)])
  }

  @Test func `Moodle's export is read from folders, from flat files and from its zip`() throws {
    let files = [
      "Lovelace Ada_1_assignsubmission_file_/work.sh": "docker a",
      "Babbage Charles_2_assignsubmission_file_/work.sh": "docker b",
      "Hopper Grace_3_assignsubmission_onlinetext_/onlinetext.html":
        "<p>docker run -d<br>docker ps &amp;&amp; ls</p>",
    ]
    let flat = ["Lovelace Ada_1_assignsubmission_file_work.sh": "docker a"]
    var zip = ZipBytes()
    for (name, text) in files.sorted(by: { $0.key < $1.key }) { zip.add("Class-1/\(name)", text) }
    let folder = try ClassFolder(files)
    let expected: [String: Result<[String], SubmissionProblem>] = [
      "Lovelace Ada": .success(["docker a"]), "Babbage Charles": .success(["docker b"]),
      "Hopper Grace": .success(["docker run -d\ndocker ps && ls"]),
    ]
    #expect(contents(folder.survey()) == expected)
    let other = try ClassFolder(flat)
    try other.write(zip.bytes(), to: "export.zip")
    #expect(contents(other.survey(["export.zip"])) == expected)
    #expect(other.survey(["export.zip"]).submissions.first?.identities == ["moodle": "2"])
    _ = unsafe unlink("\(other.path)/export.zip")
    #expect(contents(other.survey()) == ["Lovelace Ada": .success(["docker a"])])
  }

  @Test func `Canvas's export is read, lateness and later attempts included`() throws {
    let folder = try ClassFolder([
      "lovelaceada_LATE_12_100_work.sh": "docker old", "lovelaceada_LATE_12_101_work-1.sh": "docker new",
      "babbage_13_102_step-1.sh": "docker a", "babbage_13_103_step-2.sh": "docker b",
    ])
    let survey = folder.survey()
    #expect(survey.submissions.map(\.isMarkedLate) == [false, true])
    #expect(
      contents(survey) == [
        "lovelaceada": .success(["docker new"]), "babbage": .success(["docker a", "docker b"]),
      ])
  }

  @Test func `GitHub Classroom's checkouts are read without what git keeps`() throws {
    let folder = try ClassFolder([
      "lab-submissions/lab-ada/.git/config": "docker evil", "lab-submissions/lab-ada/work.sh": "docker a",
      "lab-submissions/lab-ada/README.md": "```sh\ndocker readme\n```",
      "lab-submissions/lab-ada/ci.yml": "on: push",
      "lab-submissions/lab-bob-x/.git/config": "x", "lab-submissions/lab-bob-x/work.sh": "docker b",
    ])
    let whole = folder.survey()
    #expect(contents(whole) == ["ada": .success(["docker a"]), "bob-x": .success(["docker b"])])
    #expect(whole.submissions.first?.identities == ["github": "ada", "repository": "lab-ada"])
    let single = folder.survey(["lab-submissions/lab-ada", "lab-submissions/lab-bob-x"])
    #expect(contents(single) == contents(whole))
  }

  @Test func `several folders on the command line are a learner's each`() throws {
    let folder = try ClassFolder([
      "ada/one.sh": "docker a", "ada/two.sh": "docker b", "bob/one.sh": "docker c",
    ])
    #expect(
      contents(folder.survey(["ada", "bob"])) == [
        "ada": .success(["docker a", "docker b"]), "bob": .success(["docker c"]),
      ])
  }

  @Test func `a bundle is known among other files, in a folder and in a zip, and the latest counts`() throws {
    func bundle(_ created: Int64) throws -> [UInt8] {
      try Bundle.packed(
        lesson: "image-registry", lessonDigest: "d", tool: "t", learner: "ada", created: created,
        environment: .init(system: "linux", host: "mypc", shell: "bash", language: "en", docker: "practice"),
        journal: [], verdicts: [])
    }
    let folder = try ClassFolder(["ada/work.sh": "docker a"])
    try folder.write(bundle(1), to: "ada/image-registry-ada.dojo")
    try folder.write(bundle(2), to: "ada/image-registry-ada (1).dojo")
    let work = try SubmissionReader(folder.survey().submissions).next()?.work.get()
    guard case .bundle(let latest) = work?.content else {
      Issue.record("no bundle: \(String(describing: work))")
      return
    }
    #expect(latest.manifest.created == 2)
    #expect(work?.hostName == "mypc")
    #expect(work?.passedOver.map(\.reason) == [.betterFile, .earlierAttempt])
    let flat = try ClassFolder()
    try flat.write(bundle(1), to: "image-registry-ada.dojo")
    #expect(flat.survey().submissions.map(\.learner) == ["ada"])
    #expect(flat.survey(["image-registry-ada.dojo"]).submissions.map(\.learner) == ["ada"])
  }

  @Test func `an archive that a learner handed in is opened once, and no further`() throws {
    var (inner, outer) = (ZipBytes(), ZipBytes())
    inner.add("deep.sh", "docker deep")
    outer.add("work/one.sh", "docker a")
    outer.add("work/two.sh", "docker b")
    outer.add("__MACOSX/work/._one.sh", "x")
    outer.add(name: Array("inner.zip".utf8), inner.bytes())
    let folder = try ClassFolder()
    try folder.write(outer.bytes(), to: "ada/work.zip")
    #expect(contents(folder.survey()) == ["ada": .success(["docker a", "docker b"])])
  }
}

struct RealArchiveTests {
  /// Packs three learners' folders with a program of the system, where it is installed, and reads the archive.
  private func check(_ command: String, archive: String) async throws {
    let folder = try ClassFolder([
      "class/ada/work.sh": "docker a", "class/bob/work.sh": "docker b", "class/山田/作業.sh": "docker c",
    ])
    _ = unsafe symlink("/etc/passwd", "\(folder.path)/class/bob/linked.sh")
    let run = try await ChildCommand(
      "sh", ["-c", "cd \(folder.path) && \(command)"],
      environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
    ).capture(limit: 1 << 16)
    defer { _ = unsafe unlink("\(folder.path)/class/bob/linked.sh") }
    guard run.status != 127 else { return }
    let survey = folder.survey([archive])
    #expect(
      contents(survey) == [
        "ada": .success(["docker a"]), "bob": .success(["docker b"]), "山田": .success(["docker c"]),
      ])
  }

  @Test(arguments: [
    ("zip -qry class.zip class", "class.zip"), ("tar czf class.tgz class", "class.tgz"),
    ("tar --format=pax -cf class.tar class", "class.tar"),
    ("cd class && zip -qry ../class.zip .", "class.zip"),
  ])
  func `archives that real programs pack are read`(command: String, archive: String) async throws {
    try await check(command, archive: archive)
  }
}

struct HostileTextTests {
  @Test(arguments: ["<", "<a ", "&", "<script>", "\u{1B}[", "a:5/", "\"", "$ ", "> ", "(", "あ"])
  func `a flood of anything is read or refused`(piece: String) {
    let flood = Array(String(repeating: piece, count: 60_000).utf8)
    for name in ["a.html", "a.sh", "a.md", "a.cast"] {
      _ = try? FileReading(flood, name: name, limits: SubmissionLimits())
    }
  }
}

struct HostileFolderTests {
  @Test func `links, pipes and folder loops are not followed, and hold nobody up`() throws {
    let folder = try ClassFolder(["good/work.sh": "docker a", "secret.txt": "docker secret"])
    _ = unsafe symlink("\(folder.path)/secret.txt", "\(folder.path)/linked.sh")
    _ = unsafe mkdir("\(folder.path)/loop", 0o755)
    _ = unsafe symlink("..", "\(folder.path)/loop/up")
    _ = unsafe mkfifo("\(folder.path)/pipe.sh", 0o644)
    _ = unsafe mkdir("\(folder.path)/closed", 0o755)
    let found = contents(folder.survey())
    #expect(found["good"] == .success(["docker a"]))
    #expect(found["linked"] == .failure(.link))
    #expect(found["loop"] == .failure(.link))
    #expect(found["pipe"] == .failure(.special))
    for name in ["linked.sh", "loop/up", "pipe.sh"] { _ = unsafe unlink("\(folder.path)/\(name)") }
  }

  @Test func `what is exchanged for a link or a pipe after it was found is not read`() throws {
    let folder = try ClassFolder([
      "ada/work.sh": "docker a", "bob.sh": "docker b", "cleo.sh": "docker c", "s/x": "y",
    ])
    let survey = folder.survey()
    _ = unsafe unlink("\(folder.path)/bob.sh")
    _ = unsafe mkfifo("\(folder.path)/bob.sh", 0o644)
    _ = unsafe unlink("\(folder.path)/cleo.sh")
    _ = unsafe rename("\(folder.path)/ada", "\(folder.path)/elsewhere")
    _ = unsafe symlink("elsewhere", "\(folder.path)/ada")
    let found = contents(survey)
    #expect(found["bob"] == .failure(.special))
    #expect(found["cleo"] == .failure(.vanished))
    #expect(found["ada"] == .failure(.vanished))
    for name in ["bob.sh", "ada"] { _ = unsafe unlink("\(folder.path)/\(name)") }
  }

  @Test func `names that no terminal should see are shown harmlessly, and names that are no text are read`()
    throws
  {
    let folder = try ClassFolder(["a\u{1B}[31mred\u{07}.sh": "docker a"])
    let raw: [UInt8] = [0xFF, 0xFE, 0x2E, 0x73, 0x68]
    let path = Array("\(folder.path)/".utf8) + raw + [0]
    let descriptor = unsafe open(path.map { CChar(bitPattern: $0) }, O_CREAT | O_WRONLY, 0o644)
    _ = unsafe write(descriptor, "docker b", 8)
    _ = close(descriptor)
    let survey = folder.survey()
    #expect(survey.submissions.count == 2)
    #expect(survey.submissions.allSatisfy { !$0.path.unicodeScalars.contains("\u{1B}") })
    #expect(Set(contents(survey).values.compactMap { try? $0.get() }) == [["docker a"], ["docker b"]])
    _ = unsafe unlink(path.map { CChar(bitPattern: $0) })
  }

  @Test func `files that are too large, empty, pictures or without commands are refused each for its reason`()
    throws
  {
    let folder = try ClassFolder([
      "large.sh": String(repeating: "docker ps\n", count: 200), "empty.sh": "",
      "picture.sh": "\u{0}\u{1}\u{2}",
      "comment.sh": "# nothing\n", "good.sh": "docker a", "table.yml": "a: b",
    ])
    let limits = SubmissionLimits(fileBytes: 1_000)
    let survey = SubmissionFinder(lesson: "l", limits: limits).survey([folder.path])
    let found = contents(survey, limits: limits)
    #expect(found["large"] == .failure(.tooLarge(limit: 1_000)))
    #expect(found["empty"] == .failure(.empty))
    #expect(found["picture"] == .failure(.notText))
    #expect(found["comment"] == .failure(.noCommands))
    #expect(found["table"] == .failure(.noCommands))
    #expect(found["good"] == .success(["docker a"]))
  }

  @Test func `what an archive hides is refused, and the others in it are graded`() throws {
    var zip = ZipBytes()
    zip.add("good/work.sh", "docker a")
    zip.add("linked/work.sh", "/etc/passwd", mode: 0o120_777)
    zip.add("../../escape.sh", "docker evil")
    zip.add("twice/work.sh", "docker b")
    zip.add("twice/work.sh", "docker c")
    let folder = try ClassFolder()
    try folder.write(zip.bytes(), to: "class.zip")
    let survey = folder.survey(["class.zip"])
    let found = contents(survey)
    #expect(found["good"] == .success(["docker a"]))
    #expect(found["linked"] == .failure(.entry(.symbolicLink)))
    #expect(found["twice"] == .success(["docker b"]))
    #expect(survey.passedOver.map(\.name) == ["../../escape.sh"])
  }

  @Test func `an archive that breaks off gives what came before`() throws {
    var tar = TarBytes()
    tar.add("ada/work.sh", "docker a")
    tar.add("bob/work.sh", "docker b")
    let folder = try ClassFolder()
    try folder.write(Array(tar.bytes().prefix(1_200)), to: "class.tar")
    let survey = folder.survey(["class.tar", "nothing-here"])
    #expect(contents(survey)["ada"] == .success(["docker a"]))
    #expect(survey.passedOver.contains { $0.reason == .problem(.vanished) })
  }

  @Test func `too many entries end the search with a reason`() throws {
    let folder = try ClassFolder(["1.sh": "a", "2.sh": "b", "3.sh": "c"])
    let survey = SubmissionFinder(lesson: "l", limits: SubmissionLimits(entries: 2)).survey([folder.path])
    #expect(survey.submissions.count == 2)
    #expect(survey.passedOver.map(\.reason) == [.problem(.tooManyFiles(limit: 2))])
  }
}
