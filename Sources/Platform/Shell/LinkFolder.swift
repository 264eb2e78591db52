import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder of links to the running program, one for each name it answers to.
package struct LinkFolder: Sendable, Equatable {
  package let path: String

  /// Creates the folder when it is missing and points each name to `program`.
  package init(at path: String, names: [String], program: String) throws(SystemError) {
    self.path = path
    guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .last("mkdir", path) }
    for name in names {
      let link = "\(path)/\(name)"
      _ = unsafe unlink(link)
      guard unsafe symlink(program, link) == 0 else { throw .last("symlink", link) }
    }
  }

  /// The first executable called `name` on a search path that does not lie in this folder.
  package static func program(
    _ name: String, on searchPath: String, except folder: String?,
    isExecutable: (String) -> Bool = { unsafe access($0, X_OK) == 0 }
  ) -> String? {
    searchPath.split(separator: ":").lazy.map(String.init)
      .filter { $0 != folder && !$0.isEmpty }
      .map { "\($0)/\(name)" }
      .first(where: isExecutable)
  }
}
