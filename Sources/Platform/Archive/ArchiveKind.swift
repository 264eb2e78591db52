/// What the first bytes of a file say about its being an archive.
package enum ArchiveKind: Sendable, Hashable {
  case zip
  case gzip
  case tar

  /// How many bytes are needed to tell.
  package static let prefixLength = 512

  /// Reads the mark that every zip, gzip and POSIX tar file begins with; `nil` for anything else.
  ///
  /// APPNOTE.TXT 4.3.7 and 4.3.16, RFC 1952 section 2.3.1, POSIX.1 pax "ustar Interchange Format".
  package init?(prefix: some Collection<UInt8>) {
    let bytes = Array(prefix.prefix(Self.prefixLength))
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      self = .zip
    } else if bytes.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if bytes.count >= 262, bytes[257..<262].elementsEqual("ustar".utf8) {
      self = .tar
    } else {
      return nil
    }
  }
}
