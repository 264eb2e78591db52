import Basics
import DockerAPI
import HTTPServer
import OCI

/// The endpoints of images: `/images/…` and `/distribution/…`.
struct ImageRoutes: Sendable {
  let store: ImageStore
  let registries: any RemoteRegistries
  /// Which containers stand on which images now.
  let uses: @Sendable () async -> [ImageUse]
  let language: Language
  /// What a search of Docker Hub finds; `nil` where there is none.
  var hub: HubSearch?
  /// The clock.
  var now: @Sendable () -> Timestamp = { .now() }

  var routes: [Route] {
    [
      Route("GET", "images/json") {
        .json(late: try await store.list(Self.filters($0), all: $0.flag("all")))
      },
      Route("POST", "images/create") { try await pull($0) },
      Route("POST", "images/prune") { try .json(200, await store.prune($0.filters(), uses: await uses())) },
      Route("GET", "images/*/json") { try .json(200, await inspect($0.name)) },
      Route("GET", "images/*/history") { try .json(200, await store.history($0.name)) },
      Route("POST", "images/*/tag") { request in
        try await store.tag(request.name, as: try Self.target(request))
        return HTTPReply(201)
      },
      Route("POST", "images/*/push") { try push($0) },
      Route("DELETE", "images/*") { request in
        try .json(
          200, await store.remove(request.name, force: request.flag("force"), uses: await uses()))
      },
      Route("GET", "distribution/*/json") { try .json(200, await distribution($0)) },
      Route("GET", "images/search") { try search($0) },
      Route("GET", "images/get") { try await save($0.http.query.values("names")) },
      Route("GET", "images/*/get") { try await save([$0.name]) },
      Route("POST", "images/load") { try await load($0) },
    ]
  }

  private func refusal(_ feature: String) -> EngineFault {
    EngineFault(status: Refusal.status, message: Refusal.feature(feature)[language])
  }

  private func inspect(_ name: String) async throws(EngineFault) -> ImageInspection {
    do throws(EngineFault) {
      return try await store.inspect(name)
    } catch {
      throw EngineFault(status: error.status, message: "no such image: \(name): \(error.message)")
    }
  }

  private static func target(_ request: RouteRequest) throws(EngineFault) -> Reference {
    do throws(EngineFault) {
      var reference = try ImageCatalog.reference(request.value("repo") ?? "")
      if let tag = request.value("tag") { reference.tag = try ImageCatalog.tag(tag) }
      return reference
    } catch {
      throw .system(error.message)
    }
  }

  /// Old clients named a repository beside the filters.
  private static func filters(_ request: RouteRequest) throws(EngineFault) -> FilterQuery {
    let filters = try request.filters()
    guard request.version < APIVersion(1, 28), let name = request.value("filter") else { return filters }
    return filters.adding(name, to: "reference")
  }

  private func pull(_ request: RouteRequest) async throws -> HTTPReply {
    guard let image = request.value("fromImage") else { return try await importArchive(request) }
    let wanted = try PullRequest(
      fromImage: image, tag: request.value("tag") ?? "", platform: request.value("platform") ?? "")
    let pull = try await ImagePull(
      wanted, into: store, through: registries, credentials: RegistryCredentials(request.http.headers))
    return .progress { try await pull.run($0) }
  }

  private func push(_ request: RouteRequest) throws -> HTTPReply {
    let push = try ImagePush(
      name: request.name, tag: request.value("tag") ?? "", from: store, through: registries,
      credentials: RegistryCredentials(request.http.headers))
    return .progress { try await push.run($0) }
  }

  private func search(_ request: RouteRequest) throws -> HTTPReply {
    guard let hub else { throw refusal("docker search") }
    let limit = try request.value("limit").map { text throws(EngineFault) in
      guard let limit = Int(text) else {
        throw .badParameter("strconv.Atoi: parsing \"\(text)\": invalid syntax")
      }
      return limit
    }
    return try .json(
      200, hub.find(request.value("term") ?? "", limit: limit == 0 ? nil : limit, filters: request.filters()))
  }

  private func importArchive(_ request: RouteRequest) async throws -> HTTPReply {
    guard request.value("fromSrc") == "-" else { throw refusal("docker import URL") }
    var name = try request.value("repo").map { text throws(EngineFault) in try ImageCatalog.reference(text) }
    if let tag = request.value("tag") { name?.tag = try ImageCatalog.tag(tag) }
    guard name?.digest == nil else { throw EngineFault.badParameter("cannot import digest reference") }
    let asked = name
    // Docker finds out about such a name when the image is there already.
    if (try? name?.requireUnambiguous()) == nil { name = nil }
    let wish = ImageImport.Wish(
      name: name?.withDefaultTag, message: request.value("message") ?? "",
      changes: request.http.query.values("changes"))
    let bytes = try await request.http.body.collect(upTo: Self.longestArchive)
    let work = ImageImport(wish, into: store, at: now())
    let id = try await work.run(bytes)
    try asked?.requireUnambiguous()
    return .progress { try await $0(.line(id.description)) }
  }

  private func save(_ names: [String]) async throws -> HTTPReply {
    let (archive, images) = try await store.archive(names)
    return .stream(200, headers: ["Content-Type": "application/x-tar"]) { writer in
      try await archive.write { bytes in
        try await writer.write(bytes)
      } layer: { diffID in
        try await store.uncompressed(diffID)
      }
      for image in images {
        await store.announce(ImageEvent("save", image))
      }
    }
  }

  private func load(_ request: RouteRequest) async throws -> HTTPReply {
    let bytes = try await request.http.body.collect(upTo: Self.longestArchive)
    return .progress { emit in
      var generator = SystemRandomNumberGenerator()
      do {
        let archive = try UploadedArchive(bytes, chance: &generator)
        try await ImageLoad(archive, into: store, isQuiet: request.flag("quiet")).run(emit)
      } catch let fault as EngineFault {
        try await emit(.failure(fault.message))
      }
    }
  }

  /// An archive is taken in as a whole; one of this many bytes is not practice any more.
  private static let longestArchive = 2 << 30

  /// What a registry has under a name, without pulling it.
  private func distribution(_ request: RouteRequest) async throws -> JSONValue {
    let reference = try ImageCatalog.reference(request.name).withDefaultTag
    do {
      let remote = try await registries.repository(
        reference, credentials: RegistryCredentials(request.http.headers))
      let manifest = try await remote.manifest(ManifestSelector(reference))
      let descriptor = Descriptor(
        mediaType: manifest.type, size: manifest.bytes.count, digest: manifest.digest)
      return ["Descriptor": try JSONValue(encoding: descriptor), "Platforms": []]
    } catch {
      throw RemoteFault.pullFault(error, of: reference)
    }
  }
}

extension HTTPReply {
  /// A stream of messages, each on its own line and flushed at once.
  fileprivate static func progress(_ run: @escaping @Sendable (@escaping ProgressSink) async throws -> Void)
    -> Self
  {
    .stream(200, headers: ["Content-Type": "application/json"]) { writer in
      try await run { message in
        try await writer.write(JSONValue(encoding: message).text(.init(escapesHTML: true)) + "\r\n")
      }
    }
  }
}
