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
    do {
      try exchangeFolder(with: path)
      try reload()
      try await images.reload()
    } catch {
      await resume()
      throw error
    }
    await resume()
    if daemonStatus.isRunning != (router != nil) { try await openDoor() }
  }

  /// Puts a copy of a folder in the place of the machine's own, which stays whole until the copy is.
  private func exchangeFolder(with path: String) throws {
    let (incoming, outgoing) = (folder.incoming, folder.outgoing)
    let files = FileManager.default
    for leftover in [incoming, outgoing] where files.fileExists(atPath: leftover) {
      try files.removeItem(atPath: leftover)
    }
    try FolderCopy(from: path, to: incoming).run()
    try files.moveItem(atPath: folder.path, toPath: outgoing)
    try files.moveItem(atPath: incoming, toPath: folder.path)
    try? files.removeItem(atPath: outgoing)
  }
}

extension MachineFolder {
  /// The copy that is to take the folder's place.
  fileprivate var incoming: String { "\(path).incoming" }
  /// The folder whose place has been taken.
  fileprivate var outgoing: String { "\(path).outgoing" }

  /// Completes an exchange that was cut off after the old folder had gone: the copy is whole by then.
  func finishExchange() throws {
    let files = FileManager.default
    guard !files.fileExists(atPath: path), files.fileExists(atPath: incoming) else { return }
    try files.moveItem(atPath: incoming, toPath: path)
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
      do {
        try copy(name, with: files)
      } catch  where !files.fileExists(atPath: "\(from)/\(name)") {
        // A temporary file that is gone by now; it was no part of the machine.
        continue
      }
    }
  }

  private func copy(_ name: String, with files: FileManager) throws {
    let source = "\(from)/\(name)"
    let target = "\(to)/\(name)"
    switch try files.attributesOfItem(atPath: source)[.type] as? FileAttributeType {
    case .typeDirectory?: try files.createDirectory(atPath: target, withIntermediateDirectories: true)
    case .typeSymbolicLink?:
      try files.createSymbolicLink(
        atPath: target, withDestinationPath: files.destinationOfSymbolicLink(atPath: source))
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
