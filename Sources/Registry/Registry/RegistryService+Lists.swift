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
    let count = min(wanted, Self.largestPage)
    // One more than the page holds tells whether there is another page.
    let found = try run { () throws(StoreError) in try store.repositories(after: last, atMost: count + 1) }
    let page = found.prefix(count).map(\.path)
    var reply = Self.json(["repositories": .array(page.map { .string($0) })])
    if let end = page.last, page.count < found.count {
      reply.headers["Link"] = Self.link("/v2/_catalog", count: page.count, last: end)
    }
    return reply
  }

  func tags(of repository: Repository, _ request: HTTPRequest) throws(RegistryFailure) -> HTTPReply {
    try page(of: tagList(of: repository), repository, request)
  }

  func tagList(of repository: Repository) throws(RegistryFailure) -> TagList {
    let list = try run { () throws(StoreError) in
      try store.exists(repository) ? try store.tagList(of: repository) : nil
    }
    guard let list else { throw .nameUnknown(repository) }
    return list
  }

  func page(
    of list: TagList, _ repository: Repository, _ request: HTTPRequest
  ) throws(RegistryFailure) -> HTTPReply {
    let last = Array((request.query["last"] ?? "").utf8)
    let all = list.tags.map(\.name).filter { last.lexicographicallyPrecedes($0.utf8) }
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

  private static func link(_ path: String, count: Int, last: String) -> String {
    "<\(path)?last=\(PercentCoding.encode(last))&n=\(count)>; rel=\"next\""
  }
}
