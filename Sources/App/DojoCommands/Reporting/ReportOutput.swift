import Basics
import Reports

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a report goes: standard output, a file, or a folder of files.
struct ReportOutput {
  let console: Console
  /// What `--out` names.
  let path: String?

  /// Writes a document as it is; nothing is added to it.
  func write(_ document: String) throws {
    guard let path else {
      // A reader that went away is no error of ours.
      try? AtomicFile.writeAll(Array(document.utf8), to: console.output, path: "output")
      return
    }
    guard !Folders.isFolder(path) else { throw ReportUsage.isFolder(path) }
    try AtomicFile.write(document.utf8, to: path)
  }

  /// Writes a file for each learner below the folder, which is made.
  func write(_ files: [(path: String, text: String)], as format: ReportFormat) throws {
    guard let path else { throw ReportUsage.needsFolder(format) }
    try Folders.create(path, mode: 0o755)
    for file in files {
      let whole = "\(path)/\(file.path)"
      if let slash = file.path.lastIndex(of: "/") {
        try Folders.create("\(path)/\(file.path[..<slash])", mode: 0o755)
      }
      try AtomicFile.write(file.text.utf8, to: whole)
    }
    console.narrate(
      Phrase(en: "\(files.count) files in \(path)", ja: "\(path) に \(files.count) 件のファイルを書きました")[
        console.language])
  }
}
