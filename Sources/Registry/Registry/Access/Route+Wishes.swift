import HTTPServer
import OCI

extension Route {
  /// What a request to this path needs permission for; nothing for the base, which only asks for a name.
  ///
  /// Deleting is never part of pushing, except that who began an upload may cancel it.
  func wishes(of request: HTTPRequest) -> [AccessWish] {
    let isRead = request.method == "GET" || request.method == "HEAD"
    switch self {
    case .base: return []
    case .catalog: return [.catalog]
    case .tags(let repository), .referrers(let repository, _):
      return [.repository(repository.path, .pull)]
    case .manifest(let repository, _), .blob(let repository, _):
      if isRead { return [.repository(repository.path, .pull)] }
      return [
        request.method == "DELETE"
          ? .repository(repository.path, .delete) : .repository(repository.path, .pull, .push)
      ]
    case .uploads(let repository):
      let source = request.query["mount"].flatMap { _ in request.query["from"] }
      return [.repository(repository.path, .pull, .push)]
        + (source.map { [.repository($0, .pull)] } ?? [])
    case .upload(let repository, _): return [.repository(repository.path, .pull, .push)]
    }
  }
}
