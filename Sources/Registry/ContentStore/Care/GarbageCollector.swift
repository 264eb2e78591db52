import Basics
import OCI

/// One collection of garbage, while registries of this and other processes go on serving the store.
///
/// First the manifests nobody needs leave their repositories; then everything the remaining ones need is marked; then
/// what is unmarked goes. A push that comes in between is safe, because what it relies on becomes young before it may
/// rely on it, and the age is looked at again with the content locked: see `ContentStore+Freshness`.
struct GarbageCollector {
  let store: ContentStore
  let options: GarbageCollection.Options
  /// What was changed before this moment is old.
  let limit: Timestamp
  let uploadLimit: Timestamp
  let observe: (GarbageCollection.Event) -> Void
  var report = GarbageCollection.Report()
  private var marked: Set<Digest> = []
  private var removed: Set<Digest> = []

  init(
    store: ContentStore, options: GarbageCollection.Options, now: Timestamp,
    observe: @escaping (GarbageCollection.Event) -> Void
  ) {
    self.store = store
    self.options = options
    limit = now.advanced(by: .zero - options.grace)
    uploadLimit = now.advanced(by: .zero - options.uploadAge)
    self.observe = observe
  }

  mutating func run() throws(StoreError) {
    let repositories = try store.repositories()
    var gone: [Repository: Set<Digest>] = [:]
    if options.removesUntagged {
      for repository in repositories { gone[repository] = try removeUntagged(from: repository) }
    }
    for repository in repositories {
      observe(.repository(repository))
      try mark(repository, without: gone[repository] ?? [])
    }
    report.keptBlobs = marked.count
    try sweep()
    for repository in repositories where !removed.isEmpty { try removeLinks(in: repository) }
    try purgeUploads()
  }

  private mutating func tell(_ problem: StoreProblem) {
    report.problems += 1
    observe(.problem(problem))
  }

  private mutating func facts(_ repository: Repository, telling: Bool) throws(StoreError) -> RepositoryFacts {
    var problems: [StoreProblem] = []
    let facts = try RepositoryFacts(of: repository, in: store) { problems.append($0) }
    if telling { for problem in problems { tell(problem) } }
    return facts
  }

  /// Takes manifests out of a repository that no tag leads to, directly or through an index or a subject.
  private mutating func removeUntagged(from repository: Repository) throws(StoreError) -> Set<Digest> {
    let facts = try facts(repository, telling: false)
    // A manifest that cannot be read stays: nobody knows what would go with it.
    var roots = facts.tagged.union(facts.unknown)
    for digest in facts.listed where try !isOld(digest, in: repository) { roots.insert(digest) }
    let kept = facts.closure(of: roots)
    var gone: Set<Digest> = []
    for digest in facts.listed where !kept.contains(digest) {
      if let subject = facts.manifests[digest]?.subject?.digest, try !isOld(subject, in: repository) {
        continue
      }
      guard try removeManifest(digest, from: repository) else { continue }
      gone.insert(digest)
      report.removedManifests += 1
      observe(.removedManifest(repository, digest))
    }
    return gone
  }

  /// Whether a manifest has been in its repository for longer than the grace period; one that is not there counts as old.
  private func isOld(_ digest: Digest, in repository: Repository) throws(StoreError) -> Bool {
    let status = try store.system { () throws(SystemError) in
      try store.files.status(of: StoreLayout.revision(repository, digest))
    }
    return status.map { $0.changed < limit } ?? true
  }

  private func removeManifest(_ digest: Digest, from repository: Repository) throws(StoreError) -> Bool {
    guard !options.isDryRun else { return true }
    return try store.alone(with: digest) { () throws(StoreError) in
      guard try isOld(digest, in: repository) else { return false }
      return try store.system { () throws(SystemError) in
        try store.files.removeAll(StoreLayout.revision(repository, digest))
      }
    }
  }

  /// Marks what the manifests of a repository need; where one cannot be read, everything the repository lists.
  private mutating func mark(_ repository: Repository, without gone: Set<Digest>) throws(StoreError) {
    let facts = try facts(repository, telling: true)
    for (digest, manifest) in facts.manifests where !gone.contains(digest) {
      marked.insert(digest)
      observe(.keptManifest(repository, digest))
      for descriptor in manifest.needed where !gone.contains(descriptor.digest) {
        try markBlob(descriptor.digest, of: repository)
      }
    }
    guard !facts.unknown.isEmpty else { return }
    marked.formUnion(facts.unknown)
    for digest in try store.digests(below: StoreLayout.layers(repository)) {
      try markBlob(digest, of: repository)
    }
  }

  private mutating func markBlob(_ digest: Digest, of repository: Repository) throws(StoreError) {
    if marked.insert(digest).inserted { observe(.keptBlob(repository, digest)) }
    // Distribution's registry keeps what it received under another algorithm by its own digest.
    guard digest.algorithm != .sha256 else { return }
    if let content = try store.content(of: digest, in: repository) { marked.insert(content) }
  }

  private mutating func sweep() throws(StoreError) {
    for digest in try store.blobs() where !marked.contains(digest) {
      do throws(StoreError) {
        guard let bytes = try removeBlob(digest) else { continue }
        removed.insert(digest)
        report.removedBlobs += 1
        report.removedBytes += bytes
        observe(.removedBlob(digest, bytes: bytes))
      } catch .system(let error) {
        tell(.unreadable(error))
      }
    }
  }

  /// Removes content that is still old now that nobody else can touch it, and gives its length.
  private func removeBlob(_ digest: Digest) throws(StoreError) -> Int? {
    try store.alone(with: digest) { () throws(StoreError) in
      try store.system { () throws(SystemError) in
        let path = "\(StoreLayout.stripe(digest))/\(digest.hex)"
        guard let folder = try store.files.status(of: path), folder.changed < limit else { return nil }
        let file = try store.files.status(of: StoreLayout.blob(digest))
        guard file.map({ $0.changed < limit }) ?? true else { return nil }
        if !options.isDryRun { try store.files.removeAll(path) }
        return file?.size ?? 0
      }
    }
  }

  /// Takes the names of removed content out of a repository.
  private func removeLinks(in repository: Repository) throws(StoreError) {
    guard !options.isDryRun else { return }
    for digest in try store.digests(below: StoreLayout.layers(repository)) where removed.contains(digest) {
      try store.alone(with: digest) { () throws(StoreError) in
        guard try !store.has(digest) else { return }
        _ = try store.system { () throws(SystemError) in
          try store.files.removeAll(StoreLayout.layer(repository, digest))
        }
      }
    }
  }

  private mutating func purgeUploads() throws(StoreError) {
    for (repository, name) in try store.staleUploads(before: uploadLimit) {
      if !options.isDryRun { try store.removeUpload(named: name, of: repository) }
      report.removedUploads += 1
      observe(.removedUpload(repository, name))
    }
  }
}

extension ContentStore {
  /// Takes away what no manifest needs and nobody has relied on for the grace period; serving may go on meanwhile.
  ///
  /// What cannot be read is told as a problem, keeps whatever may depend on it, and does not stop the rest.
  package func collectGarbage(
    _ options: GarbageCollection.Options, now: Timestamp,
    observe: @escaping (GarbageCollection.Event) -> Void = { _ in }
  ) throws(StoreError) -> GarbageCollection.Report {
    var collector = GarbageCollector(store: self, options: options, now: now, observe: observe)
    try collector.run()
    return collector.report
  }

  /// Works on content while nobody may begin to rely on it.
  func alone<Value>(
    with digest: Digest, _ body: () throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    let stripe = try system { () throws(SystemError) in try files.makeFolder(StoreLayout.stripe(digest)) }
    return try stripe.locked(alone: true, body)
  }
}
