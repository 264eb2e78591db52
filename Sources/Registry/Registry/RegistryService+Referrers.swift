import Basics
import ContentStore
import HTTPServer
import OCI
import Synchronization

extension RegistryService {
  /// How long a page of referrers may be, in bytes; clients take manifests of at most 4 MiB.
  private static let longestPage = 3 * 1024 * 1024

  /// The manifests of a repository that are about another one, which need not exist.
  func referrers(
    of subject: Digest, in repository: Repository, _ request: HTTPRequest
  ) throws(RegistryFailure) -> HTTPReply {
    try allow(request, "GET", "HEAD")
    let filter = request.query["artifactType"]
    let last = request.query["last"] ?? ""
    let all = try run { () throws(StoreError) in
      try referrersIndex.referrers(of: subject, in: repository, store)
    }
    let wanted = all.filter {
      $0.digest.description > last && (filter == nil || filter == $0.artifactType)
    }
    let page = Self.page(of: wanted)
    var reply = HTTPReply(
      200, headers: ["Content-Type": MediaType.ociIndex.rawValue],
      body: .bytes(Self.index(of: page.map(\.descriptor)).utf8()))
    if filter != nil { reply.headers["OCI-Filters-Applied"] = "artifactType" }
    if let end = page.last, page.count < wanted.count {
      reply.headers["Link"] = Self.link(repository, subject, filter: filter, last: end.digest)
    }
    return reply
  }

  /// As many referrers as a page may hold, and at least one.
  private static func page(of all: [ReferrersIndex.Referrer]) -> ArraySlice<ReferrersIndex.Referrer> {
    var length = 0
    let end = all.firstIndex { referrer in
      length += referrer.length
      return length > longestPage
    }
    return all.prefix(max(1, end ?? all.count))
  }

  private static func index(of page: [JSONValue]) -> JSONValue {
    [
      "schemaVersion": 2, "mediaType": .string(MediaType.ociIndex.rawValue), "manifests": .array(page),
    ]
  }

  private static func link(
    _ repository: Repository, _ subject: Digest, filter: String?, last: Digest
  ) -> String {
    let wanted = filter.map { "artifactType=\(PercentCoding.encode($0))&" } ?? ""
    return
      "</v2/\(repository)/referrers/\(subject)?\(wanted)last=\(PercentCoding.encode(last.description))>; rel=\"next\""
  }
}

/// Which manifest is about which.
///
/// What a manifest says never changes, so what was read of it once is kept, whichever repository it lies in; which
/// manifests a repository has is asked of the disk each time, so nothing here can be stale, and a folder that another
/// registry wrote needs no conversion.
final class ReferrersIndex: Sendable {
  /// A manifest that is about another.
  struct Referrer: Sendable {
    let digest: Digest
    let subject: Digest
    let artifactType: String?
    /// Its descriptor as the referrers API gives it.
    let descriptor: JSONValue
    /// Length of the descriptor's text in bytes, and of the comma behind it.
    let length: Int
  }

  private enum Known {
    case referrer(Referrer)
    case aboutNothing
  }

  private let known = Mutex<[Digest: Known]>([:])
  /// Manifests to remember; more are read again.
  private let most: Int

  init(most: Int = 100_000) {
    self.most = most
  }

  /// The referrers of a manifest, by digest.
  func referrers(
    of subject: Digest, in repository: Repository, _ store: ContentStore
  ) throws(StoreError) -> [Referrer] {
    var found: [Referrer] = []
    for digest in try store.listedManifests(of: repository) {
      guard case .referrer(let referrer)? = try facts(about: digest, store), referrer.subject == subject,
        try store.hasManifest(digest, in: repository)
      else { continue }
      found.append(referrer)
    }
    return found.sorted { $0.digest < $1.digest }
  }

  private func facts(about digest: Digest, _ store: ContentStore) throws(StoreError) -> Known? {
    if let known = known.withLock({ $0[digest] }) { return known }
    let bytes: [UInt8]
    do throws(StoreError) {
      bytes = try store.read(digest, limit: RegistryService.manifestLimit)
    } catch .system(let error) {
      throw .system(error)
    } catch {
      // Gone or damaged: it is about nothing that anybody could find out.
      return nil
    }
    let facts = Self.read(digest, bytes)
    known.withLock { known in
      if known.count >= most { known.removeAll() }
      known[digest] = facts
    }
    return facts
  }

  private static func read(_ digest: Digest, _ bytes: [UInt8]) -> Known {
    guard let summary = try? ManifestSummary(parsing: bytes), let subject = summary.subject else {
      return .aboutNothing
    }
    let artifactType = summary.artifactType ?? summary.config?.mediaType.rawValue
    var descriptor = JSONObject([
      ("mediaType", .string(summary.type.rawValue)), ("digest", .string(digest.description)),
      ("size", .number(String(bytes.count))),
    ])
    descriptor["artifactType"] = artifactType.map { .string($0) }
    descriptor["annotations"] = summary.annotations
    let value = JSONValue.object(descriptor)
    return .referrer(
      Referrer(
        digest: digest, subject: subject.digest, artifactType: artifactType, descriptor: value,
        length: value.utf8().count + 1))
  }
}
