import Basics
import ContentStore
import HTTPServer
import OCI

extension RegistryService {
  /// The most entries one page of the catalog holds.
  private static let largestPage = 1000

  func catalog(_ request: HTTPRequest) throws(RegistryFailure) -> HTTPReply {
    let wanted = try pageSize(request) ?? 100
    let last = request.query["last"] ?? ""
    let repositories = try run { () throws(StoreError) in try store.repositories() }
    let all = repositories.map(\.path).filter { last.isEmpty || Self.comes($0, after: last) }
    let page = all.prefix(min(wanted, Self.largestPage))
    var reply = Self.json(["repositories": .array(page.map { .string($0) })])
    if let end = page.last, page.count < all.count {
      reply.headers["Link"] = Self.link("/v2/_catalog", count: page.count, last: end)
    }
    return reply
  }

  func tags(of repository: Repository, _ request: HTTPRequest) throws(RegistryFailure) -> HTTPReply {
    let tags = try run { () throws(StoreError) in
      try store.exists(repository) ? try store.tags(of: repository) : nil
    }
    guard let tags else { throw .nameUnknown(repository) }
    let last = Array((request.query["last"] ?? "").utf8)
    let all = tags.map(\.name).filter { last.lexicographicallyPrecedes($0.utf8) }
    let page = all.prefix(try pageSize(request).map { min($0, Self.largestPage) } ?? all.count)
    var reply = Self.json([
      "name": .string(repository.path), "tags": .array(page.map { .string($0) }),
    ])
    if let end = page.last, page.count < all.count {
      reply.headers["Link"] = Self.link("/v2/\(repository)/tags/list", count: page.count, last: end)
    }
    return reply
  }

  private func pageSize(_ request: HTTPRequest) throws(RegistryFailure) -> Int? {
    guard let text = request.query["n"] else { return nil }
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { throw .pageInvalid }
    return Int(text) ?? .max
  }

  /// Whether a repository comes after a name, which need not be one, in the catalog's order.
  private static func comes(_ path: String, after last: String) -> Bool {
    func order(_ byte: UInt8) -> UInt8 { byte == UInt8(ascii: "/") ? 0 : byte }
    return last.utf8.lexicographicallyPrecedes(path.utf8) { order($0) < order($1) }
  }

  private static func link(_ path: String, count: Int, last: String) -> String {
    "<\(path)?last=\(PercentCoding.encode(last))&n=\(count)>; rel=\"next\""
  }
}
