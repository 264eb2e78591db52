/// A member of a tar archive, without its content (POSIX ustar, with pax records for what ustar cannot hold).
package struct ArchiveMember: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case file, folder
    /// A symbolic link.
    case link(to: String)
    /// The same file as an earlier member.
    case hardLink(to: String)
    case other

    /// The permission bits that such a member has where nobody says otherwise.
    package var usualMode: Int {
      switch self {
      case .folder: 0o755
      case .link: 0o777
      case .file, .hardLink, .other: 0o644
      }
    }
  }

  /// As it is written, without the slash at the end of a folder's.
  package var path: String
  package let kind: Kind
  /// The permission bits.
  package let mode: Int
  /// Bytes of a file's content.
  package let size: Int
  /// Seconds since 1970.
  package let modified: Int
  package var owner = UserAndGroup.root

  package init(path: String, kind: Kind, mode: Int? = nil, size: Int = 0, modified: Int) {
    self.path = path
    self.kind = kind
    self.mode = mode ?? kind.usualMode
    self.size = size
    self.modified = modified
  }

  /// The header blocks of the member; its content and `padding` follow.
  package var header: [UInt8] {
    let (type, target): (Unicode.Scalar, String) =
      switch kind {
      case .file, .other: ("0", "")
      case .folder: ("5", "")
      case .link(let target): ("2", target)
      case .hardLink(let target): ("1", target)
      }
    let name = kind == .folder ? path + "/" : path
    var records = ""
    if name.utf8.count > 100 { records += Self.record("path", name) }
    if target.utf8.count > 100 { records += Self.record("linkpath", target) }
    if owner.user >= 1 << 21 { records += Self.record("uid", "\(owner.user)") }
    if owner.group >= 1 << 21 { records += Self.record("gid", "\(owner.group)") }
    if size >= 1 << 33 { records += Self.record("size", "\(size)") }
    let own = block(name: name, type: type, size: kind == .file ? size : 0, target: target)
    guard !records.isEmpty else { return own }
    let text = Array(records.utf8)
    return block(name: "PaxHeaders.0/\(name.utf8.count)", type: "x", size: text.count, target: "") + text
      + Self.padding(after: text.count) + own
  }

  /// A file with its content, as it stands in an archive.
  package static func file(_ path: String, _ content: [UInt8], mode: Int? = nil, modified: Int = 0) -> [UInt8]
  {
    ArchiveMember(path: path, kind: .file, mode: mode, size: content.count, modified: modified).header
      + content
      + padding(after: content.count)
  }

  /// What fills the last block of a content.
  package static func padding(after size: Int) -> [UInt8] {
    Array(repeating: 0, count: (512 - size % 512) % 512)
  }

  /// What ends an archive.
  package static let end = [UInt8](repeating: 0, count: 1024)

  private func block(name: String, type: Unicode.Scalar, size: Int, target: String) -> [UInt8] {
    var bytes = Self.text(name, 100) + Self.octal(mode, 8)
    bytes += Self.octal(Int(owner.user), 8) + Self.octal(Int(owner.group), 8)
    bytes += Self.octal(min(size, 1 << 33 - 1), 12) + Self.octal(max(0, modified), 12)
    let checksum = bytes.count
    bytes += Array(repeating: 0x20, count: 8) + [UInt8(ascii: type)] + Self.text(target, 100)
    bytes += Self.text("ustar", 6) + Array("00".utf8) + Self.name(owner.user) + Self.name(owner.group)
    bytes += Self.octal(0, 8) + Self.octal(0, 8)
    bytes += Array(repeating: 0, count: 512 - bytes.count)
    let sum = bytes.reduce(0) { $0 + Int($1) }
    bytes.replaceSubrange(checksum..<checksum + 8, with: Self.octal(sum, 7) + [0x20])
    return bytes
  }

  /// Root's; for everybody else the number must do.
  private static func name(_ number: UInt32) -> [UInt8] { text(number == 0 ? "root" : "", 32) }

  private static func text(_ text: String, _ width: Int) -> [UInt8] {
    let bytes = Array(text.utf8.prefix(width))
    return bytes + Array(repeating: 0, count: width - bytes.count)
  }

  private static func octal(_ number: Int, _ width: Int) -> [UInt8] {
    let digits = Array(String(number, radix: 8).utf8.suffix(width - 1))
    return Array(repeating: UInt8(ascii: "0"), count: width - 1 - digits.count) + digits + [0]
  }

  /// A pax record, whose length counts itself.
  private static func record(_ key: String, _ value: String) -> String {
    let rest = " \(key)=\(value)\n"
    var length = rest.utf8.count
    while "\(length)".utf8.count + rest.utf8.count != length {
      length = "\(length)".utf8.count + rest.utf8.count
    }
    return "\(length)\(rest)"
  }
}
