import Archive
import Basics
import TestSupport
import Testing

@testable import Submissions

struct BundleTests {
  private let environment = BundleEnvironment(
    system: "linux", host: "myhost", shell: "bash", language: "ja", docker: "practice")
  private let verdicts = [
    BundleVerdict(step: "one", isPassed: true, earned: 1.5, hints: 2, isSolutionShown: false),
    BundleVerdict(step: "another", isPassed: false, earned: 0, hints: 0, isSolutionShown: true),
  ]
  private let journal = Array("{\"at\":1,\"event\":\"sitting-ended\"}\n".utf8)

  private func packed(created: Int64 = 1_700_000_000_000) throws -> [UInt8] {
    try Bundle.packed(
      lesson: "image-registry", lessonDigest: "sha256:00", tool: "dojo 0", learner: "山田", created: created,
      environment: environment, journal: journal, verdicts: verdicts)
  }

  /// A bundle whose files may be anything.
  private func made(_ files: [(String, String)]) throws -> [UInt8] {
    try ZipFile.bytes(of: files.map { .init(name: $0.0, bytes: Array($0.1.utf8)) })
  }

  @Test func `what was packed is read back, verdicts in the order of the lesson`() throws {
    let bundle = try Bundle(reading: packed())
    #expect(bundle.manifest.learner == "山田")
    #expect(bundle.manifest.environment == environment)
    #expect(bundle.manifest.created == 1_700_000_000_000)
    #expect(bundle.journal == journal)
    #expect(bundle.verdicts == verdicts)
  }

  @Test func `the same content gives the same bytes, and a bundle is known by how it begins`() throws {
    let bytes = try packed()
    #expect(try packed() == bytes)
    #expect(try packed(created: 1) != bytes)
    #expect(Bundle.isBundle(bytes))
    #expect(try !Bundle.isBundle(made([("work.sh", "docker ps")])))
  }

  @Test func `a file that was changed after packing is refused`() throws {
    let read = try members(of: packed()).map { ($0.0, $0.0 == "journal.jsonl" ? "{}\n" : $0.1) }
    #expect(throws: BundleProblem.changedFile("journal.jsonl")) { try Bundle(reading: made(read)) }
  }

  @Test func `files that are missing, come too many, or stand in the wrong place are refused`() throws {
    let whole = try members(of: packed())
    #expect(throws: BundleProblem.missingFile("verdicts.json")) {
      try Bundle(reading: made(Array(whole.dropLast())))
    }
    #expect(throws: BundleProblem.extraFile("more.txt")) {
      try Bundle(reading: made(whole + [("more.txt", "")]))
    }
    #expect(throws: BundleProblem.noManifest) { try Bundle(reading: made(whole.reversed())) }
    var zip = ZipBytes()
    for (name, text) in whole { zip.add(name, text) }
    zip.add("../../.bashrc", "evil")
    #expect(throws: BundleProblem.entry("../../.bashrc", .climbingName)) { try Bundle(reading: zip.bytes()) }
  }

  @Test func `a manifest of another schema, or none at all, is refused`() throws {
    #expect(throws: BundleProblem.unknownSchema("dojo.submission/2")) {
      try Bundle(reading: made([("manifest.json", "{\"schema\":\"dojo.submission/2\"}")]))
    }
    for text in ["", "[]", "{}", "{\"schema\":\"dojo.submission/1\"}", "\u{0}"] {
      #expect(throws: BundleProblem.unreadableFile("manifest.json")) {
        try Bundle(reading: made([("manifest.json", text)]))
      }
    }
    #expect(throws: BundleProblem.archive(.notAnArchive)) { try Bundle(reading: Array("docker ps".utf8)) }
  }

  @Test func `a manifest cannot name files of its own`() throws {
    let manifest = """
      {"schema":"dojo.submission/1","lesson":"l","lesson_digest":"d","tool":"t","learner":"a","created":1,\
      "environment":{"system":"linux","host":"h","shell":"bash","language":"en","docker":"practice"},\
      "files":[{"path":"/etc/passwd","size":0,"sha256":""}]}
      """
    #expect(throws: BundleProblem.extraFile("/etc/passwd")) {
      try Bundle(reading: made([("manifest.json", manifest)]))
    }
  }

  @Test(arguments: [
    ("ada", "image-registry-ada.dojo"), ("山田 太郎", "image-registry-山田-太郎.dojo"),
    ("../../etc/passwd", "image-registry-etc-passwd.dojo"), ("a\u{1B}[31mb", "image-registry-a--31mb.dojo"),
    ("  ", "image-registry-learner.dojo"), ("..", "image-registry-learner.dojo"),
  ])
  func `the file is named after lesson and learner, whatever the learner is called`(
    name: String, file: String
  ) {
    #expect(Bundle.fileName(lesson: "image-registry", learner: name) == file)
  }

  private func members(of bytes: [UInt8]) throws -> [(String, String)] {
    var members: [(String, String)] = []
    var reader = try ArchiveReader(bytes: bytes, limits: ArchiveLimits())
    while let entry = try reader.next() {
      members.append((entry.name, String(decoding: try reader.read().get(), as: UTF8.self)))
    }
    return members
  }
}

struct LessonDigestTests {
  @Test func `the checks file decides when there is one, however its lines end`() {
    let one = LessonDigest.of([("l/chapter.ja.md", "あ"), ("l/checks.yaml", "a: 1\nb: 2\n")])
    let other = LessonDigest.of([("other.md", "い"), ("checks.yml", "a: 1\r\nb: 2\r\n")])
    #expect(one == other)
    #expect(one.hasPrefix("sha256:") && one.utf8.count == 71)
    #expect(LessonDigest.of([("checks.yaml", "a: 1\nb: 3\n")]) != one)
  }

  @Test func `without checks all chapters count, in order`() {
    let one = LessonDigest.of([("1.md", "a\r\n"), ("2.md", "b\n")])
    #expect(one == LessonDigest.of([("1.md", "a\n"), ("2.md", "b\n")]))
    #expect(one != LessonDigest.of([("2.md", "b\n"), ("1.md", "a\n")]))
  }

  @Test func `the digest is the one that sha256sum gives`() {
    #expect(
      LessonDigest.of([("c.yaml", "hello\n")])
        == "sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03")
  }
}
