import Basics

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A copy of what a folder holds: files, folders and links, with their modes, times and owners.
struct FolderCopy {
  let from: String
  /// The folder that the copy lies in; made where it is missing.
  let to: String
  /// Paths relative to the folder.
  var leavingOut: Set<String> = []
  /// Says of which files, by such a path, the copy is but another name, because they never change.
  var linking: (String) -> Bool = { _ in false }

  /// Makes the copy; what is gone by the time that it is to be copied was no part of the folder.
  ///
  /// - Throws: `SystemError` or `CocoaError` for what cannot be copied.
  func run() throws {
    try Folders.create(to)
    try copyContents(of: "")
  }

  private func copyContents(of folder: String) throws {
    for name in ContainerTree.names(in: folder.isEmpty ? from : "\(from)/\(folder)") {
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      guard !leavingOut.contains(path) else { continue }
      do {
        try copy(path)
      } catch  where ContainerTree.status(at: "\(from)/\(path)") == nil {
        continue
      }
    }
  }

  private func copy(_ path: String) throws {
    let (source, target) = ("\(from)/\(path)", "\(to)/\(path)")
    guard let status = ContainerTree.status(at: source) else { return }
    switch status.kind {
    case .folder:
      try Folders.create(target)
      try copyContents(of: path)
    case .file where linking(path):
      guard unsafe link(source, target) == 0 else { throw SystemError.last("link", source) }
      return
    case .file: try FileManager.default.copyItem(atPath: source, toPath: target)
    case .link(let place):
      guard unsafe symlink(place, target) == 0 else { throw SystemError.last("symlink", target) }
    case .hardLink, .other: return
    }
    ContainerTree.copyStatus(status, to: target)
  }

  /// Whether a file holds content under its own digest: `…/sha256/…/64 digits[/data]` and blobs in general.
  static func isNamedByDigest(_ name: String) -> Bool {
    let parts = name.split(separator: "/").suffix(2)
    return parts.contains { part in
      part.utf8.count == 64 && part.unicodeScalars.allSatisfy(\.properties.isASCIIHexDigit)
    } && name.contains("blobs/")
  }
}
