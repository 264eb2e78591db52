/// A tar archive in the POSIX ustar format, the same bytes for the same entries.
package struct TarArchive: Sendable {
  /// Seconds since 1970 that every entry claims to have been changed at.
  package let modificationTime: Int
  package let entries: [Entry]

  package init(modificationTime: Int, entries: [Entry]) {
    self.modificationTime = modificationTime
    self.entries = entries
  }

  /// One file, folder or symbolic link; its path is relative and at most 100 bytes long.
  package struct Entry: Sendable {
    package enum Content: Sendable {
      case file([UInt8], mode: Int)
      case folder(mode: Int)
      case link(to: String)
    }

    package let path: String
    package let content: Content

    package static func file(_ path: String, _ text: String, mode: Int = 0o644) -> Self {
      Self(path: path, content: .file(Array(text.utf8), mode: mode))
    }

    package static func folder(_ path: String, mode: Int = 0o755) -> Self {
      Self(path: path, content: .folder(mode: mode))
    }

    package static func link(_ path: String, to target: String) -> Self {
      Self(path: path, content: .link(to: target))
    }
  }

  /// A value that its field of a header cannot hold.
  package struct FieldOverflow: Error {
    package let value: String
    package let width: Int
  }

  /// The archive: each header and content padded to 512 bytes, two empty blocks at the end.
  package func bytes() throws(FieldOverflow) -> [UInt8] {
    var bytes: [UInt8] = []
    for entry in entries {
      bytes += try header(entry)
      guard case .file(let content, _) = entry.content else { continue }
      bytes += content + Array(repeating: 0, count: (512 - content.count % 512) % 512)
    }
    return bytes + Array(repeating: 0, count: 1024)
  }

  private func header(_ entry: Entry) throws(FieldOverflow) -> [UInt8] {
    let fields = Fields(entry)
    var bytes = try Self.text(fields.name, width: 100)
    bytes += try Self.octal(fields.mode, width: 8)
    bytes += try Self.octal(0, width: 8) + Self.octal(0, width: 8)
    bytes += try Self.octal(fields.size, width: 12) + Self.octal(modificationTime, width: 12)
    let checksumOffset = bytes.count
    bytes += Array(repeating: 0x20, count: 8)
    bytes.append(UInt8(ascii: fields.type))
    bytes += try Self.text(fields.linkTarget, width: 100)
    bytes += try Self.text("ustar", width: 6) + Array("00".utf8)
    bytes += try Self.text("root", width: 32) + Self.text("root", width: 32)
    bytes += try Self.octal(0, width: 8) + Self.octal(0, width: 8)
    bytes += Array(repeating: 0, count: 512 - bytes.count)
    let sum = bytes.reduce(0) { $0 + Int($1) }
    bytes.replaceSubrange(checksumOffset..<checksumOffset + 8, with: try Self.octal(sum, width: 7) + [0x20])
    return bytes
  }

  private struct Fields {
    let name: String
    let mode: Int
    let size: Int
    let type: Unicode.Scalar
    let linkTarget: String

    init(_ entry: Entry) {
      switch entry.content {
      case .file(let content, let mode):
        (name, self.mode, size, type, linkTarget) = (entry.path, mode, content.count, "0", "")
      case .folder(let mode):
        (name, self.mode, size, type, linkTarget) = (entry.path + "/", mode, 0, "5", "")
      case .link(let target):
        (name, mode, size, type, linkTarget) = (entry.path, 0o777, 0, "2", target)
      }
    }
  }

  /// Text in a field of `width` bytes, filled up with zero bytes.
  private static func text(_ text: String, width: Int) throws(FieldOverflow) -> [UInt8] {
    let bytes = Array(text.utf8)
    guard bytes.count <= width else { throw FieldOverflow(value: text, width: width) }
    return bytes + Array(repeating: 0, count: width - bytes.count)
  }

  /// A number in octal digits, led by zeros and ended by one zero byte.
  private static func octal(_ number: Int, width: Int) throws(FieldOverflow) -> [UInt8] {
    let digits = Array(String(number, radix: 8).utf8)
    guard digits.count < width else { throw FieldOverflow(value: String(number), width: width) }
    return Array(repeating: UInt8(ascii: "0"), count: width - 1 - digits.count) + digits + [0]
  }
}
