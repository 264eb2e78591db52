import OCI
import RegistryClient

/// The registries of the world as one machine reaches them.
struct MachineRegistries: RemoteRegistries {
  let hub: Hub
  let client: RegistryClient
  /// Registries that the machine's daemon.json allows over plain HTTP, as they are now.
  let insecureRegistries: @Sendable () async -> [String]
  /// The mirrors of Docker Hub that the machine's daemon.json names, as they are now: URLs that end with a slash.
  let mirrors: @Sendable () async -> [String]
  /// Where the machine's connections lead.
  let dial: Dial

  func repository(
    _ name: Reference, credentials: RegistryCredentials?
  ) async throws -> any RemoteRepository {
    guard name.domain != Reference.defaultDomain else {
      let hub = try await hub.repository(name, credentials: credentials)
      let mirrors = await mirrors()
      return mirrors.isEmpty
        ? hub : MirroredRepository(mirrors: mirrors.map { mirror(name, at: $0) }, hub: hub)
    }
    do {
      let repository = try await client.repository(name, access: await access(with: credentials))
      return RegistryLink(repository: repository)
    } catch {
      throw RemoteFault(error)
    }
  }

  func logIn(to domain: String, _ credentials: RegistryCredentials) async throws {
    guard domain != Reference.defaultDomain else { return try await hub.logIn(to: domain, credentials) }
    do {
      try await client.logIn(to: domain, access: await access(with: credentials))
    } catch {
      throw RemoteFault(error)
    }
  }

  /// The repository that stands for one of Docker Hub in a mirror, once it is needed.
  private func mirror(_ name: Reference, at url: String) -> MirroredRepository.Mirror {
    let parts = url.split(separator: "/").map(String.init)
    let isPlain = parts.first == "http:"
    return { [client, insecureRegistries, dial] in
      guard parts.count == 2 else { throw RemoteFault(kind: .other, message: "invalid mirror: \(url)") }
      let own = Reference(domain: parts[1], repository: name.repository, tag: name.tag, digest: name.digest)
      let access = RegistryAccess(
        insecureRegistries: await insecureRegistries() + (isPlain ? [parts[1]] : []), credentials: nil,
        dial: dial)
      do throws(RegistryClientError) {
        return RegistryLink(repository: try await client.repository(own, access: access))
      } catch {
        throw RemoteFault(error)
      }
    }
  }

  private func access(with credentials: RegistryCredentials?) async -> RegistryAccess {
    RegistryAccess(
      insecureRegistries: await insecureRegistries(),
      credentials: credentials.map { .init(username: $0.username, password: $0.password) }, dial: dial)
  }
}
