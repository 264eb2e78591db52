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

  /// The first IPv4 address by which other computers would reach this one; `nil` without a network.
  static func outer() -> String? {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard unsafe getifaddrs(&list) == 0 else { return nil }
    defer { unsafe freeifaddrs(list) }
    var next = unsafe list
    while let entry = unsafe next {
      unsafe next = entry.pointee.ifa_next
      let flags = unsafe Int32(bitPattern: entry.pointee.ifa_flags)
      guard let address = unsafe entry.pointee.ifa_addr,
        unsafe address.pointee.sa_family == sa_family_t(AF_INET),
        flags & Int32(IFF_UP) != 0, flags & Int32(IFF_LOOPBACK) == 0
      else { continue }
      if let text = unsafe numeric(address, socklen_t(MemoryLayout<sockaddr_in>.size)) { return text }
    }
    return nil
  }

  private static func numeric(_ entry: addrinfo) -> String? {
    unsafe numeric(entry.ai_addr, entry.ai_addrlen)
  }

  @unsafe private static func numeric(
    _ address: UnsafeMutablePointer<sockaddr>, _ length: socklen_t
  ) -> String? {
    var text = [CChar](repeating: 0, count: 64)
    let code = unsafe getnameinfo(address, length, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
    guard code == 0 else { return nil }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
