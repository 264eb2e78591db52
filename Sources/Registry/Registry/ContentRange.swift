/// Where a piece of an upload belongs: `<first>-<last>`, as the distribution specification writes it.
struct ContentRange: Equatable {
  let first: Int
  let last: Int

  var count: Int { last - first + 1 }

  /// Reads the field; HTTP's own form with `bytes` in front and a total behind is taken too, as some clients send it.
  init?(_ field: String) {
    var text = Substring(field)
    for prefix in ["bytes ", "bytes="] where text.hasPrefix(prefix) { text = text.dropFirst(prefix.count) }
    if let slash = text.firstIndex(of: "/") { text = text[..<slash] }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let first = Self.number(ends[0]), let last = Self.number(ends[1]), first <= last
    else { return nil }
    self.first = first
    self.last = last
  }

  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 18, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(text)
  }
}
