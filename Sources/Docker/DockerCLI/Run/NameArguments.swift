import DockerAPI

/// A value of `--add-host`: `host:ip` or `host=ip`.
enum HostMapping {
  static func objection(_ text: String) -> String? {
    guard let (name, address) = parts(text), !name.isEmpty else {
      return "bad format for add-host: \(GoText.quoted(text))"
    }
    guard address == "host-gateway" || NameServerText.isAddress(address) else {
      return "invalid IP address in add-host: \(GoText.quoted(address))"
    }
    return nil
  }

  /// The form in which engines take it: `host:ip`.
  static func plain(_ text: String) -> String { parts(text).map { "\($0):\($1)" } ?? text }

  private static func parts(_ text: String) -> (String, String)? {
    guard let mark = text.firstIndex(of: "=") ?? text.firstIndex(of: ":") else { return nil }
    var address = text[text.index(after: mark)...]
    if address.hasPrefix("["), address.hasSuffix("]") { address = address.dropFirst().dropLast() }
    return (String(text[..<mark]), String(address))
  }
}

/// Values of `--dns` and `--dns-search`.
enum NameServerText {
  static func objectionToAddress(_ text: String) -> String? {
    isAddress(text) ? nil : "IP address is not correctly formatted: \(text)"
  }

  static func objectionToDomain(_ text: String) -> String? {
    let name = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard name != "." else { return nil }
    let isDomain =
      name.contains(where: { $0.isASCII && $0.isLetter })
      && name.wholeMatch(
        of:
          /(?:[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9])(?:\.(?:[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]))*\.?/
      ) != nil
    return isDomain ? nil : "\(text) is not a valid domain"
  }

  static func isAddress(_ text: String) -> Bool { AddressText.isAddress(text) }
}

/// A value of `--link`: `container` or `container:alias`.
enum LinkArgument {
  static func objection(_ text: String) -> String? {
    guard !text.isEmpty else { return "empty string specified for links" }
    return text.split(separator: ":", omittingEmptySubsequences: false).count <= 2
      ? nil : "bad format for links: \(text)"
  }

  /// The form in which engines take it: `container:alias`.
  static func plain(_ text: String) -> String { text.contains(":") ? text : "\(text):\(text)" }
}
