import Basics
import Synchronization

/// A certificate chain and its key, from two PEM files that are read again when they change.
package final class TLSIdentity: Sendable {
  private let files: WatchedFiles<SharedPair>

  /// Reads the files.
  ///
  /// `complain` hears why later files could not be used; connections then go on to get the last good ones, so the two
  /// files may be replaced one after the other.
  ///
  /// - Throws: `TLSIdentityError`.
  package init(
    certificate: String, key: String, complain: @escaping @Sendable (any Error) -> Void
  ) throws {
    files = try WatchedFiles([certificate, key], complain: complain) {
      try Self.pair(certificate: certificate, key: key)
    }
  }

  /// The TLS of a new connection; `nil` without memory.
  func session() -> TLSSession? {
    files.current.content.pair.withLock { $0.session() }
  }

  private static func pair(certificate: String, key: String) throws(TLSIdentityError) -> SharedPair {
    SharedPair(
      try TLSPair(chain: read(certificate), key: read(key), paths: (certificate: certificate, key: key)))
  }

  private static func read(_ path: String) throws(TLSIdentityError) -> [UInt8] {
    do throws(SystemError) {
      return try FileBytes.read(path, limit: 1 << 20)
    } catch {
      throw .unreadable(error)
    }
  }
}

/// A pair that connections on all threads are made from.
private final class SharedPair: Sendable {
  let pair: Mutex<TLSPair>

  init(_ pair: consuming sending TLSPair) {
    self.pair = Mutex(pair)
  }
}

/// Why a certificate and a key cannot be used.
package enum TLSIdentityError: UserFacingError, Equatable {
  case unreadable(SystemError)
  /// OpenSSL's libssl is not on this computer.
  case noLibrary
  case noCertificate(path: String)
  /// Not a PEM key, or one that a passphrase protects.
  case noKey(path: String)
  case notAPair(certificate: String, key: String)

  package var summary: Phrase {
    switch self {
    case .unreadable(let error): error.summary
    case .noLibrary:
      Phrase(
        en: "TLS needs OpenSSL's libssl, which is not on this computer",
        ja: "TLS に必要な OpenSSL の libssl が、このコンピューターにありません")
    case .noCertificate(let path):
      Phrase(en: "\(path) holds no certificate in PEM form", ja: "\(path) に PEM 形式の証明書がありません")
    case .noKey(let path):
      Phrase(
        en: "\(path) holds no private key in PEM form without a passphrase",
        ja: "\(path) に、パスフレーズのない PEM 形式の秘密鍵がありません")
    case .notAPair(let certificate, let key):
      Phrase(
        en: "the key in \(key) is not that of the certificate in \(certificate)",
        ja: "\(key) の鍵は \(certificate) の証明書のものではありません")
    }
  }

  package var remedy: Phrase? {
    switch self {
    case .unreadable: nil
    case .noLibrary:
      Phrase(
        en: "Install it (Debian, Ubuntu: apt-get install libssl3; macOS: brew install openssl@3).",
        ja: "インストールしてください（Debian、Ubuntu: apt-get install libssl3、macOS: brew install openssl@3）。")
    case .noCertificate, .noKey, .notAPair:
      Phrase(
        en: "Give the certificate (with its chain) and the key that was made for it.",
        ja: "証明書（中間証明書を含む）と、その証明書の秘密鍵を指定してください。")
    }
  }

  package var exitCode: ExitCode { .undetermined }
}
