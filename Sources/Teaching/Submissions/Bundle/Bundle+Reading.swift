import Archive
import Basics
import OCI

extension Bundle {
  /// The most bytes that a file of a bundle may unpack to.
  package static let fileLimit = 32 << 20

  private static let limits = ArchiveLimits(
    entries: 16, entryBytes: fileLimit, totalBytes: 2 * fileLimit, nameBytes: 255)

  /// Reads a bundle and makes sure that it is whole and unchanged.
  package init(reading bytes: [UInt8]) throws(BundleProblem) {
    let found: Result<[ZipFile.Member], BundleProblem>
    do throws(ArchiveProblem) { found = try Self.members(of: bytes) } catch { throw .archive(error) }
    let files = try found.get()
    guard let first = files.first, first.name == Self.manifestPath else { throw .noManifest }
    let manifest = try Self.manifest(first.bytes)
    let contents = try Self.verified(Array(files.dropFirst()), by: manifest)
    guard let journal = contents[Self.journalPath] else { throw .missingFile(Self.journalPath) }
    guard let verdicts = contents[Self.verdictsPath] else { throw .missingFile(Self.verdictsPath) }
    self.init(manifest: manifest, journal: journal, verdicts: try Self.verdicts(verdicts))
  }

  private static func members(
    of bytes: [UInt8]
  ) throws(ArchiveProblem) -> Result<[ZipFile.Member], BundleProblem> {
    var members: [ZipFile.Member] = []
    var reader = try ArchiveReader(bytes: bytes, limits: limits)
    while let entry = try reader.next() {
      switch entry.kind {
      case .folder: return .failure(.extraFile(entry.name))
      case .refused(let refusal): return .failure(.entry(entry.name, refusal))
      case .file:
        switch try reader.read() {
        case .success(let bytes): members.append(ZipFile.Member(name: entry.name, bytes: bytes))
        case .failure(let refusal): return .failure(.entry(entry.name, refusal))
        }
      }
    }
    return .success(members)
  }

  private static func manifest(_ bytes: [UInt8]) throws(BundleProblem) -> BundleManifest {
    guard let json = try? JSONValue(parsing: bytes) else { throw .unreadableFile(manifestPath) }
    guard let schema = json["schema"]?.string else { throw .unreadableFile(manifestPath) }
    guard schema == BundleManifest.currentSchema else { throw .unknownSchema(schema) }
    guard let manifest = try? json.decoded(as: BundleManifest.self) else {
      throw .unreadableFile(manifestPath)
    }
    return manifest
  }

  private static func verdicts(_ bytes: [UInt8]) throws(BundleProblem) -> [BundleVerdict] {
    guard let json = try? JSONValue(parsing: bytes), let verdicts = try? BundleVerdict.read(json) else {
      throw .unreadableFile(verdictsPath)
    }
    return verdicts
  }

  /// The files by their names, once they are exactly those that the manifest lists.
  private static func verified(
    _ files: [ZipFile.Member], by manifest: BundleManifest
  ) throws(BundleProblem) -> [String: [UInt8]] {
    var contents = Dictionary(files.map { ($0.name, $0.bytes) }) { first, _ in first }
    var verified: [String: [UInt8]] = [:]
    for file in manifest.files {
      guard file.path == journalPath || file.path == verdictsPath else { throw .extraFile(file.path) }
      guard let bytes = contents.removeValue(forKey: file.path) else { throw .missingFile(file.path) }
      guard bytes.count == file.size, Digest.sha256(of: bytes).hex == file.sha256 else {
        throw .changedFile(file.path)
      }
      verified[file.path] = bytes
    }
    if let extra = contents.keys.min() { throw .extraFile(extra) }
    return verified
  }
}
