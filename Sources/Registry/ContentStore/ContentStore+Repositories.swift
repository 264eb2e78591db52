import Basics
import OCI

extension ContentStore {
  /// Every repository, in the order in which `registry:2` lists them.
  package func repositories() throws(StoreError) -> [Repository] {
    try folders(holding: ["_layers", "_manifests"])
  }

  /// Every repository whose folder has an entry of one of the given names, in the same order.
  func folders(holding marks: Set<String>) throws(StoreError) -> [Repository] {
    var found: [Repository] = []
    try system { () throws(SystemError) in
      guard let folder = try files.folderIfPresent(StoreLayout.repositories) else { return }
      try Self.collect(marks, below: folder, prefix: "", into: &found)
    }
    return found.sorted()
  }

  private static func collect(
    _ marks: Set<String>, below folder: FolderHandle, prefix: String, into found: inout [Repository]
  ) throws(SystemError) {
    let names = try folder.names()
    if names.contains(where: marks.contains),
      let repository = try? Repository(parsing: prefix)
    {
      found.append(repository)
    }
    for name in names where !name.hasPrefix("_") && !name.hasPrefix(".") {
      let path = prefix.isEmpty ? name : "\(prefix)/\(name)"
      guard path.utf8.count <= Repository.longestPath else { continue }
      do throws(SystemError) {
        try collect(marks, below: folder.folder(name), prefix: path, into: &found)
      } catch  where error.meansAbsent {
        continue
      }
    }
  }

  /// Whether anything was ever committed to a repository.
  package func exists(_ repository: Repository) throws(StoreError) -> Bool {
    try system { () throws(SystemError) in
      if try files.isFolder(StoreLayout.layers(repository)) { return true }
      return try files.isFolder(StoreLayout.manifests(repository))
    }
  }

  /// The content behind the name of a layer or configuration in a repository; `nil` if it has none.
  ///
  /// It is the name itself, unless distribution's registry received it under a digest that it does not store by.
  package func content(of digest: Digest, in repository: Repository) throws(StoreError) -> Digest? {
    guard let target = try link(at: StoreLayout.layerLink(repository, digest)),
      target == digest || target.algorithm != digest.algorithm, try has(target)
    else { return nil }
    return target
  }

  /// Whether a layer or configuration belongs to a repository.
  package func hasBlob(_ digest: Digest, in repository: Repository) throws(StoreError) -> Bool {
    try content(of: digest, in: repository) != nil
  }

  /// Makes stored content a member of a repository; false if it is no longer stored.
  ///
  /// From then on no collection of garbage takes it before the grace period is over.
  package func addBlob(_ digest: Digest, to repository: Repository) throws(StoreError) -> Bool {
    guard try refresh(digest) else { return false }
    try writeLink(digest, at: StoreLayout.layerLink(repository, digest))
    return true
  }

  /// Takes a layer or configuration out of a repository; the content stays for the others.
  ///
  /// False if it was not there.
  package func removeBlob(_ digest: Digest, from repository: Repository) throws(StoreError) -> Bool {
    try system { () throws(SystemError) in try files.remove(StoreLayout.layerLink(repository, digest)) }
  }

  /// Reads a link; `nil` if there is none or it names nothing, which is reported.
  func link(at path: String) throws(StoreError) -> Digest? {
    let bytes = try system { () throws(SystemError) -> [UInt8]? in
      do throws(SystemError) {
        return try files.read(path, limit: 256)
      } catch  where error.isTooLong {
        return []
      }
    }
    guard let bytes else { return nil }
    guard let digest = try? Digest(parsing: String(decoding: bytes, as: UTF8.self)) else {
      notice(.damagedLink(path: path))
      return nil
    }
    return digest
  }

  /// Puts a link in its place durably; one that is already right is left.
  func writeLink(_ digest: Digest, at path: String) throws(StoreError) {
    guard try link(at: path) != digest else { return }
    try system { () throws(SystemError) in try files.write(Array(digest.description.utf8), to: path) }
  }
}
