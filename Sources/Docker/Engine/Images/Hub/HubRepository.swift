import Basics
import OCI

/// A repository of the practice machine's Docker Hub: it holds what dojo brings along and takes nothing in.
struct HubRepository: RemoteRepository {
  let name: Reference
  let bundle: BundledImages
  /// Where the content of bundled repositories comes from.
  let content: any RemoteRepository
  let language: Language

  func manifest(_ selector: ManifestSelector) async throws -> RemoteManifest {
    try requireBundled()
    do {
      return try await content.manifest(selector)
    } catch let fault as RemoteFault where fault.kind == .manifestUnknown {
      throw RemoteFault(kind: fault.kind, message: "\(fault.message)\n\(notice)")
    }
  }

  func tags() async throws -> [Tag] {
    try requireBundled()
    return try await content.tags()
  }

  func blob(_ descriptor: Descriptor, progress: @escaping TransferProgress) async throws -> [UInt8] {
    try await content.blob(descriptor, progress: progress)
  }

  // A push asks for blobs first; that is where the real Hub turns strangers away.
  func hasBlob(_ digest: Digest) async throws -> Bool { throw Self.denied }
  func mount(_ digest: Digest, from repository: Repository) async throws -> Bool { throw Self.denied }
  func upload(_ descriptor: Descriptor, file: String, progress: @escaping TransferProgress) async throws {
    throw Self.denied
  }
  func put(_ manifest: [UInt8], type: MediaType, tag: Tag) async throws { throw Self.denied }

  private static let denied = RemoteFault(
    kind: .denied, message: "denied: requested access to the resource is denied")

  private func requireBundled() throws(RemoteFault) {
    guard !bundle.entries.contains(where: { $0.name.name == name.name }) else { return }
    throw RemoteFault(kind: .denied, message: "\(Self.denied.message)\n\(notice)")
  }

  /// What the practice machine has instead, and where the rest is: other tags of the repository, else repositories.
  private var notice: String {
    let tags = bundle.names.filter { $0.hasPrefix("\(name.familiarName):") }
    let repositories = Set(bundle.names.map { String($0.prefix { $0 != ":" }) })
    let names = (tags.isEmpty ? repositories.sorted() : tags).joined(separator: ", ")
    return Phrase(
      en: "This practice machine brings along only \(names); "
        + "start dojo with --docker system to pull other images with a real Docker.",
      ja: "この練習用マシンにあるイメージは \(names) だけです。"
        + "ほかのイメージは、dojo を --docker system を付けて起動し、本物の Docker で pull してください。")[language]
  }
}
