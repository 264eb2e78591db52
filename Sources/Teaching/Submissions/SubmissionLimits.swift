import Archive

/// How much of what was handed in is taken in.
package struct SubmissionLimits: Sendable, Hashable {
  /// The most bytes of one file.
  package var fileBytes: Int
  /// The most files of one learner that are looked at.
  package var files: Int
  /// The most files and folders below one path of the command line.
  package var entries: Int
  /// How deep folders may be nested.
  package var depth: Int
  /// The most lines of commands.
  package var lines: Int
  /// The most commands of a transcript.
  package var commands: Int
  /// The most bytes of output that are kept for each command.
  package var outputBytes: Int
  /// The most bytes that one archive of a whole class may unpack to.
  package var classBytes: Int

  package init(
    fileBytes: Int = 16 << 20, files: Int = 64, entries: Int = 200_000, depth: Int = 16,
    lines: Int = 100_000, commands: Int = 10_000, outputBytes: Int = 64 << 10, classBytes: Int = 8 << 30
  ) {
    self.fileBytes = fileBytes
    self.files = files
    self.entries = entries
    self.depth = depth
    self.lines = lines
    self.commands = commands
    self.outputBytes = outputBytes
    self.classBytes = classBytes
  }

  /// For an archive with the submissions of many.
  var classArchive: ArchiveLimits {
    ArchiveLimits(entries: entries, entryBytes: fileBytes, totalBytes: classBytes, nameBytes: 1_024)
  }

  /// For an archive that one learner handed in.
  var learnersArchive: ArchiveLimits {
    ArchiveLimits(
      entries: files * 16, entryBytes: fileBytes, totalBytes: fileBytes * 2, nameBytes: 1_024)
  }
}
