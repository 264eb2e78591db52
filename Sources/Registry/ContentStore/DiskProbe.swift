import Basics

/// Looks on at a store's calls to its disk, and may let them fail: how tests try full disks and power cuts.
///
/// A store without a probe pays nothing for it.
package struct DiskProbe: Sendable {
  /// A call by which a store reaches its disk.
  package enum Call: String, Sendable, CaseIterable {
    case openFolder, makeFolder, list, open, create, read, write, truncate, sync, rename, remove, touch

    /// Whether the call changes what lies on the disk.
    package var isChange: Bool {
      switch self {
      case .openFolder, .list, .open, .read: false
      default: true
      }
    }
  }

  /// What becomes of a call.
  package enum Outcome: Sendable {
    case asUsual
    /// It fails with this `errno`.
    case fails(Int32)
    /// A sync that is taken as done; other calls go as usual.
    case isSkipped
    /// A write that takes only so many bytes; other calls go as usual.
    case takes(Int)
  }

  let decide: @Sendable (Call) -> Outcome

  /// `decide` is asked before each call, on the thread that makes it.
  package init(_ decide: @escaping @Sendable (Call) -> Outcome) {
    self.decide = decide
  }

  /// Whether a call is to be made; throws where it is to fail.
  func admits(_ call: Call, _ place: String) throws(SystemError) -> Bool {
    switch decide(call) {
    case .fails(let code): throw SystemError(operation: call.rawValue, subject: place, code: code)
    case .isSkipped: call != .sync
    case .asUsual, .takes: true
    }
  }
}
