import Archive
import TestSupport
import Testing

@testable import Submissions

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct HostileFolderTests {
  @Test func `links, pipes and folder loops are not followed, and hold nobody up`() throws {
    let folder = try ClassFolder(["good/work.sh": "docker a", "secret.txt": "docker secret"])
    _ = unsafe symlink("\(folder.path)/secret.txt", "\(folder.path)/linked.sh")
    _ = unsafe mkdir("\(folder.path)/loop", 0o755)
    _ = unsafe symlink("..", "\(folder.path)/loop/up")
    _ = unsafe mkfifo("\(folder.path)/pipe.sh", 0o644)
    _ = unsafe mkdir("\(folder.path)/closed", 0o755)
    let found = folder.survey().contents()
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
    let found = survey.contents()
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
    #expect(Set(survey.contents().values.compactMap { try? $0.get() }) == [["docker a"], ["docker b"]])
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
    let found = survey.contents(limits: limits)
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
    let found = survey.contents()
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
    #expect(survey.contents()["ada"] == .success(["docker a"]))
    #expect(survey.passedOver.contains { $0.reason == .problem(.vanished) })
  }

  @Test func `too many entries end the search with a reason`() throws {
    let folder = try ClassFolder(["1.sh": "a", "2.sh": "b", "3.sh": "c"])
    let survey = SubmissionFinder(lesson: "l", limits: SubmissionLimits(entries: 2)).survey([folder.path])
    #expect(survey.submissions.count == 2)
    #expect(survey.passedOver.map(\.reason) == [.problem(.tooManyFiles(limit: 2))])
  }
}
