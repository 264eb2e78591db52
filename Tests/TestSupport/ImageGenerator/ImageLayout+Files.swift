#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension ImageLayout {
  /// Reads every file under a folder.
  package init(readingFrom folder: String) throws {
    var files: [String: [UInt8]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      guard let content = FileManager.default.contents(atPath: "\(folder)/\(path)") else { continue }
      var isFolder = false
      guard FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder), !isFolder
      else { continue }
      files[path] = Array(content)
    }
    self.init(files: files)
  }

  /// Puts the layout in the place of whatever the folder holds.
  package func write(to folder: String) throws {
    try? FileManager.default.removeItem(atPath: folder)
    for (path, bytes) in files {
      let file = "\(folder)/\(path)"
      let parent = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        .joined(separator: "/")
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
      try Data(bytes).write(to: URL(filePath: file))
    }
  }
}
