/// One member of a tar archive as dojo writes them (POSIX.1, "ustar Interchange Format").
struct TarMember: Sendable {
  enum Kind: Sendable, Equatable {
    case file(size: Int)
    case folder
    /// A symbolic link.
    case link(to: String)
  }

  /// The name without `/` at its end.
  let name: String
  let kind: Kind
  /// Seconds since 1970.
  let modified: Int
  var mode: Int?

  /// The header, with an extended one in front where the name or the link is too long for it.
  var header: [UInt8] {
    var records = ""
    if path.utf8.count > 100 { records += Self.record("path", path) }
    if target.utf8.count > 100 { records += Self.record("linkpath", target) }
    guard !records.isEmpty else { return block(path, type: type, size: size) }
    let extra = Array(records.utf8)
    return block("PaxHeaders.0/\(name.suffix(60))", type: "x", size: extra.count) + Self.padded(extra)
      + block(path, type: type, size: size)
  }

  /// What ends an archive: two empty blocks.
  static let end = [UInt8](repeating: 0, count: 1024)

  /// The content of a member, filled up to whole blocks.
  static func padded(_ bytes: [UInt8]) -> [UInt8] {
    bytes + [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
  }

  private var path: String { kind == .folder ? name + "/" : name }

  private var target: String {
    guard case .link(let target) = kind else { return "" }
    return target
  }

  private var size: Int {
    guard case .file(let size) = kind else { return 0 }
    return size
  }

  private var type: Unicode.Scalar {
    switch kind {
    case .file: "0"
    case .link: "2"
    case .folder: "5"
    }
  }

  private func block(_ path: String, type: Unicode.Scalar, size: Int) -> [UInt8] {
    let standard = kind == .folder ? 0o755 : target.isEmpty ? 0o644 : 0o777
    var block = [UInt8](repeating: 0, count: 512)
    func put(_ text: some Sequence<UInt8>, at offset: Int, _ width: Int) {
      for (index, byte) in text.prefix(width).enumerated() { block[offset + index] = byte }
    }
    put(path.utf8, at: 0, 100)
    put(Self.octal(mode ?? standard, 7), at: 100, 8)
    put(Self.octal(0, 7), at: 108, 8)
    put(Self.octal(0, 7), at: 116, 8)
    put(Self.octal(size, 11), at: 124, 12)
    put(Self.octal(max(0, modified), 11), at: 136, 12)
    put([UInt8](repeating: 0x20, count: 8), at: 148, 8)
    block[156] = UInt8(ascii: type)
    put(target.utf8, at: 157, 100)
    put("ustar\0".utf8, at: 257, 6)
    put("00".utf8, at: 263, 2)
    let sum = block.reduce(0) { $0 + Int($1) }
    put(Self.octal(sum, 6) + [0, 0x20], at: 148, 8)
    return block
  }

  private static func octal(_ number: Int, _ digits: Int) -> [UInt8] {
    let text = String(number, radix: 8)
    return Array((String(repeating: "0", count: max(0, digits - text.count)) + text).utf8)
  }

  /// A pax record, whose length counts itself.
  private static func record(_ key: String, _ value: String) -> String {
    let rest = " \(key)=\(value)\n"
    var length = rest.utf8.count
    while String(length).utf8.count + rest.utf8.count != length {
      length = String(length).utf8.count + rest.utf8.count
    }
    return "\(length)\(rest)"
  }
}
