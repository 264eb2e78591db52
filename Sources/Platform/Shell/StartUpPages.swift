import Basics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The pages of program and libraries that a start has read, most of which a server that waits never needs again.
package enum StartUpPages {
  /// Gives them back to the system, which keeps them in its file cache until it needs the room; does nothing outside
  /// Linux.
  ///
  /// They come back by themselves, one by one, where they are used again.
  package static func handBack() {
    #if os(Linux)
      guard let bytes = try? FileBytes.read("/proc/self/smaps") else { return }
      for range in untouched(in: String(decoding: bytes, as: UTF8.self)) {
        unsafe madvise(UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, MADV_DONTNEED)
      }
    #endif
  }

  /// The mappings that hold nothing but what their file holds: nobody may write to them, and nobody has, as the
  /// dynamic linker does before it makes a mapping read-only (proc(5), `/proc/pid/smaps`).
  static func untouched(in listing: String) -> [Range<UInt>] {
    var found: [Range<UInt>] = []
    var candidate: Range<UInt>?
    for line in listing.split(separator: "\n") {
      let words = line.split(separator: " ", omittingEmptySubsequences: true)
      if let range = addresses(words) {
        let isFile = words.count > 5 && words[5].hasPrefix("/")
        candidate = isFile && words[1].dropFirst().first == "-" ? range : nil
      } else if words.first == "Anonymous:", words.dropFirst().first == "0", let range = candidate {
        found.append(range)
      }
    }
    return found
  }

  /// Of the line that begins a mapping, such as `55d0-55e0 r-xp 00000000 fe:00 333 /usr/bin/dojo`.
  private static func addresses(_ words: [Substring]) -> Range<UInt>? {
    guard words.count >= 5, words[1].count == 4 else { return nil }
    let ends = words[0].split(separator: "-")
    guard ends.count == 2, let low = UInt(ends[0], radix: 16), let high = UInt(ends[1], radix: 16), low < high
    else { return nil }
    return low..<high
  }
}
