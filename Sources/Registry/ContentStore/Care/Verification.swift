import Basics
import OCI

/// What a verification of a whole store has read and found.
package struct VerificationReport: Equatable, Sendable {
  package var repositories = 0
  package var tags = 0
  package var manifests = 0
  package var blobs = 0
  package var bytes = 0
  /// Content whose bytes are wrong and that was set aside.
  package var quarantined = 0
  package var problems: [StoreProblem] = []

  /// Whether something could not be read, so that nobody knows whether it is sound.
  package var isIncomplete: Bool {
    problems.contains { if case .unreadable = $0 { true } else { false } }
  }

  /// Whether something was read and found wrong.
  package var foundDamage: Bool {
    problems.contains { if case .unreadable = $0 { false } else { true } }
  }
}

extension ContentStore {
  /// Computes the digest of everything again and follows every link; what is wrong is named, and the rest still read.
  ///
  /// With `quarantining`, content with wrong bytes is set aside, so that the next push brings it again: as long as it
  /// lies there, clients are told that the registry has it.
  package func verify(
    quarantining: Bool = false, observe: @escaping (StoreProblem) -> Void = { _ in }
  ) throws(StoreError) -> VerificationReport {
    var verifier = StoreVerifier(store: self, quarantines: quarantining, observe: observe)
    try verifier.verifyBlobs()
    for repository in try repositories() { try verifier.verify(repository) }
    return verifier.report
  }
}

private struct StoreVerifier {
  let store: ContentStore
  let quarantines: Bool
  let observe: (StoreProblem) -> Void
  var report = VerificationReport()

  mutating func tell(_ problem: StoreProblem) {
    report.problems.append(problem)
    observe(problem)
  }

  mutating func verifyBlobs() throws(StoreError) {
    for digest in try store.blobs().sorted() {
      do throws(StoreError) {
        guard let bytes = try store.verifyBlob(digest) else { continue }
        report.blobs += 1
        report.bytes += bytes
      } catch .damaged {
        tell(.damaged(digest))
        if quarantines, try store.quarantine(digest) { report.quarantined += 1 }
      } catch .system(let error) {
        tell(.unreadable(error))
      }
    }
  }

  mutating func verify(_ repository: Repository) throws(StoreError) {
    report.repositories += 1
    do throws(StoreError) {
      for digest in try store.digests(below: StoreLayout.layers(repository)) {
        try follow(StoreLayout.layerLink(repository, digest), named: digest, of: repository)
      }
      for digest in try store.listedManifests(of: repository) {
        report.manifests += 1
        try follow(StoreLayout.revisionLink(repository, digest), named: digest, of: repository)
        try verifyContent(of: digest, in: repository)
      }
      for tag in try store.tagNames(of: repository) { try verify(tag, of: repository) }
    } catch .system(let error) {
      tell(.unreadable(error))
    }
  }

  /// Checks a link that should lead to the content it is named after.
  private mutating func follow(
    _ path: String, named digest: Digest, of repository: Repository
  ) throws(StoreError) {
    guard try store.isPresent(path) else { return }
    guard let target = try store.link(at: path), target == digest || target.algorithm != digest.algorithm
    else {
      return tell(.damagedLink(path: path))
    }
    guard try !store.has(target) else { return }
    tell(.missing(repository, digest))
  }

  private mutating func verify(_ tag: Tag, of repository: Repository) throws(StoreError) {
    let path = StoreLayout.tagLink(repository, tag)
    for digest in try store.digests(below: "\(StoreLayout.tag(repository, tag))/index") {
      let past = StoreLayout.tagIndexLink(repository, tag, digest)
      guard try store.isPresent(past), try store.link(at: past) != digest else { continue }
      tell(.damagedLink(path: past))
    }
    guard try store.isPresent(path) else { return }
    report.tags += 1
    guard let digest = try store.resolve(tag, in: repository) else { return tell(.damagedLink(path: path)) }
    guard try !store.hasManifest(digest, in: repository) else { return }
    tell(.danglingTag(repository, tag, digest))
  }

  private mutating func verifyContent(of digest: Digest, in repository: Repository) throws(StoreError) {
    let bytes: [UInt8]
    do throws(StoreError) {
      bytes = try store.read(digest)
    } catch .system(let error) {
      throw .system(error)
    } catch {
      // Missing or damaged, which was told where it was found.
      return
    }
    let manifest: ManifestSummary
    do throws(ManifestError) {
      manifest = try ManifestSummary(parsing: bytes)
    } catch {
      return tell(.noManifest(repository, digest, reason: error.reason))
    }
    for needed in manifest.needed where needed.urls == nil && !needed.mediaType.isNonDistributable {
      try check(needed.digest, of: digest, in: repository)
    }
  }

  private mutating func check(
    _ needed: Digest, of manifest: Digest, in repository: Repository
  ) throws(StoreError) {
    if try store.hasBlob(needed, in: repository) { return }
    if try store.hasManifest(needed, in: repository) { return }
    tell(.incomplete(repository, manifest: manifest, lacks: needed))
  }
}

extension ContentStore {
  /// Whether anything stands at a path.
  func isPresent(_ path: String) throws(StoreError) -> Bool {
    try system { () throws(SystemError) in try files.status(of: path) != nil }
  }

  /// Computes the digest of content and gives its length; `nil` if it is not here, or no longer.
  ///
  /// - Throws: `StoreError.damaged`, `.system`.
  package func verifyBlob(_ digest: Digest) throws(StoreError) -> Int? {
    var digester = Digester(digest.algorithm)
    let size = try system { () throws(SystemError) -> Int? in
      guard let file = try files.open(StoreLayout.blob(digest)) else { return nil }
      try file.readPieces { digester.update($0) }
      return file.size
    }
    guard let size else { return nil }
    guard digester.digest() == digest else { throw .damaged(digest) }
    return size
  }

  /// Sets damaged content aside under another name; false if it was replaced meanwhile.
  func quarantine(_ digest: Digest) throws(StoreError) -> Bool {
    try alone(with: digest) { () throws(StoreError) in
      do throws(StoreError) {
        _ = try verifyBlob(digest)
        return false
      } catch .damaged {
        return try system { () throws(SystemError) in
          let folder = try files.folder("\(StoreLayout.stripe(digest))/\(digest.hex)")
          try folder.rename("data", to: folder, as: "damaged")
          try folder.sync()
          return true
        }
      }
    }
  }
}
