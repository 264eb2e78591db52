import Basics

/// A program of this computer with the libraries that it loads, to be shown in a room where the room has neither.
package struct LentProgram: Hashable, Sendable {
  /// Absolute paths; the libraries keep theirs inside.
  package let path: String
  package let libraries: [String]

  package init(path: String, libraries: [String]) {
    self.path = path
    self.libraries = libraries
  }

  /// Finds out what a program loads, by the loader's own word (ld.so(8), `LD_TRACE_LOADED_OBJECTS`).
  ///
  /// - Returns: `nil` when something that it needs is not there, or the loader is none that can be asked.
  package static func look(at path: String) async -> LentProgram? {
    if ContainerTools.needsNoLibraries(path) { return LentProgram(path: path, libraries: []) }
    let asking = ChildCommand(path, [], environment: ["LD_TRACE_LOADED_OBJECTS": "1"])
    guard let said = try? await asking.capture(), said.status == 0 else { return nil }
    return libraries(listed: said.stdout).map { LentProgram(path: path, libraries: $0) }
  }

  /// Reads `libc.so.6 => /lib/libc.so.6 (0x7f00)` and `/lib64/ld.so (0x7f00)`, a line each.
  ///
  /// - Returns: `nil` when none is named, or one is not found.
  static func libraries(listed text: String) -> [String]? {
    var paths: [String] = []
    for line in text.split(separator: "\n") {
      let words = line.split(whereSeparator: \.isWhitespace)
      guard !words.contains("not") else { return nil }
      if let path = words.first(where: { $0.hasPrefix("/") }) { paths.append(String(path)) }
    }
    return paths.isEmpty ? nil : paths
  }
}
