import Basics
import DockerAPI
import OCI
import Synchronization

@testable import Engine

extension ImageStoreFixture {
  /// Pulls as `docker pull` does and gives back what it would print, layer ids replaced by `<n>`.
  func pull(
    _ name: String, tag: String? = nil, platform: String = "", through registries: any RemoteRegistries
  ) async throws -> [String] {
    let request = try PullRequest(
      fromImage: name, tag: tag ?? "", platform: platform)
    let pull = try await ImagePull(request, into: store, through: registries)
    return try await Transcript.of { try await pull.run($0) }
  }

  /// Pushes as `docker push` does and gives back what it would print.
  func push(_ name: String, tag: String = "", through registries: any RemoteRegistries) async throws
    -> [String]
  {
    let push = try ImagePush(name: name, tag: tag, from: store, through: registries)
    return try await Transcript.of { try await push.run($0) }
  }
}

/// The lines of a stream as docker prints them without a terminal; ids become `<1>`, `<2>`, …, digests `<digest>`.
enum Transcript {
  static func of(_ run: (@escaping ProgressSink) async throws -> Void) async throws -> [String] {
    let messages = Mutex<[ProgressMessage]>([])
    try await run { message in messages.withLock { $0.append(message) } }
    return lines(messages.withLock { $0 })
  }

  static func lines(_ messages: [ProgressMessage]) -> [String] {
    var numbers: [String: Int] = [:]
    return messages.filter { $0.progressDetail?.current == nil }.map { message in
      if let error = message.errorDetail { return "error: \(error.message)" }
      if let aux = message.aux { return "aux: \(aux.object?.keys.joined(separator: " ") ?? "")" }
      let status = withoutDigest(message.status ?? "")
      guard let id = message.id else { return status }
      guard message.progressDetail != nil else { return "\(id): \(status)" }
      numbers[id] = numbers[id] ?? numbers.count + 1
      return "<\(numbers[id] ?? 0)>: \(status)"
    }
  }

  /// Digests and the size that follows one differ from registry to registry.
  private static func withoutDigest(_ text: String) -> String {
    guard let start = text.firstRange(of: "sha256:")?.lowerBound else { return text }
    let rest = text[start...].drop { $0 != " " }
    return text[..<start] + "<digest>" + (rest.isEmpty ? "" : " size: N")
  }
}
