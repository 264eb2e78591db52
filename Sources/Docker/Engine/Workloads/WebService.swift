import Basics
import HTTPServer

/// A web server with static pages and an access log, as nginx or httpd.
struct WebService: Sendable {
  let kind: WebServerKind
  /// The version that the server names.
  let version: String
  let pages: WebPages
  let root: String
  let write: @Sendable (OutputStream, String) -> Void
  let now: @Sendable () -> Timestamp

  /// Requests reach a container through the bridge, whose address is what its program sees.
  private static let bridge = "172.17.0.1"

  var service: ListeningService {
    ListeningService(
      http: HTTPService { request in await Answer(service: self, visitor: Self.bridge).reply(to: request) },
      inside: HTTPService { request in
        let visitor = request.connection.remote?.host ?? Self.bridge
        return await Answer(service: self, visitor: visitor).reply(to: request)
      })
  }
}

/// One answer of a web server, which its log tells of.
private struct Answer {
  private let visitor: String
  private let kind: WebServerKind
  private let version: String
  private let pages: WebPages
  private let root: String
  private let write: @Sendable (OutputStream, String) -> Void
  private let now: @Sendable () -> Timestamp

  init(service: WebService, visitor: String) {
    self.visitor = visitor
    (kind, version, pages) = (service.kind, service.version, service.pages)
    (root, write, now) = (service.root, service.write, service.now)
  }

  func reply(to request: HTTPRequest) async -> HTTPReply {
    guard ["GET", "HEAD"].contains(request.method) else {
      return logged(request, failure(405, kind == .nginx ? "Not Allowed" : "Method Not Allowed"))
    }
    switch await pages.page(request.path) {
    case .content(let bytes, let type):
      return logged(
        request, HTTPReply(200, headers: ["Server": name, "Content-Type": type], body: .bytes(bytes)))
    case .folder:
      var reply = failure(301, "Moved Permanently")
      reply.headers["Location"] = "http://\(request.headers["Host"] ?? "localhost")\(request.path)/"
      return logged(request, reply)
    case .missing:
      if kind == .nginx { write(.standardError, openFailure(request)) }
      return logged(request, failure(404, "Not Found"))
    }
  }

  private var name: String { kind == .nginx ? "nginx/\(version)" : "Apache/\(version) (Unix)" }

  private func failure(_ status: Int, _ words: String) -> HTTPReply {
    let title = "\(status) \(words)"
    let page =
      "<html>\n<head><title>\(title)</title></head>\n<body>\n<h1>\(title)</h1>\n<p>\(name)</p>\n</body>\n</html>\n"
    return HTTPReply(
      status, headers: ["Server": name, "Content-Type": "text/html"], body: .bytes(Array(page.utf8)))
  }

  /// Adds the access log line, written when the reply has gone out.
  private func logged(_ request: HTTPRequest, _ reply: HTTPReply) -> HTTPReply {
    var reply = reply
    reply.whenSent = { sent in
      write(.standardOutput, accessLine(request, status: sent.status, bytes: sent.bodyBytes))
    }
    return reply
  }

  private func accessLine(_ request: HTTPRequest, status: Int, bytes: Int) -> String {
    let head =
      "\(visitor) - - [\(now().accessLogText)] "
      + "\"\(request.method) \(request.target.raw) HTTP/1.\(request.minorVersion)\" \(status)"
    guard kind == .nginx else { return "\(head) \(bytes == 0 ? "-" : String(bytes))\n" }
    let referer = request.headers["Referer"] ?? "-"
    let agent = request.headers["User-Agent"] ?? "-"
    return "\(head) \(bytes) \"\(referer)\" \"\(agent)\" \"\(request.headers["X-Forwarded-For"] ?? "-")\"\n"
  }

  private func openFailure(_ request: HTTPRequest) -> String {
    let date = now().dateText.split(separator: "-").joined(separator: "/")
    let line = "\(request.method) \(request.target.raw) HTTP/1.\(request.minorVersion)"
    return
      "\(date) \(now().timeText) [error] 29#29: *1 open() \"\(root)\(request.path)\" failed "
      + "(2: No such file or directory), client: \(visitor), server: localhost, request: \"\(line)\", "
      + "host: \"\(request.headers["Host"] ?? "")\"\n"
  }
}
