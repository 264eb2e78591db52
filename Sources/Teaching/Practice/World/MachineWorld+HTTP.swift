import Basics
import Checks
import HTTPClient
import Lessons

extension MachineWorld {
  func http(get url: String, accept: [String], on machine: Machine.ID) async throws -> HTTPObservation {
    guard let target = CurlArguments.target(url) else { return .silent(reason: "not a URL: \(url)") }
    let place = await route(target.host, target.port, machine)
    var request = ClientRequest("GET", url, headers: accept.map { ("Accept", $0) })
    request.timeout = .seconds(5)
    request.bodyLimit = 1 << 20
    switch place {
    case .noSuchHost: return .silent(reason: "no such host")
    case .refused: return .silent(reason: "connection refused")
    case .reachable(let host, let port):
      if host != target.host || port != target.port { request.connectTo = "\(host):\(port)" }
    }
    return try await observe(request)
  }

  private func observe(_ request: ClientRequest) async throws -> HTTPObservation {
    do {
      let reply = try await client.send(request)
      let headers = Dictionary(reply.headers.map { ($0.name.lowercased(), $0.value) }) { first, _ in first }
      return .answered(HTTPAnswer(status: reply.status, headers: headers, body: reply.text))
    } catch {
      switch error {
      case .cancelled, .bodyFailed: throw error
      case .couldNotConnect: return .silent(reason: "connection refused")
      case .couldNotResolve: return .silent(reason: "no such host")
      default: return .silent(reason: error.summary.en)
      }
    }
  }
}
