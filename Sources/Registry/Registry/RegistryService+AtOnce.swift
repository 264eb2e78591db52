import Basics
import ContentStore
import HTTPServer
import OCI

extension RegistryService {
  /// What can be answered in microseconds, without waiting for a disk; nothing where it matters who asks.
  func replyAtOnce(to request: HTTPRequest) -> HTTPReply? {
    guard options.gate == nil, Self.isPlainRead(request) else { return nil }
    var reply = request.path == "/v2/" ? Self.welcome : cache.reply(for: request.path)
    if let observe = options.observe {
      let started = options.now()
      let type = reply?.headers["Content-Type"]
      reply?.whenSent = { [options] sent in
        observe(
          AccessRecord(
            request: request, visitor: .unknown, sent: sent, contentType: type, failure: nil,
            started: started, ended: options.now()))
      }
    }
    return reply
  }

  private static let welcome = finished(json([:], newline: false), path: "/v2/").frozen()

  /// Whether only the path decides what the reply is.
  private static func isPlainRead(_ request: HTTPRequest) -> Bool {
    guard request.method == "GET" || request.method == "HEAD", request.query.items.isEmpty else {
      return false
    }
    return !request.headers.fields.contains {
      $0.name.utf8.count == 13 && $0.name.lowercased() == "if-none-match"
    }
  }

  /// Answers a request whose reply depends on its path alone, whoever asks, and remembers the reply if its sources can be watched.
  func replyToKeep(_ request: HTTPRequest) throws(RegistryFailure) -> HTTPReply? {
    guard options.gate == nil, Self.isPlainRead(request), request.method == "GET",
      let route = try Route(path: request.path)
    else { return nil }
    switch route {
    case .manifest(let repository, let name): return try manifestToKeep(repository, name, request)
    case .tags(let repository): return try tagsToKeep(repository, request)
    default: return nil
    }
  }

  private func manifestToKeep(
    _ repository: Repository, _ name: Route.ManifestName, _ request: HTTPRequest
  ) throws(RegistryFailure) -> HTTPReply? {
    guard let sources = try sources(of: name, in: repository) else { return nil }
    let reply = Self.finished(try getManifest(repository, name, request), path: request.path)
    // Nothing may have changed while the reply was made, and nothing may change unseen.
    if sources.areCurrent, sources.areSettled(at: options.now()) {
      cache.keep(reply, for: request.path) { sources.areCurrent }
    }
    return reply
  }

  private func sources(
    of name: Route.ManifestName, in repository: Repository
  ) throws(RegistryFailure) -> FileStamps? {
    switch name {
    case .digest(let digest): return store.stamps(of: digest, tag: nil, in: repository)
    case .tag(let tag):
      let digest = try run { () throws(StoreError) in try store.resolve(tag, in: repository) }
      return digest.flatMap { store.stamps(of: $0, tag: tag, in: repository) }
    }
  }

  private func tagsToKeep(
    _ repository: Repository, _ request: HTTPRequest
  ) throws(RegistryFailure) -> HTTPReply? {
    let list = try tagList(of: repository)
    let reply = Self.finished(try page(of: list, repository, request), path: request.path)
    if list.isCurrent { cache.keep(reply, for: request.path) { list.isCurrent } }
    return reply
  }
}
