import Basics
import Credentials
import HTTPServer
import Registry

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a registry does with its files before it listens.
struct RegistryStart {
  let settings: RegistrySettings
  let files: RegistryFiles
  let now: Timestamp
  let chance: Chance

  /// The registry; or one that ends at once, with the reason in its log.
  var program: Program {
    var settings = settings
    if settings.fatal == nil { settings.fatal = certificateFault ?? provisionPasswords(&settings) }
    guard settings.fatal != nil else { return .registry(settings) }
    return .finishes(
      output: RegistryWorkload.greeting(settings, at: now, chance: chance), exitCode: 1)
  }

  /// Why TLS cannot begin, in Go's words.
  private var certificateFault: String? {
    guard let names = settings.certificate, let chain = files.chain, let key = files.key else { return nil }
    guard !names.key.isEmpty else { return "open : no such file or directory" }
    do {
      _ = try TLSIdentity(certificate: chain, key: key) { _ in }
      return nil
    } catch let error as TLSIdentityError {
      switch error {
      case .unreadable(let error):
        let name = error.subject == chain ? names.chain : names.key
        return "open \(name): \(error.reason.lowercased())"
      case .noCertificate: return "tls: failed to find any PEM data in certificate input"
      case .noKey: return "tls: failed to find any PEM data in key input"
      case .notAPair: return "tls: private key does not match public key"
      case .noLibrary: return error.summary.en
      }
    } catch {
      return "\(error)"
    }
  }

  /// As `registry:2.7.1` does, makes the password file that it was told of, with a user whose password it logs.
  private func provisionPasswords(_ settings: inout RegistrySettings) -> String? {
    guard let passwords = settings.passwords, let path = files.passwords, !Folders.exists(path) else {
      return nil
    }
    var generator = chance
    let bytes = (0..<32).map { _ in UInt8.random(in: 0 ... .max, using: &generator) }
    let password = String(Base64.encoded(bytes, isForURL: true).prefix { $0 != "=" })
    guard let kept = Bcrypt.of(password, cost: 10, chance: &generator) else {
      return "this computer has no libcrypt with bcrypt"
    }
    do throws(SystemError) {
      if let slash = path.lastIndex(of: "/") { try Folders.create(String(path[..<slash])) }
      try AtomicFile.write("docker:\(kept.text)".utf8, to: path, mode: 0o600)
    } catch {
      return
        "unable to configure authorization (htpasswd): open \(passwords.path): \(error.reason.lowercased())"
    }
    settings.provisionedPassword = password
    return nil
  }
}
