import Basics
import OCI

/// An archive that somebody has sent, by the names of its members.
struct UploadedArchive: Sendable {
  /// The folder into which Docker would have unpacked it; its error messages name it.
  let folder: String
  private let entries: [String: LayerArchive.Entry]

  /// Reads the tar archive, packed in one of the ways that Docker knows, or not.
  ///
  /// - Throws: `EngineFault` in Docker's words for what is no such archive.
  init(_ bytes: [UInt8], chance: inout some RandomNumberGenerator) throws(EngineFault) {
    folder =
      "/var/lib/docker/tmp/docker-import-\(UInt32.random(in: 100_000_000...999_999_999, using: &chance))"
    do throws(LayerError) {
      let tar = try Packing.unpack(bytes)
      guard tar.isEmpty || tar.count >= 512 else { throw .truncated }
      guard tar.isEmpty || TarReader.isHeader(tar[..<512]) else { throw .corrupt }
      entries = Dictionary(try TarReader.entries(tar).map { ($0.path, $0) }) { _, last in last }
    } catch {
      let reason = error == .truncated ? "unexpected EOF" : "archive/tar: invalid tar header"
      throw .system("Error processing tar file(exit status 1): \(reason)")
    }
  }

  /// The content of a file, also of one that a link within the archive leads to; `nil` when it is not there.
  func file(_ path: String) -> ArraySlice<UInt8>? {
    var path = path
    for _ in 0..<8 {
      guard let entry = entries[path] else { return nil }
      switch entry.kind {
      case .file: return entry.content
      case .link(let target): path = Self.resolve(target, from: path)
      case .hardLink(to: let target): path = target
      case .folder, .other: return nil
      }
    }
    return nil
  }

  /// The content of a file that must be there.
  ///
  /// - Throws: `EngineFault` in Docker's words when it is not.
  func requireFile(_ path: String) throws(EngineFault) -> ArraySlice<UInt8> {
    guard let content = file(path) else {
      throw .system("open \(folder)/\(path): no such file or directory")
    }
    return content
  }

  /// The topmost folders, in the order of their names.
  var folders: [String] {
    Set(
      entries.keys.compactMap { path in
        let parts = path.split(separator: "/", maxSplits: 1)
        guard let first = parts.first else { return nil }
        return parts.count > 1 || entries[path]?.kind == .folder ? String(first) : nil
      }
    ).sorted { $0.utf8.precedes($1.utf8) }
  }

  private static func resolve(_ target: String, from path: String) -> String {
    var parts = target.hasPrefix("/") ? [] : path.split(separator: "/").dropLast().map(String.init)
    for part in target.split(separator: "/").map(String.init) where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}

extension TarReader {
  /// Whether a block of 512 bytes holds the sum that every header of a tar archive holds.
  static func isHeader(_ block: ArraySlice<UInt8>) -> Bool {
    guard block.count == 512 else { return false }
    // An archive may be empty.
    if block.allSatisfy({ $0 == 0 }) { return true }
    let start = block.startIndex
    let field = block[start + 148..<start + 156]
    let text = String(decoding: field, as: UTF8.self).filter { $0.isASCII && $0.isNumber }
    let sum = block.reduce(0) { $0 + Int($1) } - field.reduce(0) { $0 + Int($1) } + 8 * 0x20
    return Int(text, radix: 8) == sum
  }
}
