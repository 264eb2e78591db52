import Basics

/// The libraries that this process runs with, which a copy of it in a sandbox must find as well.
package enum LoadedLibraries {
  /// The folders they lie in, each once.
  package static func folders(maps: String = "/proc/self/maps") -> [String] {
    guard let bytes = try? FileBytes.read(maps) else { return [] }
    let files = String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap {
      line -> Substring? in
      guard let slash = line.firstIndex(of: "/") else { return nil }
      return line[slash...]
    }
    let libraries = files.filter { $0.contains(".so") }
    return Set(libraries.compactMap { file in file.lastIndex(of: "/").map { String(file[..<$0]) } }).sorted()
  }
}
