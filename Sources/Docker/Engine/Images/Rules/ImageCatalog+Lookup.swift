import OCI

extension ImageCatalog {
  /// The image that people mean by a name, an id or the start of an id.
  func image(_ name: String) throws(EngineFault) -> Image {
    if let id = Self.wholeID(name) {
      guard let image = visible(id) else { throw .noSuchImage(name) }
      return image
    }
    let reference = try Self.reference(name)
    if let id = names[reference.lookupKey], let image = visible(id) { return image }
    if let image = try image(startingWith: name) { return image }
    throw .noSuchImage(reference.withDefaultTag.familiar)
  }

  /// Whether a text is (the start of) the id of an image rather than a name of it.
  static func isPrefix(_ text: String, of id: Digest) -> Bool {
    id.description.hasPrefix(text) || id.hex.hasPrefix(text)
  }

  /// Reads a name; what Docker says of a malformed one is a bad parameter.
  static func reference(_ name: String) throws(EngineFault) -> Reference {
    do throws(ReferenceError) {
      return try Reference(parsing: name)
    } catch .notLowercase {
      // Unlike newer clients, the engine leaves out which name.
      throw .badParameter("invalid reference format: repository name must be lowercase")
    } catch {
      throw .badParameter(error.description)
    }
  }

  /// Reads a tag as Docker does.
  static func tag(_ text: String) throws(EngineFault) -> Tag {
    do throws(ReferenceError) {
      return try Tag(parsing: text)
    } catch {
      throw .badParameter("invalid tag format")
    }
  }

  private static func wholeID(_ text: String) -> Digest? {
    (try? Digest(parsing: text)) ?? (try? Digest(parsing: "sha256:\(text)"))
  }

  private func visible(_ id: Digest) -> Image? {
    images[id].flatMap { $0.isWithdrawn ? nil : $0 }
  }

  private func image(startingWith text: String) throws(EngineFault) -> Image? {
    let hex = text.hasPrefix("sha256:") ? String(text.dropFirst(7)) : text
    guard !hex.isEmpty, hex.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else {
      return nil
    }
    let matches = visibleImages.filter { $0.id.hex.hasPrefix(hex) }
    guard matches.count < 2 else { throw .ambiguousImagePrefix(text) }
    return matches.first
  }
}

extension Reference {
  /// The name under which a store keeps it: a digest counts more than a tag; without either, `latest`.
  var lookupKey: Self {
    digest == nil ? withDefaultTag : Self(domain: domain, repository: repository, digest: digest)
  }
}

extension EngineFault {
  static func noSuchImage(_ name: String) -> Self {
    Self(status: 404, message: "No such image: \(name)")
  }

  static func ambiguousImagePrefix(_ prefix: String) -> Self {
    Self(status: 500, message: "multiple IDs found with provided prefix: \(prefix)")
  }
}
