import CCrypt

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A password as bcrypt keeps it, the only form of an htpasswd file that withstands guessing: `$2y$10$…`.
package struct Bcrypt: Hashable, Sendable {
  /// The text of the form: prefix, cost, salt and digest.
  package let text: String
  /// The binary logarithm of the work that one comparison takes.
  package let cost: Int

  /// Takes the forms `$2a$`, `$2b$` and `$2y$`; `nil` for any other.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 60, ["$2a$", "$2b$", "$2y$"].contains(where: { text.hasPrefix($0) }),
      bytes[6] == UInt8(ascii: "$"), let cost = Int(String(decoding: bytes[4...5], as: UTF8.self)),
      (4...31).contains(cost), bytes[7...].allSatisfy(Self.alphabet.contains)
    else { return nil }
    self.text = text
    self.cost = cost
  }

  /// Whether this is what a password becomes.
  ///
  /// Takes milliseconds to seconds, and a thread all that time.
  package func matches(_ password: String) -> Bool {
    guard let made = Self.hash(password, setting: text) else { return false }
    return SecretBytes.areEqual(Array(made.utf8), Array(text.utf8))
  }

  /// What a new password becomes; `nil` if this computer has no libcrypt that knows bcrypt.
  package static func of(
    _ password: String, cost: Int, chance: inout some RandomNumberGenerator
  ) -> Self? {
    let salt = (0..<21).map { _ in alphabet[Int.random(in: 0..<64, using: &chance)] }
    // The last of the 22 letters stands for two bits only.
    let setting = "$2y$\(cost < 10 ? "0" : "")\(cost)$\(String(decoding: salt, as: UTF8.self))u"
    return hash(password, setting: setting).flatMap { Self($0) }
  }

  private static let alphabet = Array(
    "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)

  private static func hash(_ password: String, setting: String) -> String? {
    // A zero would end the password early, and with it what has to be known.
    guard !password.utf8.contains(0) else { return nil }
    guard let made = unsafe dojo_crypt(password, setting) else { return nil }
    defer { unsafe free(made) }
    return unsafe String(cString: made)
  }
}
