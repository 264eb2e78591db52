import OCI

/// What `POST /images/create` asks for.
struct PullRequest: Sendable, Hashable {
  /// With a tag or a digest, or with neither when every tag is wanted.
  let reference: Reference
  let platform: Platform?
  /// The name as it was given.
  let asked: String

  /// Reads the query parameters `fromImage`, `tag` and `platform`.
  init(fromImage: String, tag: String, platform: String) throws(EngineFault) {
    asked = fromImage
    let name = fromImage.hasSuffix(":") ? String(fromImage.dropLast()) : fromImage
    var reference = try ImageCatalog.reference(name)
    if let digest = try? Digest(parsing: tag) {
      reference.tag = nil
      reference.digest = digest
    } else if !tag.isEmpty {
      reference.tag = try ImageCatalog.tag(tag)
    }
    if reference.digest != nil { reference.tag = nil }
    self.reference = reference
    self.platform = platform.isEmpty ? nil : try Self.platform(platform)
  }

  var wantsAllTags: Bool { reference.tag == nil && reference.digest == nil }

  private static let systems: Set<String> = ["linux", "windows", "darwin", "freebsd"]
  private static let architectures = [
    "amd64": "amd64", "x86_64": "amd64", "x86-64": "amd64", "arm64": "arm64", "aarch64": "arm64",
    "arm": "arm",
    "386": "386", "i386": "386", "ppc64le": "ppc64le", "s390x": "s390x", "riscv64": "riscv64",
    "mips64le": "mips64le",
  ]

  private static func platform(_ text: String) throws(EngineFault) -> Platform {
    let parts = text.lowercased().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 1 {
      if systems.contains(parts[0]) {
        return Platform(os: parts[0], architecture: Platform.current.architecture)
      }
      if let architecture = architectures[parts[0]] { return Platform(architecture: architecture) }
    } else if parts.count <= 3, systems.contains(parts[0]), let architecture = architectures[parts[1]] {
      return Platform(os: parts[0], architecture: architecture, variant: parts.count == 3 ? parts[2] : nil)
    }
    throw .badParameter("\"\(text)\": unknown operating system or architecture: invalid argument")
  }
}
