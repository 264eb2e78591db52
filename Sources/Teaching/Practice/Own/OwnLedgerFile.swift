import Basics
import Synchronization

/// The ledger of a sitting on the learner's own engine; what is added is on the disk when the call returns.
package final class OwnLedgerFile: Sendable {
  private let path: String
  private let ledger: Mutex<OwnLedger>

  /// Goes on with the ledger of a lesson's folder, or begins one when it is about another engine or not there yet.
  ///
  /// `former` looks what is there before the sitting.
  package static func open(
    in folder: LessonFolder, engine: String, former: () async throws -> Set<String>
  ) async throws -> OwnLedgerFile {
    let path = "\(folder.path)/own-docker.json"
    let kept = read(path)
    guard let kept, kept.engine == engine else {
      let begun = OwnLedgerFile(path: path, OwnLedger(engine: engine, former: try await former()))
      try begun.change { _ in }
      return begun
    }
    return OwnLedgerFile(path: path, kept)
  }

  /// Whether a lesson's folder tells of another engine than this one.
  package static func isAboutAnother(than engine: String, in folder: LessonFolder) -> Bool {
    read("\(folder.path)/own-docker.json").map { $0.engine != engine } ?? false
  }

  private init(path: String, _ ledger: OwnLedger) {
    self.path = path
    self.ledger = Mutex(ledger)
  }

  private static func read(_ path: String) -> OwnLedger? {
    guard let bytes = try? FileBytes.read(path), let json = try? JSONValue(parsing: bytes) else { return nil }
    return try? json.decoded()
  }

  package var current: OwnLedger { ledger.withLock { $0 } }

  /// Changes the ledger; nothing counts that is not on the disk.
  package func change(_ body: @Sendable (inout OwnLedger) -> Void) throws {
    try ledger.withLock { ledger in
      var changed = ledger
      body(&changed)
      try AtomicFile.write(JSONValue(encoding: changed).utf8(), to: path, mode: 0o600)
      ledger = changed
    }
  }
}
