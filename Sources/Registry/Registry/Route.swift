import OCI

/// What a path of the distribution API names.
enum Route: Equatable {
  case base
  case catalog
  case tags(Repository)
  case manifest(Repository, ManifestName)
  case blob(Repository, Digest)
  case uploads(Repository)
  case upload(Repository, id: String)
  case referrers(Repository, Digest)

  /// A manifest by one of its names.
  enum ManifestName: Equatable {
    case tag(Tag)
    case digest(Digest)
  }

  /// Reads a decoded path; `nil` if it is none of the API's.
  ///
  /// - Throws: `RegistryFailure` when its name, tag or digest is malformed.
  init?(path: String) throws(RegistryFailure) {
    guard path.hasPrefix("/v2/") else { return nil }
    let parts = path.dropFirst(4).split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    switch (parts.count, parts.last ?? "") {
    case (1, ""): self = .base
    case (1, "_catalog"): self = .catalog
    case (3..., let last):
      guard let route = try Self.route(parts, last) else { return nil }
      self = route
    default: return nil
    }
  }

  private static func route(_ parts: [String], _ last: String) throws(RegistryFailure) -> Self? {
    let noun = parts[parts.count - 2]
    let isUpload = noun == "uploads" && parts.count >= 4 && parts[parts.count - 3] == "blobs"
    if isUpload {
      let repository = try name(parts.dropLast(3))
      return last.isEmpty ? .uploads(repository) : .upload(repository, id: last)
    }
    switch (noun, last) {
    case ("tags", "list"): return .tags(try name(parts.dropLast(2)))
    case ("blobs", "uploads"): return .uploads(try name(parts.dropLast(2)))
    case ("blobs", _): return .blob(try name(parts.dropLast(2)), try digest(last))
    case ("referrers", _): return .referrers(try name(parts.dropLast(2)), try digest(last))
    case ("manifests", _): return .manifest(try name(parts.dropLast(2)), try manifest(last))
    default: return nil
    }
  }

  private static func name(_ parts: ArraySlice<String>) throws(RegistryFailure) -> Repository {
    let path = parts.joined(separator: "/")
    do {
      return try Repository(parsing: path)
    } catch {
      throw .nameInvalid(path)
    }
  }

  private static func manifest(_ text: String) throws(RegistryFailure) -> ManifestName {
    if text.contains(":") { return .digest(try digest(text)) }
    do {
      return .tag(try Tag(parsing: text))
    } catch {
      throw .tagInvalid(text)
    }
  }

  private static func digest(_ text: String) throws(RegistryFailure) -> Digest {
    do {
      return try Digest(parsing: text)
    } catch {
      throw .digestInvalid("\(error)")
    }
  }
}
