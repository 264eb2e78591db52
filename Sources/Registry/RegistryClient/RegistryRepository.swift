import HTTPClient
import OCI
import Synchronization

/// A repository of a registry that can be reached (OCI distribution specification).
package struct RegistryRepository: Sendable {
  package let name: Repository
  private let connection: RegistryConnection

  init(name: Repository, connection: RegistryConnection) {
    self.name = name
    self.connection = connection
  }

  private var base: String { "\(connection.base)/v2/\(name)" }

  // MARK: Pulling

  /// The manifest or index under a tag or a digest, its digest verified.
  package func manifest(_ selector: String) async throws(RegistryClientError) -> (
    bytes: [UInt8], type: MediaType, digest: Digest
  ) {
    let accept = MediaType.manifests.map { (name: "Accept", value: $0.rawValue) }
    let wanted = selector.contains(":") ? selector : try await digest(of: selector, accept) ?? selector
    let reply = try await ask("GET", "manifests/\(wanted)", headers: accept)
    let digest = Digest.sha256(of: reply.body)
    let announced = reply["Docker-Content-Digest"] ?? digest.description
    guard announced == digest.description, !wanted.contains(":") || wanted == announced else {
      throw RegistryClientError(.corrupt, "manifest verification failed for digest \(announced)")
    }
    return (reply.body, MediaType(contentType: reply["Content-Type"] ?? ""), digest)
  }

  /// What a tag stands for now, asked as Docker asks; `nil` when only a GET can tell, also why it is not there.
  private func digest(
    of tag: String, _ accept: [(name: String, value: String)]
  ) async throws(RegistryClientError) -> String? {
    let request = ClientRequest("HEAD", "\(base)/manifests/\(tag)", headers: accept)
    let reply = try await connection.send(request)
    guard reply.status != 401 else { throw connection.refusal(request, reply) }
    return reply.status == 200 ? reply["Docker-Content-Digest"] : nil
  }

  /// Every tag, in the order of the registry.
  package func tags() async throws(RegistryClientError) -> [Tag] {
    let names = try await connection.list("/v2/\(name)/tags/list", key: "tags")
    return names.compactMap { try? Tag(parsing: $0) }
  }

  /// The content of a blob, its digest verified; `progress` is told how many bytes have come, on any thread.
  ///
  /// It is held in memory: a registry that sends more than the `size` it announced is not listened to any further.
  package func blob(
    _ digest: Digest, size: Int, progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws(RegistryClientError) -> [UInt8] {
    let damaged = RegistryClientError(.corrupt, "filesystem layer verification failed for digest \(digest)")
    let received = Mutex<[UInt8]>([])
    var request = ClientRequest("GET", "\(base)/blobs/\(digest)")
    request.followsRedirects = true
    let reply: ClientReply
    do throws(RegistryClientError) {
      reply = try await connection.send(request) { piece in
        let count = received.withLock { bytes in
          bytes += piece
          return bytes.count
        }
        guard count <= size else { throw damaged }
        progress(count)
      }
    } catch {
      throw received.withLock { $0.count } > size ? damaged : error
    }
    guard reply.status == 200 else { throw RegistryClientError(status: reply.status, body: reply.body) }
    let bytes = received.withLock { $0 }
    guard Digest.of(bytes, digest.algorithm) == digest else { throw damaged }
    return bytes
  }

  // MARK: Pushing

  /// Whether the repository holds a blob.
  package func hasBlob(_ digest: Digest) async throws(RegistryClientError) -> Bool {
    let reply = try await connection.send(ClientRequest("HEAD", "\(base)/blobs/\(digest)"))
    switch reply.status {
    case 200: return true
    case 404: return false
    case 401 where !connection.isLoggedIn:
      throw RegistryClientError(.unauthorized, "no basic auth credentials")
    default: throw RegistryClientError(status: reply.status, body: reply.body)
    }
  }

  /// Asks the registry to take a blob from another of its repositories; `false` when it does not.
  package func mount(_ digest: Digest, from other: Repository) async throws(RegistryClientError) -> Bool {
    let reply = try await ask("POST", "blobs/uploads/?mount=\(digest)&from=\(other)", accepts: [201, 202])
    if reply.status == 202, let session = reply["Location"] {
      _ = try? await connection.send(ClientRequest("DELETE", located(session)))
    }
    return reply.status == 201
  }

  /// Sends a blob: a session, its content in pieces, and the digest that closes it.
  package func upload(
    _ digest: Digest, size: Int, pieces: @escaping @Sendable () throws -> [UInt8]?
  ) async throws(RegistryClientError) {
    let session = try await ask("POST", "blobs/uploads/", accepts: [202])
    var patch = ClientRequest("PATCH", located(session["Location"] ?? ""))
    patch.headers = [("Content-Type", "application/octet-stream")]
    patch.body = .pieces(length: size, pieces)
    let patched = try await connection.send(patch)
    guard patched.status == 202, let location = patched["Location"] else {
      throw RegistryClientError(status: patched.status, body: patched.body)
    }
    let target = located(location)
    let put = ClientRequest("PUT", "\(target)\(target.contains("?") ? "&" : "?")digest=\(digest)")
    let reply = try await connection.send(put)
    guard reply.status == 201 else { throw RegistryClientError(status: reply.status, body: reply.body) }
  }

  /// Stores a manifest under a tag.
  package func put(
    _ manifest: [UInt8], type: MediaType, tag: Tag
  ) async throws(RegistryClientError) {
    var request = ClientRequest("PUT", "\(base)/manifests/\(tag)")
    request.headers = [("Content-Type", type.rawValue)]
    request.body = .bytes(manifest)
    let reply = try await connection.send(request)
    guard reply.status == 201 else { throw RegistryClientError(status: reply.status, body: reply.body) }
  }

  // MARK: Requests

  private func ask(
    _ method: String, _ path: String, headers: [(name: String, value: String)] = [], accepts: Set<Int> = [200]
  ) async throws(RegistryClientError) -> ClientReply {
    let request = ClientRequest(method, "\(base)/\(path)", headers: headers)
    let reply = try await connection.send(request)
    if accepts.contains(reply.status) { return reply }
    throw connection.refusal(request, reply)
  }

  /// The URL of a session; registries answer with a whole one or with its path.
  private func located(_ location: String) -> String {
    location.hasPrefix("/") ? connection.base + location : location
  }
}
