import Basics
import OCI

extension ContentStore {
  /// What a tag's link names, whether the repository has it or not; `nil` if there is no such link.
  package func resolve(_ tag: Tag, in repository: Repository) throws(StoreError) -> Digest? {
    try link(at: StoreLayout.tagLink(repository, tag))
  }

  /// Whether a manifest belongs to a repository.
  package func hasManifest(_ digest: Digest, in repository: Repository) throws(StoreError) -> Bool {
    let path = StoreLayout.revisionLink(repository, digest)
    guard let target = try link(at: path) else { return false }
    guard target == digest else {
      notice(.damagedLink(path: path))
      return false
    }
    return try has(digest, behind: path)
  }

  /// The manifest behind a tag; `nil` if there is no such tag, or if it leads nowhere, which is reported.
  package func manifest(tagged tag: Tag, in repository: Repository) throws(StoreError) -> Digest? {
    guard let digest = try resolve(tag, in: repository) else { return nil }
    if try hasManifest(digest, in: repository) { return digest }
    notice(.danglingLink(path: StoreLayout.tagLink(repository, tag), digest))
    return nil
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

  /// Stores a manifest in a repository and moves tags to it: content and its link first, then the tags.
  @discardableResult
  package func putManifest(
    _ bytes: [UInt8], in repository: Repository, tags: [Tag] = [], algorithm: Digest.Algorithm = .sha256
  ) throws(StoreError) -> Digest {
    let digest = Digest.of(bytes, algorithm)
    let work = DurableWork(files)
    try inContentFolder(of: digest, work) { folder throws(StoreError) in
      let content = try prepare(bytes, in: folder, work)
      let member = try prepareLink(digest, at: StoreLayout.revisionLink(repository, digest), work)
      let pointing = { () throws(StoreError) in
        let links = try tags.isEmpty ? [] : prepareTags(tags, at: digest, in: repository, work)
        try system { () throws(SystemError) in
          try work.sync()
          try content?.takeName(work)
          // A link that stands before its content does names nothing, and nobody has been told of it.
          try member?.takeName(work)
          try work.sync()
          // A tag leaves its old manifest only when the new one is safe.
          for link in links { try link.takeName(work) }
          try work.sync()
        }
      }
      if tags.isEmpty { try pointing() } else { try inTags(of: repository, alone: false, work, pointing) }
    }
    try touchRevision(digest, of: repository)
    return digest
  }

  /// Writes the links of tags, which are yet to get their names; whoever reads a tag meanwhile gets the old manifest.
  private func prepareTags(
    _ tags: [Tag], at digest: Digest, in repository: Repository, _ work: DurableWork
  ) throws(StoreError) -> [NamelessFile] {
    var links: [NamelessFile] = []
    for tag in tags {
      for path in [
        StoreLayout.tagIndexLink(repository, tag, digest), StoreLayout.tagLink(repository, tag),
      ] {
        if let link = try prepareLink(digest, at: path, work) { links.append(link) }
      }
    }
    return links
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
    return try inTags(of: repository, alone: true, DurableWork(files)) { () throws(StoreError) in
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
    of repository: Repository, alone: Bool, _ work: DurableWork, _ body: () throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    let folder = try system { () throws(SystemError) in
      try work.makeFolder(StoreLayout.tags(repository))
    }
    return try folder.locked(alone: alone, body)
  }
}
