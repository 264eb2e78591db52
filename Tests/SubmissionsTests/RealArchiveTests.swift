import Shell
import Testing

@testable import Submissions

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
      survey.contents() == [
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
