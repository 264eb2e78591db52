import Basics
import OCI
import RegistryClient
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A repository of a real registry, as pulls and pushes see it.
struct RegistryLink: RemoteRepository {
  let repository: RegistryRepository

  func manifest(_ selector: ManifestSelector) async throws -> RemoteManifest {
    try await translated {
      let manifest =
        switch selector {
        case .tag(let tag): try await repository.manifest(tag.name)
        case .digest(let digest): try await repository.manifest(digest.description)
        }
      return RemoteManifest(bytes: manifest.bytes, type: manifest.type, digest: manifest.digest)
    }
  }

  func tags() async throws -> [Tag] {
    try await translated { try await repository.tags() }
  }

  func blob(_ descriptor: Descriptor, progress: @escaping TransferProgress) async throws -> [UInt8] {
    let (counts, told) = AsyncStream<Int>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let telling = Task { for await count in counts { await progress(count) } }
    defer { telling.cancel() }
    let bytes = try await translated {
      try await repository.blob(descriptor.digest, size: descriptor.size) { told.yield($0) }
    }
    told.finish()
    await telling.value
    return bytes
  }

  func hasBlob(_ digest: Digest) async throws -> Bool {
    try await translated { try await repository.hasBlob(digest) }
  }

  func mount(_ digest: Digest, from other: Repository) async throws -> Bool {
    try await translated { try await repository.mount(digest, from: other) }
  }

  func upload(_ descriptor: Descriptor, file: String, progress: @escaping TransferProgress) async throws {
    let pieces = FilePieces(try FileBytes.read(file))
    try await translated {
      try await repository.upload(descriptor.digest, size: descriptor.size) { pieces.next() }
    }
    await progress(descriptor.size)
  }

  func put(_ manifest: [UInt8], type: MediaType, tag: Tag) async throws {
    try await translated { try await repository.put(manifest, type: type, tag: tag) }
  }

  private func translated<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch let error as RegistryClientError {
      throw RemoteFault(error)
    }
  }
}

/// The content of a file, given out piece by piece.
private final class FilePieces: Sendable {
  private static let length = 256 * 1024
  private let rest: Mutex<ArraySlice<UInt8>>

  init(_ bytes: [UInt8]) {
    rest = Mutex(bytes[...])
  }

  func next() -> [UInt8]? {
    rest.withLock { rest in
      guard !rest.isEmpty else { return nil }
      defer { rest = rest.dropFirst(Self.length) }
      return Array(rest.prefix(Self.length))
    }
  }
}

extension RemoteFault {
  init(_ error: RegistryClientError) {
    let kind: Kind =
      switch error.kind {
      case .denied: .denied
      case .unauthorized: .unauthorized
      case .manifestUnknown: .manifestUnknown
      case .nameUnknown: .nameUnknown
      case .unreachable, .corrupt, .other: .other
      }
    self.init(kind: kind, message: error.message)
  }
}
