import OCI

/// The identity of what judges a lesson, by which a submission and a grading know that they mean the same one.
package enum LessonDigest {
  /// The digest of the checks file when there is one among the sources (`.yaml`, `.yml`), else of all chapters in order.
  ///
  /// Lines end with LF when they are counted, so that a checkout on Windows gives the same digest.
  /// - Returns: `sha256:` and 64 hexadecimal digits.
  package static func of(_ sources: [(path: String, text: String)]) -> String {
    let checks = sources.filter { isChecksFile($0.path) }
    var digester = Digester()
    for source in checks.isEmpty ? sources : checks { digester.update(unified(source.text)) }
    return digester.digest().description
  }

  private static func isChecksFile(_ path: String) -> Bool {
    let path = path.lowercased()
    return path.hasSuffix(".yaml") || path.hasSuffix(".yml")
  }

  private static func unified(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var last: UInt8 = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\n"), last == UInt8(ascii: "\r") { bytes.removeLast() }
      bytes.append(byte)
      last = byte
    }
    return bytes
  }
}
