import Basics
import ContentStore
import HTTPServer
import Registry

/// The container registry as the program of a container: `registry:2.7.1` to its users and in its log.
struct RegistryWorkload: Sendable {
  let settings: RegistrySettings
  /// The folder behind the container's `/var/lib/registry`.
  let folder: String
  let write: @Sendable (OutputStream, String) -> Void
  let now: @Sendable () -> Timestamp
  let chance: Chance

  var http: HTTPService {
    let log = LegacyLog(instance: "")
    var options = RegistryService.Options(now: now)
    options.allowsDelete = settings.allowsDeletion
    options.observe = { [write, chance] record in
      for line in log.errorLines(record, requestID: Self.randomID(chance)) {
        write(.standardError, "\(line)\n")
      }
      write(.standardOutput, "\(log.accessLine(record))\n")
    }
    let registry = RegistryService(store: ContentStore(root: folder), options: options)
    return HTTPService { request in await registry.reply(to: Self.asSeenInside(request)) }
  }

  /// What it writes before its first request.
  static func greeting(at now: Timestamp, port: UInt16, chance: Chance) -> [Program.Output] {
    var generator = chance
    return LegacyLog(instance: randomID(chance))
      .startLines(at: now, address: "[::]:\(port)", purgeMinutes: Int.random(in: 0..<60, using: &generator))
      .map { Program.Output(stream: .standardError, text: "\($0)\n") }
  }

  /// Requests reach a container through the bridge, whose address is what its program sees.
  private static func asSeenInside(_ request: HTTPRequest) -> HTTPRequest {
    let visitor = request.connection.remote.map { HostPort(host: "172.17.0.1", port: $0.port) }
    return HTTPRequest(
      method: request.method, target: request.target, minorVersion: request.minorVersion,
      headers: request.headers,
      connection: ConnectionAddresses(remote: visitor, local: request.connection.local), body: request.body)
  }

  /// An identifier in the form of a random UUID.
  private static func randomID(_ chance: Chance) -> String {
    let digits = Array(Identifier.random(chance))
    let groups = [
      digits[0..<8], digits[8..<12], ["4"] + digits[13..<16], ["a"] + digits[17..<20], digits[20..<32],
    ]
    return groups.map { String($0) }.joined(separator: "-")
  }
}
