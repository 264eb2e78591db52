/// Names by which a learner's commands call their own machine.
enum HostNames {
  /// The names that stand before `:port/` in commands, in order and each once.
  ///
  /// `localhost` and addresses of this computer are none.
  static func candidates(in commands: [SubmittedCommand], limit: Int = 20) -> [String] {
    var names: [String] = []
    for command in commands {
      for name in candidates(in: command.text) where !names.contains(name) {
        names.append(name)
        guard names.count < limit else { return names }
      }
    }
    return names
  }

  private static func candidates(in text: String) -> [String] {
    let bytes = Array(text.utf8)
    var names: [String] = []
    var start = 0
    for index in bytes.indices {
      if bytes[index] == UInt8(ascii: ":"), hasPortAndPath(bytes, after: index), start < index,
        index - start <= 253
      {
        let name = String(decoding: bytes[start..<index], as: UTF8.self)
        if isCandidate(name) { names.append(name) }
      }
      if !isNameByte(bytes[index]) { start = index + 1 }
    }
    return names
  }

  /// Whether one to five digits and a `/` follow.
  private static func hasPortAndPath(_ bytes: [UInt8], after index: Int) -> Bool {
    var end = index + 1
    while end < bytes.count, (0x30...0x39).contains(bytes[end]), end - index <= 5 { end += 1 }
    return end > index + 1 && end < bytes.count && bytes[end] == UInt8(ascii: "/")
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."): true
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
