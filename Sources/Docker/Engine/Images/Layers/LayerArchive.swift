/// The files of one layer: a tar archive, packed with gzip or not (image-spec, "Image Layer Filesystem Changeset").
package struct LayerArchive: Sendable {
  /// A member of the archive.
  package struct Entry: Sendable, Equatable {
    /// What a member is, by its type flag.
    package enum Kind: Sendable, Equatable {
      case file
      case folder
      /// A symbolic link.
      case link(to: String)
      /// The same file as another path of the archive or of a layer below.
      case hardLink(to: String)
      /// A device, a pipe or anything else that holds no content.
      case other
    }

    /// The path relative to the root, without `./` in front and `/` behind.
    package let path: String
    package let kind: Kind
    /// The permission bits.
    package let mode: Int
    package let content: ArraySlice<UInt8>
    /// When it was changed, in seconds since 1970.
    package var modified = 0
  }

  package let entries: [Entry]

  /// Reads a layer as it travels.
  init(unpacking bytes: [UInt8]) throws(LayerError) {
    let tar = Gunzip.recognises(bytes) ? try Gunzip.unpack(bytes) : bytes
    entries = try TarReader.entries(tar)
  }

  /// Bytes of all files: what Docker calls the size of a layer.
  var contentSize: Int { entries.reduce(0) { $0 + $1.content.count } }
}

/// Reads tar archives: ustar, with the long names of GNU tar and of pax.
enum TarReader {
  static func entries(_ bytes: [UInt8]) throws(LayerError) -> [LayerArchive.Entry] {
    var entries: [LayerArchive.Entry] = []
    var offset = 0
    var longName: String?
    var longLink: String?
    while offset + 512 <= bytes.count, bytes[offset] != 0 {
      let header = Header(bytes[offset..<offset + 512])
      guard let size = header.size, size >= 0, offset + 512 + size <= bytes.count else { throw .truncated }
      let content = bytes[offset + 512..<offset + 512 + size]
      offset += 512 + (size + 511) / 512 * 512
      switch header.type {
      case UInt8(ascii: "L"): longName = text(content)
      case UInt8(ascii: "K"): longLink = text(content)
      case UInt8(ascii: "x"):
        longName = pax("path", content) ?? longName
        longLink = pax("linkpath", content) ?? longLink
      case UInt8(ascii: "g"): continue
      default:
        entries.append(header.entry(name: longName ?? header.name, longLink: longLink, content: content))
        longName = nil
        longLink = nil
      }
    }
    return entries
  }

  /// The text of a field up to its first zero byte.
  fileprivate static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// A value of pax records, each `LENGTH KEY=VALUE\n`.
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

  private struct Header {
    private let block: ArraySlice<UInt8>

    init(_ block: ArraySlice<UInt8>) {
      self.block = block
    }

    private func field(_ offset: Int, _ width: Int) -> ArraySlice<UInt8> {
      block[block.startIndex + offset..<block.startIndex + offset + width]
    }

    private func number(_ offset: Int, _ width: Int) -> Int? {
      let digits = text(field(offset, width)).filter { $0 != " " }
      return digits.isEmpty ? 0 : Int(digits, radix: 8)
    }

    var size: Int? { number(124, 12) }
    var type: UInt8 { block[block.startIndex + 156] }

    var name: String {
      let prefix = text(field(257, 5)) == "ustar" ? text(field(345, 155)) : ""
      return prefix.isEmpty ? text(field(0, 100)) : prefix + "/" + text(field(0, 100))
    }

    func entry(name: String, longLink: String?, content: ArraySlice<UInt8>) -> LayerArchive.Entry {
      let path = name.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
      let mode = (number(100, 8) ?? 0o644) & 0o7777
      let kind: LayerArchive.Entry.Kind =
        switch type {
        case UInt8(ascii: "0"), 0: .file
        case UInt8(ascii: "5"): .folder
        case UInt8(ascii: "1"): .hardLink(to: longLink ?? text(field(157, 100)))
        case UInt8(ascii: "2"): .link(to: longLink ?? text(field(157, 100)))
        default: .other
        }
      return LayerArchive.Entry(
        path: path, kind: kind, mode: mode, content: kind == .file ? content : [],
        modified: number(136, 12) ?? 0)
    }
  }
}
