import Basics
import OCI

extension ContentStore {
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
    let path = StoreLayout.layerLink(repository, digest)
    guard let target = try link(at: path) else { return nil }
    guard target == digest || target.algorithm != digest.algorithm else {
      notice(.damagedLink(path: path))
      return nil
    }
    return try has(target, behind: path) ? target : nil
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

  /// Whether the content that a link names is there, which is reported if it is not.
  func has(_ digest: Digest, behind path: String) throws(StoreError) -> Bool {
    if try has(digest) { return true }
    notice(.danglingLink(path: path, digest))
    return false
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
    let work = DurableWork(files)
    guard let link = try prepareLink(digest, at: path, work) else { return }
    try system { () throws(SystemError) in
      try work.sync()
      try link.takeName(work)
      try work.sync()
    }
  }

  /// Writes a link that is yet to get its name; `nil` if there is a right one already.
  func prepareLink(_ digest: Digest, at path: String, _ work: DurableWork) throws(StoreError) -> NamelessFile?
  {
    guard try link(at: path) != digest else { return nil }
    let (parent, name) = StoreFiles.split(path)
    return try system { () throws(SystemError) in
      try NamelessFile(Array(digest.description.utf8), for: name, in: work.makeFolder(parent), work)
    }
  }
}
