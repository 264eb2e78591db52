import Basics
import HTTPServer
import Registry

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a supervisor asks a registry: whether it is well, and how much it has done.
struct DebugService: Sendable {
  let metrics: RegistryMetrics
  let root: String
  let isReadOnly: Bool

  var http: HTTPService {
    HTTPService { request in answer(request) }
  }

  func answer(_ request: HTTPRequest) -> HTTPReply {
    guard request.method == "GET" || request.method == "HEAD" else {
      return HTTPReply(405, headers: ["Allow": "GET, HEAD"])
    }
    switch request.path {
    case "/metrics": return .text(200, metrics.text, type: "text/plain; version=0.0.4; charset=utf-8")
    case "/healthz", "/debug/health": return health
    default: return .text(404, "404 page not found\n")
    }
  }

  /// 200 and `{}` when well, else 503 and what is wrong, as the distribution project's registry says it.
  private var health: HTTPReply {
    let fault = storageFault
    let body: JSONValue = fault.map { ["storage": .string($0)] } ?? [:]
    var reply = HTTPReply(
      fault == nil ? 200 : 503, headers: ["Content-Type": "application/json; charset=utf-8"],
      body: .bytes(body.utf8() + [0x0A]))
    reply.headers["Cache-Control"] = "no-store"
    return reply
  }

  /// Why nothing could be stored now; `nil` if it could.
  private var storageFault: String? {
    // The folder is made with the first push; until then the one above it counts.
    var place = root
    while !place.isEmpty, !Folders.exists(place) { place = Self.parent(of: place) }
    if place.isEmpty { place = root.hasPrefix("/") ? "/" : "." }
    let wanted = isReadOnly ? R_OK | X_OK : R_OK | W_OK | X_OK
    guard Folders.isFolder(place) else { return "\(place) is no folder" }
    guard unsafe access(place, wanted) == 0 else { return SystemError.last("access", place).summary.en }
    var space = statvfs()
    guard unsafe statvfs(place, &space) == 0 else { return SystemError.last("statvfs", place).summary.en }
    return isReadOnly || space.f_bavail > 0 ? nil : "no space left in \(place)"
  }

  private static func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }
}
