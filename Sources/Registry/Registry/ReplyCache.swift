import HTTPServer
import Synchronization

/// Replies that can be sent again as long as the files they were made of are the same.
///
/// Nothing is served from it without looking at those files, so changes by other processes show at once. It holds the replies
/// asked for last, a few megabytes at most.
final class ReplyCache: Sendable {
  private struct Entry {
    let reply: HTTPReply
    let isRight: @Sendable () -> Bool
    let size: Int
  }

  private struct Entries {
    var young: [String: Entry] = [:]
    var old: [String: Entry] = [:]
    var youngSize = 0

    /// Half of what is kept goes when there is no more room: what nobody has asked for lately.
    mutating func insert(_ entry: Entry, _ path: String) {
      if youngSize + entry.size > ReplyCache.room / 2 {
        old = young
        young = [:]
        youngSize = 0
      }
      youngSize += entry.size - (young[path]?.size ?? 0)
      young[path] = entry
    }
  }

  /// Bytes of replies that are kept.
  private static let room = 4 * 1024 * 1024
  /// Longer replies are not worth it.
  private static let longest = 128 * 1024

  private let entries = Mutex(Entries())

  /// The reply to a request for a path, if it is known and still right.
  func reply(for path: String) -> HTTPReply? {
    let entry = entries.withLock { entries -> Entry? in
      if let entry = entries.young[path] { return entry }
      guard let entry = entries.old.removeValue(forKey: path) else { return nil }
      entries.insert(entry, path)
      return entry
    }
    guard let entry else { return nil }
    guard entry.isRight() else {
      forget(path)
      return nil
    }
    return entry.reply
  }

  /// Keeps a reply of bytes; it is sent again as long as `isRight` says that what it was made of is the same.
  func keep(_ reply: HTTPReply, for path: String, while isRight: @escaping @Sendable () -> Bool) {
    guard case .bytes(let bytes) = reply.body, bytes.count <= Self.longest else { return }
    let entry = Entry(reply: reply.frozen(), isRight: isRight, size: bytes.count + path.utf8.count + 1024)
    entries.withLock { $0.insert(entry, path) }
  }

  private func forget(_ path: String) {
    entries.withLock { entries in
      entries.old.removeValue(forKey: path)
      if let entry = entries.young.removeValue(forKey: path) { entries.youngSize -= entry.size }
    }
  }
}
