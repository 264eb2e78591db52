import Basics
import Lessons
import Shell
import Submissions
import TestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Submissions that are harmful before anything of them is run: links, devices, archives, names, bundles.
struct HostileFiles {
  /// The folder of the class.
  let folder: String

  /// A file, and what must have become of it.
  struct Expected: Sendable, CustomStringConvertible {
    let learner: String
    let outcome: Outcome

    enum Outcome: Sendable, Equatable {
      case points(Double)
      case unreadable
      /// Graded with nothing, and its claims about itself do not hold.
      case differs
    }

    var description: String { learner }
  }

  static let expected: [Expected] =
    [
      "link-to-passwd", "link-to-zero", "link-to-another", "fifo", "socket", "loop", "deep", "sparse",
      "too-large", "zeroes", "empty", "bomb", "entries", "bundle-deep-manifest",
    ].map { Expected(learner: $0, outcome: .unreadable) }
    + ["zip-of-tricks", "tar-of-tricks", "utf16", "broken-utf8"].map {
      Expected(learner: $0, outcome: .points(2))
    }
    + [
      "bundle-forged", "bundle-of-commands", "bundle-deep-journal", "bundle-huge-words",
      "bundle-other-programs",
    ].map { Expected(learner: $0, outcome: .differs) }
    + names.filter { $0 != ".." && !$0.contains("\r") }.map { Expected(learner: $0, outcome: .points(0)) }

  func write() throws {
    try writeStrangers()
    try writeNames()
    try writeArchives()
    try writeBytes()
    try HostileBundles(folder: folder).write()
  }

  /// Writes an archive of a million entries as a class, and two of one learner: one of very many entries, and one that
  /// unpacks to very much.
  func writeHugeArchives(million: String) async throws {
    let script = """
      cd "$1" && truncate -s 200M bomb.sh && tar cf - bomb.sh | gzip -1 >bomb.tar.gz; rm -f bomb.sh
      mkdir one && : >one/a.sh && tar cf one.tar -C one a.sh && head -c 512 one.tar >one.head
      perl -e 'local $/; my $h = <> x 1000; print $h for 1..300' one.head | gzip -1 >entries.tar.gz; rm -r one one.*
      perl -e 'my ($d, $o) = ("", 0); for (1..1000000) { my $n = sprintf "f%06x.sh", $_; \
      my $s = pack "vvvvvVVVvv", 20, 0, 0, 0, 33, 0, 0, 0, length $n, 0; print "PK\\3\\4$s$n"; \
      $d .= "PK\\1\\2" . pack("v", 20) . $s . pack("vvvVV", 0, 0, 0, 0, $o) . $n; $o += 30 + length $n } \
      print $d, "PK\\5\\6", pack "vvvvVVv", 0, 0, 65535, 65535, length $d, $o, 0' >"$2"
      """
    _ = try await ChildCommand(
      "bash", ["-c", script, "bash", folder, million], environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"]
    ).capture()
  }

  private func path(_ name: String) -> String { "\(folder)/\(name)" }

  private func writeStrangers() throws {
    _ = unsafe symlink("/etc/passwd", path("link-to-passwd.sh"))
    _ = unsafe symlink("/dev/zero", path("link-to-zero.sh"))
    _ = unsafe symlink("honest-1.sh", path("link-to-another.sh"))
    _ = unsafe mkfifo(path("fifo.sh"), 0o644)
    _ = unsafe mknod(path("socket.sh"), S_IFSOCK | 0o644, 0)
    if geteuid() == 0 { _ = unsafe mknod(path("device.sh"), S_IFCHR | 0o644, 0x0105) }
    try Folders.create(path("loop"))
    _ = unsafe symlink("..", path("loop/again"))
    _ = unsafe symlink(".", path("loop/self.sh"))
    var deep = path("deep")
    for _ in 0..<60 {
      try Folders.create(deep)
      deep += "/deep"
    }
    try AtomicFile.write("docker images\n".utf8, to: deep + ".sh")
    let sparse = unsafe open(path("sparse.sh"), O_WRONLY | O_CREAT, 0o644)
    _ = ftruncate(sparse, 1 << 40)
    _ = close(sparse)
  }

  private func writeNames() throws {
    for name in Self.names { try AtomicFile.write("docker images\n".utf8, to: path("\(name).sh")) }
    // Not even text.
    let bytes = Array("\(folder)/".utf8) + [0xFF, 0xFE, 0x80] + Array("bytes.sh".utf8)
    let descriptor = unsafe open(bytes.map { CChar(bitPattern: $0) } + [0], O_WRONLY | O_CREAT, 0o644)
    _ = close(descriptor)
  }

  /// Names of files, and so of learners, that want to be more than that.
  static let names = [
    "=cmd|' !C calc'!A0", "+1+1", "@SUM(A1)", "-2+3", "\u{1B}[2J\u{1B}]0;title\u{7}", "a\nb,c", "x\ty\r",
    "\u{202E}gnp.exe", "<script>alert(1)<!script>", "]]>&\"'", "--to", "%s%n%x", "$(touch MARK)", "..",
  ]

  private func writeArchives() throws {
    var inside = ZipBytes()
    inside.add("../../../../tmp/outside.sh", "echo\n")
    inside.add("/etc/absolute.sh", "echo\n")
    inside.add("work.sh", "docker run -d -p 5000:5000 registry:2.7.1\n")
    inside.add("link.sh", "/etc/passwd", mode: 0o120_777)
    inside.add("device.sh", "", mode: 0o020_644)
    inside.add("a\0b.sh", "echo\n")
    try AtomicFile.write(inside.bytes(), to: path("zip-of-tricks.zip"))
    var tar = TarBytes()
    tar.add("../up.sh", "echo\n")
    tar.add("link.sh", type: "2", target: "/etc/passwd")
    tar.add("hard.sh", type: "1", target: "/etc/passwd")
    tar.add("device.sh", type: "3")
    tar.add("fifo.sh", type: "6")
    tar.add("work.sh", "docker run -d -p 5000:5000 registry:2.7.1\n")
    try AtomicFile.write(tar.gzipped(), to: path("tar-of-tricks.tar.gz"))
  }

  private func writeBytes() throws {
    let work = "docker run -d -p 5000:5000 registry:2.7.1\n"
    try AtomicFile.write(
      [0xFF, 0xFE] + work.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, to: path("utf16.sh"))
    try AtomicFile.write(
      [0x65, 0x63, 0x68, 0x6F, 0x20, 0xFF, 0xC0, 0x80, 0x0A] + work.utf8, to: path("broken-utf8.sh"))
    try AtomicFile.write([UInt8](repeating: 0, count: 100_000), to: path("zeroes.sh"))
    try AtomicFile.write(
      (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 11) }, to: path("noise.sh"))
    try AtomicFile.write([UInt8](), to: path("empty.sh"))
    try AtomicFile.write([UInt8](repeating: 0x61, count: 17 << 20), to: path("too-large.sh"))
  }
}
