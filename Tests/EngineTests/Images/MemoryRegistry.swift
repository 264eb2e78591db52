import Basics
import OCI

@testable import Engine

/// A registry in memory that takes everything, and the hub beside it.
actor MemoryRegistry: RemoteRegistries {
  private var blobs: [String: [Digest: [UInt8]]] = [:]
  private var manifests: [String: [Digest: RemoteManifest]] = [:]
  private var tagged: [String: [Tag: Digest]] = [:]
  let language: Language

  init(language: Language = .english) {
    self.language = language
  }

  func repository(
    _ name: Reference, credentials: RegistryCredentials?
  ) async throws -> any RemoteRepository {
    guard name.domain == Reference.defaultDomain else { return Here(registry: self, path: name.name) }
    let bundle = try BundledImages(folder: ImageStoreFixture.bundleFolder)
    let hub = Hub(bundle: bundle, language: language) { BundleRepository(name: $0, bundle: bundle) }
    return try await hub.repository(name, credentials: credentials)
  }

  func logIn(to domain: String, _ credentials: RegistryCredentials) {}

  struct Here: RemoteRepository {
    let registry: MemoryRegistry
    let path: String

    func manifest(_ selector: ManifestSelector) async throws -> RemoteManifest {
      guard let manifest = await registry.find(selector, in: path) else {
        throw RemoteFault(kind: .manifestUnknown, message: "manifest unknown: manifest unknown")
      }
      return manifest
    }

    func tags() async throws -> [Tag] { await registry.tags(in: path) }

    func blob(_ descriptor: Descriptor, progress: @escaping TransferProgress) async throws -> [UInt8] {
      try await registry.blob(descriptor.digest, in: path)
    }

    func hasBlob(_ digest: Digest) async throws -> Bool { await registry.has(digest, in: path) }

    func mount(_ digest: Digest, from repository: Repository) async throws -> Bool {
      let domain = path.prefix { $0 != "/" }
      guard let bytes = try? await registry.blob(digest, in: "\(domain)/\(repository)") else { return false }
      await registry.keep(bytes, in: path)
      return true
    }

    func upload(_ descriptor: Descriptor, file: String, progress: @escaping TransferProgress) async throws {
      await registry.keep(try FileBytes.read(file), in: path)
      await progress(descriptor.size)
    }

    func put(_ manifest: [UInt8], type: MediaType, tag: Tag) async throws {
      await registry.put(manifest, type: type, tag: tag, in: path)
    }
  }

  func tags(in path: String) -> [Tag] { tagged[path, default: [:]].keys.sorted() }
  func has(_ digest: Digest, in path: String) -> Bool { blobs[path]?[digest] != nil }
  func keep(_ bytes: [UInt8], in path: String) { blobs[path, default: [:]][.sha256(of: bytes)] = bytes }

  func blob(_ digest: Digest, in path: String) throws -> [UInt8] {
    guard let bytes = blobs[path]?[digest] else {
      throw RemoteFault(kind: .other, message: "blob unknown")
    }
    return bytes
  }

  func put(_ bytes: [UInt8], type: MediaType, tag: Tag?, in path: String) {
    let manifest = RemoteManifest(bytes: bytes, type: type, digest: .sha256(of: bytes))
    manifests[path, default: [:]][manifest.digest] = manifest
    if let tag { tagged[path, default: [:]][tag] = manifest.digest }
  }

  func find(_ selector: ManifestSelector, in path: String) -> RemoteManifest? {
    switch selector {
    case .digest(let digest): manifests[path]?[digest]
    case .tag(let tag): tagged[path]?[tag].flatMap { manifests[path]?[$0] }
    }
  }
}
