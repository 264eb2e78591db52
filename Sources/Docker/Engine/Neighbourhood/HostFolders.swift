import Basics

/// What this computer has that containers may be given: folders to mount, and devices.
package protocol HostFolders: Sendable {
  /// Where a folder really lies that a container calls by this path; nothing is looked at or made.
  func place(of path: String) -> String
  /// Makes ready what a container is about to mount.
  ///
  /// - Returns: whether there is anything at the path.
  /// - Throws: `SystemError` when it cannot be brought.
  func bring(_ path: String) throws(SystemError) -> Bool
  /// What stands where a container wants a device, a link not followed; `nil` for nothing, and for what nobody is told of.
  func kind(ofDevice path: String) -> ArchiveMember.Kind?
}

/// The computer's folders as they are.
package struct OwnFolders: HostFolders {
  package init() {}
  package func place(of path: String) -> String { path }
  package func bring(_ path: String) -> Bool { Folders.exists(path) }
  package func kind(ofDevice path: String) -> ArchiveMember.Kind? { ContainerTree.status(at: path)?.kind }
}
