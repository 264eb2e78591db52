import Basics
import NIOCore
import NIOSSL

/// A certificate chain and its key, from two PEM files that are read again when they change.
package final class TLSIdentity: Sendable {
  private let files: WatchedFiles<NIOSSLContext>

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
      try Self.context(certificate: certificate, key: key)
    }
  }

  /// What a new connection is served with.
  var context: NIOSSLContext { files.current.content }

  private static func context(certificate: String, key: String) throws(TLSIdentityError) -> NIOSSLContext {
    let chain = try read(certificate)
    let secret = try read(key)
    guard let certificates = try? NIOSSLCertificate.fromPEMBytes(chain), !certificates.isEmpty else {
      throw .noCertificate(path: certificate)
    }
    guard let privateKey = try? NIOSSLPrivateKey(bytes: secret, format: .pem) else {
      throw .noKey(path: key)
    }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: certificates.map { .certificate($0) }, privateKey: .privateKey(privateKey))
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = ["http/1.1"]
    configuration.shutdownTimeout = .seconds(1)
    do {
      return try NIOSSLContext(configuration: configuration)
    } catch {
      throw .notAPair(certificate: certificate, key: key)
    }
  }

  private static func read(_ path: String) throws(TLSIdentityError) -> [UInt8] {
    do throws(SystemError) {
      return try FileBytes.read(path, limit: 1 << 20)
    } catch {
      throw .unreadable(error)
    }
  }
}

/// Why a certificate and a key cannot be used.
package enum TLSIdentityError: UserFacingError, Equatable {
  case unreadable(SystemError)
  case noCertificate(path: String)
  /// Not a PEM key, or one that a passphrase protects.
  case noKey(path: String)
  case notAPair(certificate: String, key: String)

  package var summary: Phrase {
    switch self {
    case .unreadable(let error): error.summary
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
    guard case .unreadable = self else {
      return Phrase(
        en: "Give the certificate (with its chain) and the key that was made for it.",
        ja: "証明書（中間証明書を含む）と、その証明書の秘密鍵を指定してください。")
    }
    return nil
  }

  package var exitCode: ExitCode { .undetermined }
}
