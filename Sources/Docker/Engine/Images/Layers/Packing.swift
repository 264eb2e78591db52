import Archive

/// How an archive of files is packed that somebody hands to the engine: not at all, or with gzip, bzip2 or xz.
enum Packing {
  /// The archive itself.
  static func unpack(_ bytes: [UInt8]) throws(LayerError) -> [UInt8] {
    if Gunzip.recognises(bytes) { return try Gunzip.unpack(bytes) }
    guard PackedFile.recognises(bytes) else { return bytes }
    do throws(ArchiveProblem) {
      return try PackedFile.unpack(bytes)
    } catch .tooManyBytes {
      throw .tooLarge
    } catch {
      throw .truncated
    }
  }
}
