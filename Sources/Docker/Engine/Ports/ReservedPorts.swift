import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The low ports of a computer, which only root may open (ip(7), `ip_unprivileged_port_start`).
package struct ReservedPorts: Sendable, Hashable {
  /// The first port that everybody may open.
  let end: UInt16

  package init(below end: UInt16) {
    self.end = end
  }

  /// Those that whoever runs dojo may not open on this computer.
  package static func found() -> Self {
    #if os(Linux)
      guard geteuid() != 0 else { return Self(below: 0) }
      let setting = try? FileBytes.read("/proc/sys/net/ipv4/ip_unprivileged_port_start")
      let text = String(decoding: setting ?? [], as: UTF8.self).filter(\.isNumber)
      return Self(below: UInt16(text) ?? 1024)
    #else
      // macOS lets everybody open any port on all addresses.
      return Self(below: 0)
    #endif
  }

  func contains(_ port: UInt16) -> Bool { port < end }

  /// What is said when one of them is published and cannot be where it is published.
  func warning(about port: UInt16) -> Phrase {
    Phrase(
      en:
        "this account may not open port \(port) of this computer: curl in dojo's shell reaches it, other programs "
        + "and browsers do not; for them publish one from \(end) on",
      ja: "このアカウントではこのコンピューターのポート \(port) を開けません。dojo のシェルの curl からはつながりますが、"
        + "ほかのプログラムやブラウザーからはつながりません。その場合は \(end) 以上のポートで公開してください")
  }

  /// What is said where nothing can lead to it.
  var refusal: Phrase {
    Phrase(
      en: "This account may not open ports below \(end); publish another one.",
      ja: "このアカウントでは \(end) 未満のポートを開けません。別のポートで公開してください。")
  }
}
