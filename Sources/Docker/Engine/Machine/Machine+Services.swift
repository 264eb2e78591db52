import DockerAPI
import HTTPServer
import OCI

extension Machine {
  /// What answers on the port of a container's program; `nil` for a program that does not listen.
  ///
  /// One service stands behind all published ports of the container, and behind its own port in its networks.
  func service(of container: Container, _ program: Program) async throws(EngineFault) -> ListeningService? {
    if let known = services[container.id] { return known }
    let made = try await makeService(of: container, program).map(counted)
    if let known = services[container.id] { return known }
    services[container.id] = made
    return made
  }

  /// The service, whose content may be another after each request that is no question.
  private nonisolated func counted(_ service: ListeningService) -> ListeningService {
    let count: @Sendable (HTTPRequest) -> Void = { [changes] request in
      if request.method != "GET", !request.isHead { changes.advance() }
    }
    return ListeningService(
      http: service.http.observed(count), inside: service.inside.observed(count), tls: service.tls)
  }

  private func makeService(of container: Container, _ program: Program) async throws(EngineFault)
    -> ListeningService?
  {
    let write: @Sendable (OutputStream, String) -> Void = { [log = log(of: container)] stream, text in
      // Output that cannot be kept, on a full disk say, must not end the program that wrote it.
      try? log.append(container.visible(text), to: container.hasTerminal ? .standardOutput : stream)
    }
    switch program {
    case .web(let kind, _):
      let root = container.config.labels?[WorkloadLabel.root] ?? "/usr/share/nginx/html"
      return WebService(
        kind: kind, version: Self.version(of: kind, container), pages: await pages(of: container, root: root),
        root: root, write: write, now: now
      ).service
    case .registry(let settings):
      let workload = RegistryWorkload(
        settings: settings, files: RegistryFiles(settings) { contentFolder(of: container, at: $0) },
        write: write, now: now, chance: chance)
      return try workload.service()
    case .finishes, .sleeps, .collection, .passwordLine, .process: return nil
    }
  }

  private func pages(of container: Container, root: String) async -> WebPages {
    if container.mounts.contains(where: { $0.destination == root }) {
      return .folder(contentFolder(of: container, at: root))
    }
    guard let digest = try? Digest(parsing: container.imageID), let image = await images.image(id: digest),
      let layers = try? await images.archives(of: image)
    else { return .files([:]) }
    let prefix = root.dropFirst() + "/"
    var files: [String: [UInt8]] = [:]
    for entry in layers.flatMap(\.entries) where entry.kind == .file && entry.path.hasPrefix(prefix) {
      files[String(entry.path.dropFirst(prefix.count))] = Array(entry.content)
    }
    return .files(files)
  }

  static func version(of kind: WebServerKind, _ container: Container) -> String {
    let variable = kind == .nginx ? "NGINX_VERSION=" : "HTTPD_VERSION="
    let entry = container.config.environment?.first { $0.hasPrefix(variable) }
    return entry.map { String($0.dropFirst(variable.count)) } ?? ""
  }
}
