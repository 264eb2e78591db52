import Basics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The pages of the program and its libraries that this process has read, most of which it does not need while it waits.
package enum ProgramPages {
  /// Gives them back soon after the start and then every minute, until the task is cancelled.
  package static func keepHandingBack() async {
    var pause = Duration.seconds(1)
    while (try? await Task.sleep(for: pause)) != nil {
      handBack()
      pause = .seconds(60)
    }
  }

  /// Gives them back to the system, which keeps them in its file cache until it needs the room; does nothing outside
  /// Linux.
  ///
  /// They come back by themselves, one by one, where they are used again.
  package static func handBack() {
    #if os(Linux)
      guard let bytes = try? FileBytes.read("/proc/self/smaps") else { return }
      for range in untouched(in: bytes) {
        unsafe madvise(UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, MADV_DONTNEED)
      }
    #endif
  }

  /// The mappings that hold nothing but what their file holds: nobody may write to them, and nobody has, as the
  /// dynamic linker does before it makes a mapping read-only (proc(5), `/proc/pid/smaps`).
  static func untouched(in listing: [UInt8]) -> [Range<UInt>] {
    var found: [Range<UInt>] = []
    var candidate: Range<UInt>?
    for line in listing.split(separator: UInt8(ascii: "\n")) {
      // Only these lines begin with an address.
      if let first = line.first, first >= UInt8(ascii: "a") || first <= UInt8(ascii: "9") {
        candidate = readOnlyFile(line.split(separator: UInt8(ascii: " ")))
      } else if let range = candidate, line.starts(with: "Anonymous:".utf8) {
        let words = line.split(separator: UInt8(ascii: " "))
        if words.dropFirst().first?.elementsEqual("0".utf8) == true { found.append(range) }
      }
    }
    return found
  }

  /// Where a file is mapped that nobody may write to, by the line that begins a mapping, such as
  /// `55d0-55e0 r-xp 00000000 fe:00 333 /usr/bin/dojo`.
  private static func readOnlyFile(_ words: [ArraySlice<UInt8>]) -> Range<UInt>? {
    guard words.count > 5, words[5].first == UInt8(ascii: "/") else { return nil }
    guard words[1].dropFirst().first == UInt8(ascii: "-") else { return nil }
    let ends = words[0].split(separator: UInt8(ascii: "-")).map {
      UInt(String(decoding: $0, as: UTF8.self), radix: 16)
    }
    guard ends.count == 2, let low = ends[0], let high = ends[1], low < high else { return nil }
    return low..<high
  }
}
