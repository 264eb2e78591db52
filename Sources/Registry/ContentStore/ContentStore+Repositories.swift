import Basics
import OCI

extension ContentStore {
  /// Every repository, in the order in which `registry:2` lists them.
  package func repositories() -> [Repository] {
    var found: [Repository] = []
    collect(below: layout.repositories, prefix: "", into: &found)
    return found.sorted()
  }

  private func collect(below folder: String, prefix: String, into found: inout [Repository]) {
    for name in Folders.names(in: folder) where !name.hasPrefix("_") && !name.hasPrefix(".") {
      let path = prefix.isEmpty ? name : "\(prefix)/\(name)"
      if let repository = try? Repository(parsing: path), exists(repository) { found.append(repository) }
      if path.utf8.count < Repository.longestPath {
        collect(below: "\(folder)/\(name)", prefix: path, into: &found)
      }
    }
  }

  /// Whether anything was ever committed to a repository.
  package func exists(_ repository: Repository) -> Bool {
    Folders.isRealFolder(layout.layers(repository)) || Folders.isRealFolder(layout.manifests(repository))
  }

  /// The tags of a repository, by bytes; a tag whose link is unreadable is left out.
  package func tags(of repository: Repository) -> [Tag] {
    Folders.names(in: layout.tags(repository)).compactMap { try? Tag(parsing: $0) }
      .filter { resolve($0, in: repository) != nil }.sorted()
  }

  /// The manifest behind a tag; `nil` if there is none.
  package func resolve(_ tag: Tag, in repository: Repository) -> Digest? {
    link(at: layout.tagLink(repository, tag))
  }

  /// Whether a layer or configuration belongs to a repository.
  package func hasBlob(_ digest: Digest, in repository: Repository) -> Bool {
    link(at: layout.layerLink(repository, digest)) == digest && has(digest)
  }

  /// Whether a manifest belongs to a repository.
  package func hasManifest(_ digest: Digest, in repository: Repository) -> Bool {
    link(at: layout.revisionLink(repository, digest)) == digest && has(digest)
  }

  /// The manifests of a repository, by digest.
  package func manifests(of repository: Repository) -> [Digest] {
    let folder = layout.revisions(repository)
    return Folders.names(in: folder).flatMap { algorithm in
      Folders.names(in: "\(folder)/\(algorithm)").compactMap { hex in
        try? Digest(parsing: "\(algorithm):\(hex)")
      }
    }.filter { hasManifest($0, in: repository) }.sorted()
  }

  /// Makes stored content a member of a repository.
  package func addBlob(_ digest: Digest, to repository: Repository) throws(SystemError) {
    try writeLink(digest, at: layout.layerLink(repository, digest))
  }

  /// Stores a manifest in a repository and moves tags to it: content first, then its link, then the tags.
  @discardableResult
  package func putManifest(
    _ bytes: [UInt8], in repository: Repository, tags: [Tag] = [], algorithm: Digest.Algorithm = .sha256
  ) throws(SystemError) -> Digest {
    let digest = try write(bytes, algorithm)
    try writeLink(digest, at: layout.revisionLink(repository, digest))
    for tag in tags {
      try writeLink(digest, at: layout.tagIndexLink(repository, tag, digest))
      try writeLink(digest, at: layout.tagLink(repository, tag))
    }
    return digest
  }

  /// Takes a layer or configuration out of a repository; the content stays for the others.
  ///
  /// False if it was not there.
  package func removeBlob(_ digest: Digest, from repository: Repository) -> Bool {
    FileSystem.remove(layout.layerLink(repository, digest))
  }

  /// Takes a manifest and its tags out of a repository; false if it was not there.
  package func removeManifest(_ digest: Digest, from repository: Repository) -> Bool {
    let removed = FileSystem.remove(layout.revisionLink(repository, digest))
    for tag in tags(of: repository) where resolve(tag, in: repository) == digest {
      _ = removeTag(tag, from: repository)
    }
    return removed
  }

  /// Takes a tag away, leaving its manifest; false if there was no such tag.
  package func removeTag(_ tag: Tag, from repository: Repository) -> Bool {
    let removed = FileSystem.remove(layout.tagLink(repository, tag))
    Folders.remove(layout.tag(repository, tag))
    return removed
  }

  private func link(at path: String) -> Digest? {
    guard let bytes = try? FileSystem.read(path, limit: 256) else { return nil }
    return try? Digest(parsing: String(decoding: bytes, as: UTF8.self))
  }

  private func writeLink(_ digest: Digest, at path: String) throws(SystemError) {
    guard link(at: path) != digest else { return }
    try FileSystem.makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
    try AtomicFile.write(digest.description.utf8, to: path)
  }
}
