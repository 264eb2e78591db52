import Basics
import HTTPServer

/// Whether a server may listen at an address.
enum ListenRule {
  /// Whether only this computer reaches an address.
  static func isPrivate(_ address: ListenAddress) -> Bool {
    switch address {
    case .unix: true
    case .listening: false
    case .tcp(let host, let port): host == "localhost" || HostPort(host: host, port: port).isLoopback
    }
  }

  /// What a person should know about an address beyond this computer.
  static func notice(_ address: ListenAddress, isGuarded: Bool, isEncrypted: Bool) -> Phrase? {
    guard !isPrivate(address) else { return nil }
    switch (isGuarded, isEncrypted) {
    case (true, true): return nil
    case (true, false):
      return Phrase(
        en:
          "Other computers can reach \(address), and passwords travel to it unencrypted; --tls-cert and --tls-key help.",
        ja: "\(address) にはほかのコンピューターからも接続でき、パスワードは暗号化されずに送られます。--tls-cert と --tls-key で暗号化できます。")
    case (false, _):
      return Phrase(
        en: "Anyone who reaches \(address) can pull from this registry and push to it.",
        ja: "\(address) に接続できる人は誰でも、このレジストリから pull でき、push もできます。")
    }
  }
}
