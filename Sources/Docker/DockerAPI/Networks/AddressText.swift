/// Addresses of the Internet Protocol, as texts.
package enum AddressText {
  /// Whether a text is an address of IPv4, or one of IPv6 as RFC 4291 writes them.
  package static func isAddress(_ text: String) -> Bool {
    if isIPv4(text) { return true }
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    let groups = halves.flatMap {
      $0.isEmpty ? [] : $0.split(separator: ":", omittingEmptySubsequences: false)
    }
    guard let last = groups.last else { return text == "::" }
    let endsInIPv4 = last.contains(".")
    let plain = endsInIPv4 ? groups.dropLast() : groups[...]
    guard !endsInIPv4 || isIPv4(String(last)),
      plain.allSatisfy({ (1...4).contains($0.count) && $0.allSatisfy(\.isHexDigit) })
    else { return false }
    let count = plain.count + (endsInIPv4 ? 2 : 0)
    return halves.count == 1 ? count == 8 : halves.count == 2 && count < 8
  }

  private static func isIPv4(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { !$0.hasPrefix("+") && UInt8($0) != nil }
  }
}
