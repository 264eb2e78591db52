import Archive
import TestSupport
import Testing

@testable import Submissions

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
      survey.contents() == [
        "ada": .success(["a"]), "learner2": .success(["b"]), "learner10": .success(["c"]),
      ])
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
      survey.contents() == [
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
    #expect(folder.survey().contents() == expected)
    let other = try ClassFolder(flat)
    try other.write(zip.bytes(), to: "export.zip")
    #expect(other.survey(["export.zip"]).contents() == expected)
    #expect(other.survey(["export.zip"]).submissions.first?.identities == ["moodle": "2"])
    _ = unsafe unlink("\(other.path)/export.zip")
    #expect(other.survey().contents() == ["Lovelace Ada": .success(["docker a"])])
  }

  @Test func `Canvas's export is read, lateness and later attempts included`() throws {
    let folder = try ClassFolder([
      "lovelaceada_LATE_12_100_work.sh": "docker old", "lovelaceada_LATE_12_101_work-1.sh": "docker new",
      "babbage_13_102_step-1.sh": "docker a", "babbage_13_103_step-2.sh": "docker b",
    ])
    let survey = folder.survey()
    #expect(survey.submissions.map(\.isMarkedLate) == [false, true])
    #expect(
      survey.contents() == [
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
    #expect(whole.contents() == ["ada": .success(["docker a"]), "bob-x": .success(["docker b"])])
    #expect(whole.submissions.first?.identities == ["github": "ada", "repository": "lab-ada"])
    let single = folder.survey(["lab-submissions/lab-ada", "lab-submissions/lab-bob-x"])
    #expect(single.contents() == whole.contents())
  }

  @Test func `several folders on the command line are a learner's each`() throws {
    let folder = try ClassFolder([
      "ada/one.sh": "docker a", "ada/two.sh": "docker b", "bob/one.sh": "docker c",
    ])
    #expect(
      folder.survey(["ada", "bob"]).contents() == [
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
    #expect(folder.survey().contents() == ["ada": .success(["docker a", "docker b"])])
  }
}
