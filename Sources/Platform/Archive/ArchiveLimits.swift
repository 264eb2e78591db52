/// How much of an archive is taken in before it is refused.
package struct ArchiveLimits: Sendable, Hashable {
  /// The most entries, folders and refused ones included.
  package var entries: Int
  /// The most bytes of one entry, unpacked.
  package var entryBytes: Int
  /// The most bytes of all entries that are read, unpacked; of all entries where they can only be unpacked together.
  package var totalBytes: Int
  /// The longest name, in bytes as stored.
  package var nameBytes: Int

  package init(
    entries: Int = 10_000, entryBytes: Int = 16 << 20, totalBytes: Int = 256 << 20, nameBytes: Int = 1_024
  ) {
    self.entries = entries
    self.entryBytes = entryBytes
    self.totalBytes = totalBytes
    self.nameBytes = nameBytes
  }
}
