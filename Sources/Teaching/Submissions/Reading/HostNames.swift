/// Names by which a learner's commands call their own machine.
enum HostNames {
  /// The names that stand before `:port/` in commands, each once: those first that are used most, else that come first.
  ///
  /// `localhost` and addresses of this computer are none.
  static func candidates(in commands: [SubmittedCommand], limit: Int = 20) -> [String] {
    var counts: [String: Int] = [:]
    var names: [String] = []
    for name in commands.lazy.flatMap({ candidates(in: $0.text) }) {
      if counts[name] == nil, names.count < limit { names.append(name) }
      counts[name, default: 0] += 1
    }
    return names.enumerated().sorted { left, right in
      let (before, after) = (counts[left.element, default: 0], counts[right.element, default: 0])
      return before == after ? left.offset < right.offset : before > after
    }.map(\.element)
  }

  private static func candidates(in text: String) -> [String] {
    let bytes = Array(text.utf8)
    var names: [String] = []
    var start = 0
    for index in bytes.indices {
      if bytes[index] == UInt8(ascii: ":"), hasPortAndPath(bytes, after: index), start < index,
        index - start <= 253, beginsName(bytes, at: start)
      {
        let name = String(decoding: bytes[start..<index], as: UTF8.self)
        if isCandidate(name) { names.append(name) }
      }
      if !isNameByte(bytes[index]) { start = index + 1 }
    }
    return names
  }

  /// Whether a name that begins here is a whole one: not the end of a longer word, nor of a path.
  private static func beginsName(_ bytes: [UInt8], at start: Int) -> Bool {
    guard start > 0 else { return true }
    let before = bytes[start - 1]
    guard before == UInt8(ascii: "/") else { return before < 0x80 }
    return start > 1 && bytes[start - 2] == UInt8(ascii: "/")
  }

  /// Whether one to five digits and a `/` follow.
  private static func hasPortAndPath(_ bytes: [UInt8], after index: Int) -> Bool {
    var end = index + 1
    while end < bytes.count, (0x30...0x39).contains(bytes[end]), end - index <= 5 { end += 1 }
    return end > index + 1 && end < bytes.count && bytes[end] == UInt8(ascii: "/")
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
    default: false
    }
  }

  private static func isCandidate(_ name: String) -> Bool {
    let lowered = name.lowercased()
    let isAddressOfOwn = lowered.hasPrefix("127.") || lowered == "0.0.0.0" || lowered == "localhost"
    let isPublic = ["docker.io", "ghcr.io", "quay.io", "gcr.io"].contains { lowered.hasSuffix($0) }
    return !isAddressOfOwn && !isPublic && lowered.contains { $0.isLetter || $0 == "." }
  }
}
