import Basics
import Credentials
import Dispatch
import Synchronization

/// An htpasswd file that is read again when it has changed, and remembers for a while whom it has let in.
///
/// Clients send the password with every request, and one comparison takes 5 to 500 ms of a processor.
package final class PasswordFile: Sendable {
  private struct Known {
    var edition = 0
    /// When each of those who were let in has to be looked at again, in seconds.
    var until: [[UInt8]: Int] = [:]
    /// How often a password has been compared in full.
    var comparisons = 0
  }

  /// How long somebody stays known, in seconds.
  static let memory = 300
  /// How many stay known.
  private static let mostKnown = 1_000
  /// How many comparisons may wait; who comes then is asked to come again.
  private static let mostWaiting = 200

  private let file: WatchedFiles<PasswordList>
  private let digest = KeyedDigest()
  private let known = Mutex(Known())
  private let waiting = Mutex(0)
  private let now: @Sendable () -> Timestamp
  /// One comparison at a time: guessing passwords shall not take all processors.
  private let queue = DispatchQueue(label: "dojo.passwords")

  /// Reads the file.
  ///
  /// `complain` hears what is wrong with a later state of the file. A file that has gone lets nobody in.
  ///
  /// - Throws: `PasswordFileError`, also for a file that lets nobody in where that counts as a mistake.
  package init(
    _ path: String, mayBeEmpty: Bool = false, now: @escaping @Sendable () -> Timestamp,
    complain: @escaping @Sendable (PasswordFileError) -> Void
  ) throws(PasswordFileError) {
    let first = try Self.read(path)
    guard mayBeEmpty || !first.names.isEmpty else { throw .empty(path: path, mistakes: first.mistakes) }
    do {
      file = try WatchedFiles([path], complain: { _ in }) {
        do throws(PasswordFileError) {
          let list = try Self.read(path)
          if list.names.isEmpty { complain(.empty(path: path, mistakes: list.mistakes)) }
          return list
        } catch {
          complain(error)
          return PasswordList("")
        }
      }
    } catch {
      throw .notText(path: path)
    }
    self.now = now
  }

  /// The users there are now, and the lines that let nobody in.
  package var list: PasswordList { file.current.content }

  /// How often a password has been compared in full.
  var comparisons: Int { known.withLock { $0.comparisons } }

  private static func read(_ path: String) throws(PasswordFileError) -> PasswordList {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try FileBytes.read(path, limit: 16 << 20)
    } catch {
      throw .unreadable(error)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText(path: path) }
    return PasswordList(text)
  }

  /// How a comparison ended.
  enum Verdict: Equatable {
    case accepted, refused
    /// Too many comparisons wait already.
    case busy
  }

  /// Whether a user has this password now.
  func verdict(on credentials: BasicCredentials) async -> Verdict {
    let key = digest(
      Array("\(credentials.name.utf8.count) \(credentials.name)\(credentials.password)".utf8))
    let (list, edition) = file.current
    if isKnown(key, edition) { return .accepted }
    let hasRoom = waiting.withLock { waiting in
      guard waiting < Self.mostWaiting else { return false }
      waiting += 1
      return true
    }
    guard hasRoom else { return .busy }
    return await withCheckedContinuation { continuation in
      queue.async {
        let isAccepted = self.compare(credentials, list, key, edition)
        self.waiting.withLock { $0 -= 1 }
        continuation.resume(returning: isAccepted ? .accepted : .refused)
      }
    }
  }

  private func compare(
    _ credentials: BasicCredentials, _ list: PasswordList, _ key: [UInt8], _ edition: Int
  ) -> Bool {
    // Clients send several requests at once; the first of them has done the work for all.
    if isKnown(key, edition) { return true }
    known.withLock { $0.comparisons += 1 }
    guard list.accepts(credentials) else { return false }
    let moment = now().seconds
    known.withLock { known in
      guard edition >= known.edition else { return }
      if known.edition != edition { (known.edition, known.until) = (edition, [:]) }
      if known.until.count >= Self.mostKnown { known.until = known.until.filter { $0.value > moment } }
      if known.until.count >= Self.mostKnown { known.until = [:] }
      known.until[key] = moment + Self.memory
    }
    return true
  }

  private func isKnown(_ key: [UInt8], _ edition: Int) -> Bool {
    let moment = now().seconds
    return known.withLock { known in
      known.edition == edition && known.until[key].map { $0 > moment } ?? false
    }
  }
}
