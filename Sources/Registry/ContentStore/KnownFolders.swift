import Basics
import OCI
import Synchronization

/// What folders of repositories listed when they were last read, kept for as long as they look the same.
///
/// It makes lists fast and needs no care: a folder is looked at each time before what is known of it is used, so a change
/// by another process shows at once, and nothing of it lies on the disk where it could become stale or damaged.
final class KnownFolders: Sendable {
  /// One folder on the way to repositories.
  struct Listing: Sendable {
    /// What lies in it that may lead to repositories, by bytes.
    let names: [String]
    /// The repository that it is, if it is one.
    let repository: Repository?
  }

  /// Folders that are remembered; with more than that all are forgotten.
  private static let most = 100_000

  private let known = Mutex<[String: (stamp: FileStamp, listing: Listing)]>([:])

  /// What the folder of a path in the catalog lists that looks like this now, read by `read` if it is not known.
  func listing(
    of path: String, stamp: FileStamp?, now: Timestamp,
    _ read: (FileStamp) throws(SystemError) -> Listing
  ) throws(SystemError) -> Listing? {
    guard let stamp else { return nil }
    if let entry = known.withLock({ $0[path] }), entry.stamp == stamp { return entry.listing }
    let listing = try read(stamp)
    if stamp.isSettled(at: now) {
      known.withLock { known in
        if known.count >= Self.most { known = [:] }
        known[path] = (stamp, listing)
      }
    }
    return listing
  }
}
