/// A question to a name server, and the answers to it (RFC 1035, section 4).
package struct NameQuestion: Hashable, Sendable {
  /// What is asked for.
  package enum Kind: Hashable, Sendable {
    /// The IPv4 addresses of a name.
    case addresses
    /// The name of an address.
    case name
    case other
  }

  private let identifier: [UInt8]
  private let asksForRecursion: Bool
  /// The question as it came.
  private let bytes: [UInt8]
  package let kind: Kind
  /// In lower case, without the last dot.
  package let name: String

  /// Reads a message; `nil` for one that is no single question.
  package init?(_ message: [UInt8]) {
    guard message.count > 16, message[2] & 0xF8 == 0, message[4] == 0, message[5] == 1 else { return nil }
    var place = 12
    var labels: [String] = []
    while place < message.count, message[place] != 0 {
      let length = Int(message[place])
      guard length < 64, place + length < message.count else { return nil }
      labels.append(String(decoding: message[place + 1...place + length], as: UTF8.self))
      place += length + 1
    }
    guard place + 5 <= message.count else { return nil }
    identifier = Array(message[0..<2])
    asksForRecursion = message[2] & 1 == 1
    bytes = Array(message[12..<place + 5])
    name = labels.joined(separator: ".").lowercased()
    let isOfInternet = message[place + 3] == 0 && message[place + 4] == 1
    switch (isOfInternet, message[place + 1], message[place + 2]) {
    case (true, 0, 1): kind = .addresses
    case (true, 0, 12): kind = .name
    default: kind = .other
    }
  }

  /// The IPv4 address whose name is asked for: `5.0.9.10.in-addr.arpa` is 10.9.0.5.
  package var address: String? {
    guard kind == .name, name.hasSuffix(".in-addr.arpa") else { return nil }
    let parts = name.dropLast(13).split(separator: ".")
    return parts.count == 4 ? parts.reversed().joined(separator: ".") : nil
  }

  /// The reply of a server that knows these addresses of the name; `nil` for a name that there is not.
  package func reply(addresses: [String]?) -> [UInt8] {
    let records = (addresses ?? []).compactMap { text -> [UInt8]? in
      let parts = text.split(separator: ".").compactMap { UInt8($0) }
      return parts.count == 4 ? record(1, parts) : nil
    }
    return message(kind == .addresses ? records : [], isKnown: addresses != nil)
  }

  /// The reply of a server that knows the name of the address; `nil` for an address that nobody has.
  package func reply(name: String?) -> [UInt8] {
    guard let name else { return message([], isKnown: false) }
    let labels = name.split(separator: ".").map { Array($0.utf8.prefix(63)) }
    return message([record(12, labels.flatMap { [UInt8($0.count)] + $0 } + [0])], isKnown: true)
  }

  private func record(_ type: UInt8, _ data: [UInt8]) -> [UInt8] {
    // The name of the question, by where it stands; class IN; ten minutes, as Docker says.
    [0xC0, 12, 0, type, 0, 1, 0, 0, 2, 88, UInt8(data.count / 256), UInt8(data.count % 256)] + data
  }

  private func message(_ records: [[UInt8]], isKnown: Bool) -> [UInt8] {
    let head =
      identifier + [asksForRecursion ? 0x81 : 0x80, isKnown ? 0x80 : 0x83, 0, 1, 0, UInt8(records.count)]
    return head + [0, 0, 0, 0] + bytes + records.joined()
  }
}
