import ContentStore
import HTTPServer
import OCI

extension RegistryService {
  /// What can be answered in microseconds, without waiting for a disk.
  func replyAtOnce(to request: HTTPRequest) -> HTTPReply? {
    guard Self.isPlainRead(request) else { return nil }
    var reply = request.path == "/v2/" ? Self.welcome : cache.reply(for: request.path)
    if let observe = options.observe {
      let started = options.now()
      let type = reply?.headers["Content-Type"]
      reply?.whenSent = { [options] sent in
        observe(
          AccessRecord(
            request: request, sent: sent, contentType: type, failure: nil, started: started,
            ended: options.now()))
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

  /// What a reply to this request will be made of, so that it may be sent again; `nil` if it is not worth while.
  func sources(of request: HTTPRequest) -> FileStamps? {
    guard Self.isPlainRead(request), request.method == "GET", request.path.contains("/manifests/"),
      case .manifest(let repository, let name)?? = try? Route(path: request.path)
    else { return nil }
    switch name {
    case .digest(let digest): return store.stamps(of: digest, tag: nil, in: repository)
    case .tag(let tag):
      guard let digest = store.resolve(tag, in: repository) else { return nil }
      return store.stamps(of: digest, tag: tag, in: repository)
    }
  }

  /// Keeps a reply if nothing changed while it was made, and nothing can change unseen.
  func keep(_ reply: HTTPReply, to request: HTTPRequest, madeOf sources: FileStamps) {
    guard reply.status == 200, sources.areCurrent, sources.areSettled(at: options.now()) else { return }
    cache.keep(reply, for: request.path, sources)
  }
}
