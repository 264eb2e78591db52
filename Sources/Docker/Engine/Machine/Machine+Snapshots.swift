import Basics
import Shell

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Machine {
  /// Copies all that the machine is made of into a folder that must not exist yet; content by digest is shared.
  package func snapshot(to path: String) async throws {
    try await copyFiles(from: folder.path, to: path)
  }

  /// Goes back to a snapshot: what ran then runs again.
  package func restore(from path: String) async throws {
    await suspend()
    do {
      try await exchangeFolder(with: path)
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
  private func exchangeFolder(with path: String) async throws {
    let (incoming, outgoing) = (folder.incoming, folder.outgoing)
    let files = FileManager.default
    for leftover in [incoming, outgoing] { removeFiles(at: leftover) }
    try await copyFiles(from: path, to: incoming)
    try files.moveItem(atPath: folder.path, toPath: outgoing)
    try files.moveItem(atPath: incoming, toPath: folder.path)
    removeFiles(at: outgoing)
  }

  /// Copies a folder of a machine's; what users of containers have in it is still theirs.
  private func copyFiles(from path: String, to copy: String) async throws {
    var own = FolderCopy(from: path, to: copy, linking: FolderCopy.isNamedByDigest)
    guard let hands = await owners().hands else { return try own.run() }
    let theirs = MachineFolder(path: path).trees.filter { tree in
      Folders.exists("\(path)/\(tree)") && (try? OpenFolder("\(path)/\(tree)"))?.isOwn != true
    }
    own.leavingOut = Set(theirs)
    try own.run()
    for tree in theirs {
      try Folders.create("\(copy)/\(tree)")
      try await hands.copy("\(path)/\(tree)", over: "\(copy)/\(tree)")
    }
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
