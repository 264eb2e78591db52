import Archive
import Basics
import OCI

/// What `dojo submit` writes: a zip of a manifest, the journal, and the verdicts the learner was told.
///
/// The manifest comes first and names every other file with its size and digest.
package struct Bundle: Sendable, Hashable {
  package static let manifestPath = "manifest.json"
  package static let journalPath = "journal.jsonl"
  package static let verdictsPath = "verdicts.json"

  package let manifest: BundleManifest
  /// The journal's bytes as they were on the learner's disk.
  package let journal: [UInt8]
  /// In the order of the lesson.
  package let verdicts: [BundleVerdict]

  init(manifest: BundleManifest, journal: [UInt8], verdicts: [BundleVerdict]) {
    self.manifest = manifest
    self.journal = journal
    self.verdicts = verdicts
  }

  /// Packs a bundle: the same content always gives the same bytes.
  package static func packed(
    lesson: String, lessonDigest: String, tool: String, learner: String, created: Int64,
    environment: BundleEnvironment, journal: [UInt8], verdicts: [BundleVerdict]
  ) throws -> [UInt8] {
    let files = [
      ZipFile.Member(name: journalPath, bytes: journal),
      ZipFile.Member(name: verdictsPath, bytes: try BundleVerdict.json(verdicts).utf8()),
    ]
    let manifest = BundleManifest(
      lesson: lesson, lessonDigest: lessonDigest, tool: tool, learner: learner, created: created,
      environment: environment,
      files: files.map {
        BundleFile(path: $0.name, size: $0.bytes.count, sha256: Digest.sha256(of: $0.bytes).hex)
      })
    let first = ZipFile.Member(name: manifestPath, bytes: try JSONValue(encoding: manifest).utf8())
    return try ZipFile.bytes(of: [first] + files)
  }

  /// The file name of a bundle; what a file name cannot hold everywhere becomes `-`.
  package static func fileName(lesson: String, learner: String) -> String {
    "\(fileNamePart(lesson))-\(fileNamePart(learner)).dojo"
  }

  /// Letters and digits of any script, `.`, `_` and `-`; everything else becomes `-`, and no dot or dash leads.
  package static func fileNamePart(_ text: String) -> String {
    let safe = text.map { $0.isLetter || $0.isNumber || "._-".contains($0) ? $0 : "-" }
    var part = String(safe.drop { $0 == "." || $0 == "-" })
    while part.last == "-" || part.last == "." { part.removeLast() }
    // File systems count bytes, most of them up to 255.
    while part.utf8.count > 100 { part.removeLast() }
    return part.isEmpty ? "learner" : part
  }

  /// Whether bytes begin as every bundle does: a zip whose first file is the manifest.
  package static func isBundle(_ bytes: some Collection<UInt8>) -> Bool {
    let head = Array(bytes.prefix(30 + manifestPath.utf8.count))
    return ArchiveKind(prefix: head) == .zip && head.dropFirst(30).elementsEqual(manifestPath.utf8)
  }
}
