import Basics
import OCI

@testable import Engine

/// A repository whose content is read straight from the bundled layout.
struct BundleRepository: RemoteRepository {
  let name: Reference
  let bundle: BundledImages

  func manifest(_ selector: ManifestSelector) async throws -> RemoteManifest {
    let entry = bundle.entries.first { entry in
      guard entry.name.name == name.name else { return false }
      return switch selector {
      case .tag(let tag): entry.name.tag == tag
      case .digest(let digest): entry.manifest.digest == digest
      }
    }
    guard let manifest = entry?.manifest else {
      throw RemoteFault(kind: .manifestUnknown, message: "manifest unknown: manifest unknown")
    }
    return RemoteManifest(
      bytes: try bundle.bytes(of: manifest.digest), type: manifest.mediaType, digest: manifest.digest)
  }

  func tags() async throws -> [Tag] {
    bundle.entries.filter { $0.name.name == name.name }.compactMap(\.name.tag).sorted()
  }

  func blob(_ descriptor: Descriptor, progress: @escaping TransferProgress) async throws -> [UInt8] {
    let bytes = try bundle.bytes(of: descriptor.digest)
    await progress(bytes.count)
    return bytes
  }

  func hasBlob(_ digest: Digest) async throws -> Bool { throw Self.readOnly }
  func mount(_ digest: Digest, from repository: Repository) async throws -> Bool { throw Self.readOnly }
  func upload(_ descriptor: Descriptor, file: String, progress: @escaping TransferProgress) async throws {
    throw Self.readOnly
  }
  func put(_ manifest: [UInt8], type: MediaType, tag: Tag) async throws { throw Self.readOnly }

  private static let readOnly = RemoteFault(
    kind: .denied, message: "denied: requested access to the resource is denied")
}
