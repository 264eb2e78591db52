import Basics
import HTTPServer

/// The web server that a stand-in image runs: what the practice machine plays, inside a real container.
package struct WebStandIn: Sendable {
  private let service: WebService

  /// A server that looks like `kind`, `nginx` or `httpd`, of this version, over the pages of a folder.
  ///
  /// `write` gets the lines of its logs, and whether they are about an error; `nil` for an unknown kind.
  package init?(
    kind: String, version: String, root: String, now: @escaping @Sendable () -> Timestamp,
    write: @escaping @Sendable (_ line: String, _ isError: Bool) -> Void
  ) {
    guard let kind = WebServerKind(rawValue: kind) else { return nil }
    var service = WebService(
      kind: kind, version: version, pages: .folder(root), root: root,
      write: { stream, line in write(line, stream == .standardError) }, now: now)
    service.visitor = { $0.connection.remote?.host ?? "-" }
    self.service = service
  }

  package var http: HTTPService { service.http }
}
