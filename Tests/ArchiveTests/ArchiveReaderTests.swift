import Archive
import Basics
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What `contents` found in an archive: each file's text, or why an entry was refused.
private struct Contents: Equatable {
  var files: [String: String] = [:]
  var order: [String] = []
  var refusals: [String: EntryRefusal] = [:]
}

private func contents(
  _ reader: consuming ArchiveReader, wanted: (String) -> Bool = { _ in true }
) throws -> Contents {
  var contents = Contents()
  while let entry = try reader.next() {
    switch entry.kind {
    case .folder: break
    case .refused(let refusal): contents.refusals[entry.name] = refusal
    case .file where wanted(entry.name):
      contents.order.append(entry.name)
      switch try reader.read() {
      case .success(let bytes): contents.files[entry.name] = String(decoding: bytes, as: UTF8.self)
      case .failure(let refusal): contents.refusals[entry.name] = refusal
      }
    case .file: break
    }
  }
  return contents
}

/// Whether `descriptor` is this very file; once closed, its number may belong to a file of another test.
private func isOpen(_ path: String, as descriptor: Int32) -> Bool {
  var open = stat()
  var named = stat()
  guard unsafe fstat(descriptor, &open) == 0, unsafe stat(path, &named) == 0 else { return false }
  return open.st_dev == named.st_dev && open.st_ino == named.st_ino
}

struct ArchiveReaderTests {
  private let limits = ArchiveLimits(entries: 50, entryBytes: 1_000, totalBytes: 5_000, nameBytes: 200)

  private var mixed: [UInt8] {
    var zip = ZipBytes()
    zip.add("b/", mode: 0o040_755)
    zip.add("b/two.sh", "two")
    zip.add("./a//one.sh", "one")
    return zip.bytes()
  }

  @Test func `files of a zip come in its order, with plain names`() throws {
    let found = try contents(ArchiveReader(bytes: mixed, limits: limits))
    #expect(found.files == ["b/two.sh": "two", "a/one.sh": "one"])
    #expect(found.order == ["b/two.sh", "a/one.sh"])
    #expect(found.refusals.isEmpty)
  }

  @Test func `an archive in a file is read like one in memory, and entries can be passed over`() throws {
    let folder = try ScratchFolder()
    let path = "\(folder.path)/class.zip"
    try AtomicFile.write(mixed, to: path)
    let descriptor = unsafe open(path, O_RDONLY)
    let found = try contents(ArchiveReader(descriptor: descriptor, limits: limits)) { $0 != "b/two.sh" }
    #expect(found.files == ["a/one.sh": "one"])
    #expect(!isOpen(path, as: descriptor), "the reader closes the file")
  }

  @Test(arguments: [false, true])
  func `tar is read too, with gzip and without`(isGzipped: Bool) throws {
    var tar = TarBytes()
    tar.add("ada/", type: "5")
    tar.add("ada/work.sh", "docker ps\n")
    let found = try contents(ArchiveReader(bytes: isGzipped ? tar.gzipped() : tar.bytes(), limits: limits))
    #expect(found.files == ["ada/work.sh": "docker ps\n"])
  }

  @Test func `names that lead elsewhere or cannot be shown are refused one by one, and the rest is read`()
    throws
  {
    var zip = ZipBytes()
    zip.add("good.sh", "good")
    zip.add("/etc/passwd", "x")
    zip.add("../up.sh", "x")
    zip.add("a/../../up.sh", "x")
    zip.add("..\\back.sh", "x")
    zip.add("C:\\autoexec.bat", "x")
    zip.add("bell\u{07}.sh", "x")
    zip.add("red\u{1B}[31m.sh", "x")
    zip.add("turned\u{202E}hs.exe", "x")
    zip.add("link.sh", "good.sh", mode: 0o120_777)
    zip.add("disk", mode: 0o060_644)
    zip.add("good.sh", "again")
    zip.add(String(repeating: "n", count: 201), "x")
    zip.add("secret.sh", "x", flags: 0x801)
    zip.add("last.sh", "last")
    let found = try contents(ArchiveReader(bytes: zip.bytes(), limits: limits))
    #expect(found.files == ["good.sh": "good", "last.sh": "last"])
    let refusals: [String: EntryRefusal] = [
      "/etc/passwd": .absoluteName, "../up.sh": .climbingName, "a/../../up.sh": .climbingName,
      "../back.sh": .climbingName, "C:/autoexec.bat": .absoluteName, "bell\u{07}.sh": .controlCharacters,
      "red\u{1B}[31m.sh": .controlCharacters, "turned\u{202E}hs.exe": .controlCharacters,
      "link.sh": .symbolicLink, "disk": .special, "good.sh": .duplicate,
      String(repeating: "n", count: 200): .nameTooLong(limit: 200), "secret.sh": .encrypted,
    ]
    for (name, refusal) in refusals { #expect(found.refusals[name] == refusal, "\(name)") }
    #expect(found.refusals.count == refusals.count)
  }

  @Test func `links and devices of a tar are refused, never followed`() throws {
    var tar = TarBytes()
    tar.add("hard", type: "1", target: "/etc/passwd")
    tar.add("soft", type: "2", target: "/etc/passwd")
    tar.add("null", type: "3")
    tar.add("fifo", type: "6")
    tar.add("work.sh", "ok")
    let found = try contents(ArchiveReader(bytes: tar.bytes(), limits: limits))
    #expect(
      found.refusals == ["hard": .hardLink, "soft": .symbolicLink, "null": .special, "fifo": .special])
    #expect(found.files == ["work.sh": "ok"])
  }

  @Test func `a name in the encoding of Japanese Windows is read, and one in none at all does no harm`()
    throws
  {
    var zip = ZipBytes()
    // 山田.sh
    zip.add(name: [0x8E, 0x52, 0x93, 0x63, 0x2E, 0x73, 0x68], Array("a".utf8))
    zip.add(name: [0x4D, 0xFC, 0x6C, 0x6C, 0xE9, 0x20, 0xFF], Array("b".utf8))
    let found = try contents(ArchiveReader(bytes: zip.bytes(), limits: limits))
    #expect(found.files["山田.sh"] == "a")
    #expect(found.files.count == 2)
  }

  @Test func `a name in UTF-8 is read whatever the locale of the process`() throws {
    var zip = ZipBytes()
    zip.add("氏名/手順.sh", "a")
    zip.add(name: Array("無印.sh".utf8), Array("b".utf8))
    let found = try contents(ArchiveReader(bytes: zip.bytes(), limits: limits))
    #expect(found.files == ["氏名/手順.sh": "a", "無印.sh": "b"])
  }

  @Test func `an archive with too many entries is refused before they are looked at`() throws {
    var zip = ZipBytes()
    zip.add("one.sh", "1")
    #expect(throws: ArchiveProblem.tooManyEntries(limit: 50)) {
      _ = try ArchiveReader(bytes: zip.bytes(claimedCount: 60_000), limits: limits)
    }
  }

  @Test func `an archive that hides how many entries it has is refused when they turn up`() throws {
    var zip = ZipBytes()
    for number in 0..<60 { zip.add("\(number)", "") }
    #expect(throws: ArchiveProblem.tooManyEntries(limit: 50)) {
      try contents(ArchiveReader(bytes: zip.bytes(claimedCount: 1), limits: limits))
    }
  }

  @Test func `a bomb is refused by what comes out of it`() throws {
    let zeros = [UInt8](repeating: 0, count: 900)
    let bomb = try ZipFile.bytes(of: (0..<20).map { .init(name: "\($0)", bytes: zeros) })
    #expect(throws: ArchiveProblem.tooManyBytes(limit: 5_000)) {
      try contents(ArchiveReader(bytes: bomb, limits: limits))
    }
  }

  @Test func `one entry that is too large is refused, whether it says so or not`() throws {
    let large = try ZipFile.bytes(of: [.init(name: "large", bytes: .init(repeating: 0, count: 2_000))])
    #expect(
      try contents(ArchiveReader(bytes: large, limits: limits)).refusals == ["large": .tooLarge(limit: 1_000)]
    )
    var lying = ZipBytes()
    lying.add(name: Array("lying".utf8), .init(repeating: 65, count: 2_000), claimedSize: 10)
    let found = try contents(ArchiveReader(bytes: lying.bytes(), limits: limits))
    #expect(found.files["lying", default: ""].count <= 1_000)
  }

  @Test func `passing over a large entry of a compressed tar counts, because it must be unpacked`() throws {
    var tar = TarBytes()
    tar.add("film", String(repeating: "x", count: 6_000))
    tar.add("work.sh", "ok")
    #expect(throws: ArchiveProblem.tooManyBytes(limit: 5_000)) {
      try contents(ArchiveReader(bytes: tar.gzipped(), limits: limits))
    }
    #expect(try contents(ArchiveReader(bytes: tar.bytes(), limits: limits)).files == ["work.sh": "ok"])
  }

  @Test(arguments: ["", "docker ps\n", "PK\u{03}\u{04}", "PK\u{07}\u{08}"])
  func `what is no archive is refused`(text: String) {
    #expect(throws: ArchiveProblem.self) {
      try contents(ArchiveReader(bytes: Array(text.utf8), limits: limits))
    }
  }

  @Test func `an archive that breaks off anywhere is read up to there or refused, and never crashes`() throws
  {
    var tar = TarBytes()
    tar.add("work.sh", "ok")
    for whole in [mixed, tar.bytes(), tar.gzipped()] {
      for end in stride(from: 0, to: whole.count, by: 7) {
        let found = try? contents(ArchiveReader(bytes: Array(whole[..<end]), limits: limits))
        #expect((found?.files.count ?? 0) <= 2)
      }
    }
  }

  @Test func `an archive whose bytes were changed is read, refused or damaged, and never crashes`() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      var bytes = mixed
      for _ in 0..<4 { bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(in: 0...255) }
      _ = try? contents(ArchiveReader(bytes: bytes, limits: limits))
    }
  }
}

struct ZipFileTests {
  private let members: [ZipFile.Member] = [
    .init(name: "manifest.json", bytes: Array("{}".utf8)),
    .init(name: "journal.jsonl", bytes: Array(String(repeating: "the same line\n", count: 500).utf8)),
    .init(name: "empty", bytes: []),
  ]

  @Test func `the same files give the same bytes at any time`() throws {
    let first = try ZipFile.bytes(of: members)
    #expect(try ZipFile.bytes(of: members) == first)
    // 1980-01-01 00:00:00, the earliest time that zip can tell.
    #expect(first[10..<14].elementsEqual([0, 0, 0x21, 0]))
  }

  @Test func `what is written is read back, and is smaller`() throws {
    let bytes = try ZipFile.bytes(of: members)
    #expect(bytes.count < 1_000)
    let found = try contents(ArchiveReader(bytes: bytes, limits: ArchiveLimits()))
    #expect(found.order == members.map(\.name))
    #expect(found.files["journal.jsonl"].map { Array($0.utf8) } == members[1].bytes)
  }
}

struct ArchiveKindTests {
  @Test func `archives are known by how they begin`() throws {
    var (zip, tar) = (ZipBytes(), TarBytes())
    #expect(ArchiveKind(prefix: zip.bytes()) == .zip)
    zip.add("a", "a")
    tar.add("a", "a")
    #expect(ArchiveKind(prefix: zip.bytes()) == .zip)
    #expect(ArchiveKind(prefix: tar.bytes()) == .tar)
    #expect(ArchiveKind(prefix: tar.gzipped()) == .gzip)
    #expect(ArchiveKind(prefix: Array("#!/bin/sh\n".utf8)) == nil)
  }
}
