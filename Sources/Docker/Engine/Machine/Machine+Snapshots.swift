import Basics

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Machine {
  /// Copies all that the machine is made of into a folder that must not exist yet; content by digest is shared.
  package func snapshot(to path: String) throws {
    try FolderCopy(from: folder.path, to: path).run()
  }

  /// Goes back to a snapshot: what ran then runs again.
  package func restore(from path: String) async throws {
    await suspend()
    let incoming = "\(folder.path).incoming"
    let outgoing = "\(folder.path).outgoing"
    let files = FileManager.default
    for leftover in [incoming, outgoing] where files.fileExists(atPath: leftover) {
      try files.removeItem(atPath: leftover)
    }
    try FolderCopy(from: path, to: incoming).run()
    try files.moveItem(atPath: folder.path, toPath: outgoing)
    try files.moveItem(atPath: incoming, toPath: folder.path)
    try? files.removeItem(atPath: outgoing)
    try reload()
    try await images.reload()
    await resume()
  }
}

/// A copy of a folder in which files named by their digest are hard links: they never change.
struct FolderCopy {
  let from: String
  let to: String

  func run() throws {
    let files = FileManager.default
    try files.createDirectory(atPath: to, withIntermediateDirectories: true)
    for name in try files.subpathsOfDirectory(atPath: from) {
      try copy(name, with: files)
    }
  }

  private func copy(_ name: String, with files: FileManager) throws {
    let source = "\(from)/\(name)"
    let target = "\(to)/\(name)"
    // A temporary file may be gone again by now; that is no part of the machine.
    guard let attributes = try? files.attributesOfItem(atPath: source) else { return }
    switch attributes[.type] as? FileAttributeType {
    case .typeDirectory?: try files.createDirectory(atPath: target, withIntermediateDirectories: true)
    case .typeRegular? where Self.isImmutable(name): try files.linkItem(atPath: source, toPath: target)
    case .typeRegular?: try files.copyItem(atPath: source, toPath: target)
    default: return
    }
  }

  /// Whether a file holds content under its own digest: `…/sha256/…/64 digits[/data]` and blobs in general.
  private static func isImmutable(_ name: String) -> Bool {
    let parts = name.split(separator: "/").suffix(2)
    return parts.contains { part in
      part.utf8.count == 64 && part.unicodeScalars.allSatisfy(\.properties.isASCIIHexDigit)
    } && name.contains("blobs/")
  }
}
