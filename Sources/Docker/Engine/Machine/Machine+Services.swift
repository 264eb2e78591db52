import Basics
import DockerAPI
import HTTPServer
import OCI

extension Machine {
  /// What answers on the port of a container's program; `nil` for a program that does not listen.
  ///
  /// One service stands behind all published ports of the container, and behind its own port in its networks.
  func service(of container: Container, _ program: Program) async throws(EngineFault) -> ListeningService? {
    if let known = services[container.id] { return known }
    let made = try await makeService(of: container, program).map(counted).map(\.pausable)
    if let known = services[container.id] { return known }
    if state[container: container.id]?.life.status == .paused { made?.gate.close() }
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
    let (original, id) = (await imageFiles(of: container, below: root), container.id)
    return WebPages { [weak self] name in
      await self?.page(name, below: root, of: id, original) ?? .missing
    }
  }

  /// The files of a container's image, by their paths below a folder.
  private func imageFiles(of container: Container, below root: String) async -> [String: [UInt8]] {
    guard let digest = try? Digest(parsing: container.imageID), let image = await images.image(id: digest),
      let layers = try? await images.archives(of: image)
    else { return [:] }
    let prefix = root.dropFirst() + "/"
    var files: [String: [UInt8]] = [:]
    for entry in layers.flatMap(\.entries) where entry.kind == .file && entry.path.hasPrefix(prefix) {
      files[String(entry.path.dropFirst(prefix.count))] = Array(entry.content)
    }
    return files
  }

  /// What stands below the root of a web server now: as in its image while nobody has touched the container's files.
  private func page(
    _ name: String, below root: String, of id: String, _ original: [String: [UInt8]]
  ) async -> WebPages.Found {
    guard let container = state[container: id] else { return .missing }
    let path = "\(root)/\(name)"
    let isMounted = container.mounts.contains {
      path == $0.destination || path.hasPrefix("\($0.destination)/")
    }
    guard isMounted || ContainerTree.status(at: folder.root(of: id)) != nil else {
      if let bytes = original[name] { return .file(bytes) }
      return original.keys.contains { $0.hasPrefix("\(name)/") } ? .folder : .missing
    }
    // Links lead where they would lead in the container, and nothing is read through one that has come since.
    guard let place = try? await place(path, in: container, followingLast: true), let status = place.status()
    else { return .missing }
    switch status.kind {
    case .folder: return .folder
    case .file: return (try? place.parent().read(place.name)).map { .file($0) } ?? .missing
    case .link, .hardLink, .other: return .missing
    }
  }

  static func version(of kind: WebServerKind, _ container: Container) -> String {
    let variable = kind == .nginx ? "NGINX_VERSION=" : "HTTPD_VERSION="
    let entry = container.config.environment?.first { $0.hasPrefix(variable) }
    return entry.map { String($0.dropFirst(variable.count)) } ?? ""
  }
}
