import Basics
import HTTPClient

extension RegistryConnection {
  /// A list of names, gathered from as many pages as the registry gives it in.
  func list(_ target: String, key: String) async throws(RegistryClientError) -> [String] {
    var names: [String] = []
    var next: String? = target
    while let page = next {
      let reply = try await send(ClientRequest("GET", page.hasPrefix("/") ? base + page : page))
      guard reply.status == 200 else { throw refusal(ClientRequest("GET", base + target), reply) }
      let found = (try? JSONValue(parsing: reply.body))?[key]?.array?.compactMap(\.string) ?? []
      names += found
      next = found.isEmpty ? nil : reply["Link"].flatMap(LinkField.next)
    }
    return names
  }

  /// Why a registry refused; without a login, docker puts a 401 in words of its own.
  func refusal(_ request: ClientRequest, _ reply: ClientReply) -> RegistryClientError {
    guard reply.status == 401, !isLoggedIn else {
      return RegistryClientError(status: reply.status, body: reply.body)
    }
    return RegistryClientError(.unauthorized, "\(Self.verb(request)): no basic auth credentials")
  }
}
