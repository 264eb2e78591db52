import Basics
import Credentials
import HTTPServer
import Synchronization

/// Lets in whoever brings a token of a token server, as far as the token says.
package final class TokenGate: AccessGate {
  /// Where tokens come from, and what they must say.
  package struct Settings: Sendable {
    /// The URL of the token server, for the challenge.
    let realm: String
    /// What the registry is called in tokens and challenges.
    let service: String
    /// What the token server calls itself in its tokens.
    let issuer: String

    package init(realm: String, service: String, issuer: String) {
      self.realm = realm
      self.service = service
      self.issuer = issuer
    }
  }

  private struct Known {
    var edition = 0
    var tokens: [[UInt8]: WebToken] = [:]
  }

  /// The longest token that is looked at, in bytes.
  private static let longestToken = 32 * 1024
  private static let mostKnown = 1_000

  private let settings: Settings
  private let keys: WatchedFiles<KeySet>
  private let digest = KeyedDigest()
  private let known = Mutex(Known())
  private let now: @Sendable () -> Timestamp

  /// Reads the key set, which is read again when its file has changed.
  ///
  /// `complain` hears why a later state of it could not be used; the keys before then stay in force.
  ///
  /// - Throws: `KeySetError`.
  package init(
    _ settings: Settings, keys path: String, now: @escaping @Sendable () -> Timestamp,
    complain: @escaping @Sendable (any Error) -> Void
  ) throws {
    self.settings = settings
    self.now = now
    keys = try WatchedFiles([path], complain: complain) {
      let bytes: [UInt8]
      do throws(SystemError) {
        bytes = try FileBytes.read(path, limit: 1 << 20)
      } catch {
        throw KeySetError.unreadable(error)
      }
      return try KeySet(bytes, path: path)
    }
  }

  package func admit(
    _ request: HTTPRequest, for wishes: [AccessWish]
  ) async throws(RegistryFailure) -> Visitor {
    guard case .bearer(let text) = Authorization(request) else {
      throw refusal(wishes, nil, reason: "authorization token required")
    }
    let token: WebToken
    do {
      token = try read(text)
    } catch {
      throw refusal(wishes, "invalid_token", reason: "invalid token: \(error.rawValue)")
    }
    guard token.grants.cover(wishes) else {
      throw refusal(wishes, "insufficient_scope", reason: "insufficient scope")
    }
    return token.user.map { .named($0) } ?? .anonymous
  }

  private func refusal(_ wishes: [AccessWish], _ error: String?, reason: String) -> RegistryFailure {
    let challenge = Challenge.bearer(
      realm: settings.realm, service: settings.service, wishes, error: error)
    var failure = RegistryFailure.unauthorized(wishes, challenge: challenge)
    failure.visitor = .refused(name: nil, reason: reason)
    return failure
  }

  /// A token, believed; one that was believed a moment ago costs no second look at its signature.
  private func read(_ text: String) throws(WebToken.Fault) -> WebToken {
    guard text.utf8.count <= Self.longestToken else { throw .malformed }
    let (keys, edition) = keys.current
    let id = digest(Array(text.utf8))
    let second = now().seconds
    let seen = known.withLock { $0.edition == edition ? $0.tokens[id] : nil }
    if let seen, seen.expires > second { return seen }
    let rule = WebToken.Rule(issuer: settings.issuer, service: settings.service)
    let token = try WebToken(text, keys: keys, rule: rule, at: second)
    known.withLock { known in
      guard edition >= known.edition else { return }
      if known.edition != edition || known.tokens.count >= Self.mostKnown { known = Known(edition: edition) }
      known.tokens[id] = token
    }
    return token
  }
}
