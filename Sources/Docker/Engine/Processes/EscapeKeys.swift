/// The keys that leave a container running, as requests name them: `ctrl-p,ctrl-q` or `a,b`.
enum EscapeKeys {
  /// - Throws: `EngineFault` (500) for what names no keys.
  static func require(_ text: String) throws(EngineFault) {
    guard !text.isEmpty else { return }
    let isKnown = text.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { key in
      key.utf8.count == 1 || key.lowercased().wholeMatch(of: /ctrl-[a-z@\[\\\]^_]/) != nil
    }
    guard isKnown else { throw .system("Invalid escape keys (\(text)) provided") }
  }
}
