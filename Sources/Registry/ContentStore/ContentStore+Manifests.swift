import Basics
import OCI

extension ContentStore {
  /// The tags of a repository, by bytes; a tag whose link is unreadable is left out.
  package func tags(of repository: Repository) throws(StoreError) -> [Tag] {
    let names = try system { () throws(SystemError) in try files.names(in: StoreLayout.tags(repository)) }
    var tags: [Tag] = []
    for name in names {
      guard let tag = try? Tag(parsing: name), try resolve(tag, in: repository) != nil else { continue }
      tags.append(tag)
    }
    return tags.sorted()
  }

  /// The manifest behind a tag; `nil` if there is none.
  package func resolve(_ tag: Tag, in repository: Repository) throws(StoreError) -> Digest? {
    try link(at: StoreLayout.tagLink(repository, tag))
  }

  /// Whether a manifest belongs to a repository.
  package func hasManifest(_ digest: Digest, in repository: Repository) throws(StoreError) -> Bool {
    guard try link(at: StoreLayout.revisionLink(repository, digest)) == digest else { return false }
    return try has(digest)
  }

  /// The manifests of a repository, by digest.
  package func manifests(of repository: Repository) throws(StoreError) -> [Digest] {
    var found: [Digest] = []
    for digest in try listedManifests(of: repository) where try hasManifest(digest, in: repository) {
      found.append(digest)
    }
    return found.sorted()
  }

  /// What a repository's folder of manifests lists, in no order; not all of it need be there.
  package func listedManifests(of repository: Repository) throws(StoreError) -> [Digest] {
    try digests(below: StoreLayout.revisions(repository))
  }

  /// The digests by which the folders below a path are named: `sha256/<hex>`.
  func digests(below path: String) throws(StoreError) -> [Digest] {
    try system { () throws(SystemError) in
      var found: [Digest] = []
      for algorithm in try files.names(in: path) {
        found += try files.names(in: "\(path)/\(algorithm)").compactMap { hex in
          try? Digest(parsing: "\(algorithm):\(hex)")
        }
      }
      return found
    }
  }

  /// Stores a manifest in a repository and moves tags to it: content first, then its link, then the tags.
  @discardableResult
  package func putManifest(
    _ bytes: [UInt8], in repository: Repository, tags: [Tag] = [], algorithm: Digest.Algorithm = .sha256
  ) throws(StoreError) -> Digest {
    let digest = try write(bytes, algorithm)
    try writeLink(digest, at: StoreLayout.revisionLink(repository, digest))
    try touchRevision(digest, of: repository)
    for tag in tags { try point(tag, at: digest, in: repository) }
    return digest
  }

  /// Moves a tag in one step; whoever reads it meanwhile gets the old manifest or the new one.
  private func point(_ tag: Tag, at digest: Digest, in repository: Repository) throws(StoreError) {
    try inTags(of: repository, alone: false) { () throws(StoreError) in
      try writeLink(digest, at: StoreLayout.tagIndexLink(repository, tag, digest))
      try writeLink(digest, at: StoreLayout.tagLink(repository, tag))
    }
  }

  /// Takes a manifest and its tags out of a repository; false if it was not there.
  package func removeManifest(_ digest: Digest, from repository: Repository) throws(StoreError) -> Bool {
    let removed = try system { () throws(SystemError) in
      let removed = try files.remove(StoreLayout.revisionLink(repository, digest))
      try files.removeAll(StoreLayout.revision(repository, digest))
      return removed
    }
    for tag in try tags(of: repository) where try resolve(tag, in: repository) == digest {
      _ = try removeTag(tag, from: repository, ifAt: digest)
    }
    return removed
  }

  /// Takes a tag away, leaving its manifest; false if there was no such tag.
  package func removeTag(_ tag: Tag, from repository: Repository) throws(StoreError) -> Bool {
    try removeTag(tag, from: repository, ifAt: nil)
  }

  /// Takes a tag away unless somebody has moved it from where it should be.
  private func removeTag(
    _ tag: Tag, from repository: Repository, ifAt digest: Digest?
  ) throws(StoreError) -> Bool {
    guard try exists(tag, in: repository) else { return false }
    return try inTags(of: repository, alone: true) { () throws(StoreError) in
      if let digest, try resolve(tag, in: repository) != digest { return false }
      return try system { () throws(SystemError) in
        let removed = try files.remove(StoreLayout.tagLink(repository, tag))
        try files.removeAll(StoreLayout.tag(repository, tag))
        return removed
      }
    }
  }

  private func exists(_ tag: Tag, in repository: Repository) throws(StoreError) -> Bool {
    try system { () throws(SystemError) in try files.isFolder(StoreLayout.tag(repository, tag)) }
  }

  /// Works on tags while nobody takes one away, or alone.
  private func inTags<Value>(
    of repository: Repository, alone: Bool, _ body: () throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    let folder = try system { () throws(SystemError) in
      try files.makeFolder(StoreLayout.tags(repository))
    }
    return try folder.locked(alone: alone, body)
  }
}
