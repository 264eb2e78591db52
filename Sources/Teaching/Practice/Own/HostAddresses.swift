#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What this computer knows a host name as.
enum HostAddresses {
  /// The IPv4 addresses of a name; empty when it is nobody's.
  static func of(_ name: String) -> [String] {
    var hints = unsafe addrinfo()
    unsafe hints.ai_family = AF_INET
    #if canImport(Glibc)
      unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
      unsafe hints.ai_socktype = SOCK_STREAM
    #endif
    var list: UnsafeMutablePointer<addrinfo>?
    guard unsafe getaddrinfo(name, nil, &hints, &list) == 0 else { return [] }
    defer { unsafe freeaddrinfo(list) }
    var addresses: [String] = []
    var next = unsafe list
    while let entry = unsafe next {
      if let text = unsafe numeric(entry.pointee) { addresses.append(text) }
      unsafe next = entry.pointee.ai_next
    }
    return addresses
  }

  private static func numeric(_ entry: addrinfo) -> String? {
    var text = [CChar](repeating: 0, count: 64)
    let code = unsafe getnameinfo(
      entry.ai_addr, entry.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
    guard code == 0 else { return nil }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
