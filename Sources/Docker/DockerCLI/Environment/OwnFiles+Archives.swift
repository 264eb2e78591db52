import Basics

extension OwnFiles {
  package func kind(of path: String) -> FileKind? {
    if Folders.isFolder(path) { return .folder }
    return Folders.exists(path) ? .file : nil
  }

  package func pack(
    _ path: String, as name: String, to sink: ([UInt8]) async throws -> Void
  ) async throws {
    let (parent, last) = Self.split(path)
    try await OpenFolder(parent).pack(last, as: name, to: sink)
  }

  package func unpack(
    _ members: [(member: ArchiveMember, content: ArraySlice<UInt8>)], into path: String
  ) throws(SystemError) {
    try OpenFolder(path).unpack(members)
  }

  private static func split(_ path: String) -> (parent: String, last: String) {
    let parts = path.split(separator: "/")
    guard let last = parts.last else { return ("/", ".") }
    return ("/" + parts.dropLast().joined(separator: "/"), String(last))
  }
}
