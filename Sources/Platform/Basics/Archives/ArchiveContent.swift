/// Bytes that are no tar archive, or not a whole one.
package struct ArchiveDamage: Error, Hashable, Sendable {}

/// The members of a tar archive that is in memory: ustar, with the long names of GNU tar and of pax.
package enum ArchiveContent {
  package static func members(
    _ bytes: [UInt8]
  ) throws(ArchiveDamage) -> [(member: ArchiveMember, content: ArraySlice<UInt8>)] {
    var members: [(member: ArchiveMember, content: ArraySlice<UInt8>)] = []
    var offset = 0
    var (longName, longTarget): (String?, String?)
    var (user, group): (UInt32?, UInt32?)
    while offset + 512 <= bytes.count, bytes[offset] != 0 {
      let block = bytes[offset..<offset + 512]
      guard let size = number(block, 124, 12), size >= 0, offset + 512 + size <= bytes.count else {
        throw ArchiveDamage()
      }
      let content = bytes[offset + 512..<offset + 512 + size]
      offset += 512 + (size + 511) / 512 * 512
      switch block[block.startIndex + 156] {
      case UInt8(ascii: "L"): longName = text(content)
      case UInt8(ascii: "K"): longTarget = text(content)
      case UInt8(ascii: "x"):
        longName = pax("path", content) ?? longName
        longTarget = pax("linkpath", content) ?? longTarget
        user = pax("uid", content).flatMap { UInt32($0) } ?? user
        group = pax("gid", content).flatMap { UInt32($0) } ?? group
      case UInt8(ascii: "g"): continue
      default:
        var member = member(block, name: longName, target: longTarget, size: size)
        member.owner = UserAndGroup(
          user: user ?? UInt32(clamping: number(block, 108, 8) ?? 0),
          group: group ?? UInt32(clamping: number(block, 116, 8) ?? 0))
        members.append((member, member.kind == .file ? content : []))
        (longName, longTarget) = (nil, nil)
        (user, group) = (nil, nil)
      }
    }
    // What begins another member must be whole.
    guard offset >= bytes.count || bytes[offset] == 0 else { throw ArchiveDamage() }
    return members
  }

  private static func member(
    _ block: ArraySlice<UInt8>, name: String?, target: String?, size: Int
  ) -> ArchiveMember {
    let target = target ?? text(field(block, 157, 100))
    let kind: ArchiveMember.Kind =
      switch block[block.startIndex + 156] {
      case UInt8(ascii: "0"), 0: .file
      case UInt8(ascii: "1"): .hardLink(to: target)
      case UInt8(ascii: "2"): .link(to: target)
      case UInt8(ascii: "5"): .folder
      default: .other
      }
    let prefix = text(field(block, 257, 5)) == "ustar" ? text(field(block, 345, 155)) : ""
    var path = name ?? (prefix.isEmpty ? "" : prefix + "/") + text(field(block, 0, 100))
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return ArchiveMember(
      path: path, kind: kind, mode: (number(block, 100, 8) ?? 0o644) & 0o7777, size: kind == .file ? size : 0,
      modified: number(block, 136, 12) ?? 0)
  }

  private static func field(_ block: ArraySlice<UInt8>, _ offset: Int, _ width: Int) -> ArraySlice<UInt8> {
    block[block.startIndex + offset..<block.startIndex + offset + width]
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  private static func number(_ block: ArraySlice<UInt8>, _ offset: Int, _ width: Int) -> Int? {
    let digits = text(field(block, offset, width)).filter { $0 != " " }
    return digits.isEmpty ? 0 : Int(digits, radix: 8)
  }

  private static func pax(_ wanted: String, _ bytes: ArraySlice<UInt8>) -> String? {
    for record in bytes.split(separator: 0x0A) {
      let line = String(decoding: record, as: UTF8.self)
      guard let key = line.split(separator: " ", maxSplits: 1).last, key.hasPrefix("\(wanted)=") else {
        continue
      }
      return String(key.dropFirst(wanted.count + 1))
    }
    return nil
  }
}
