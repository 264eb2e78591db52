import Basics

/// Reads what a docker command printed: the bundled one, Docker 20 to 29, or podman.
///
/// Lists are read as objects, one a line, or from a JSON array of such; inspections from the array that `inspect` prints.
package enum DockerOutput {
  /// A template for `ps` with what is read of a row, in words that Docker 20 to 29 and podman know.
  ///
  /// For the whole row, `{{json .}}`, Docker adds up the files of every container.
  package static let containerRow: String = {
    let fields = ["ID", "Names", "Image", "State", "Ports", "Labels"]
    return "{\(fields.map { "\"\($0)\":{{json .\($0)}}" }.joined(separator: ","))}"
  }()

  /// The rows of `ps`.
  package static func containers(from text: String) throws(DockerOutputError) -> [ListedContainer] {
    var containers: [ListedContainer] = []
    for row in try documents(in: text) { containers.append(try ListedContainer(row: row)) }
    return containers
  }

  /// The rows of `images`; an image with several names is several rows.
  package static func images(from text: String) throws(DockerOutputError) -> [ListedImage] {
    var images: [ListedImage] = []
    var seen: Set<ListedImage> = []
    // Podman lists an image once for each of its names, and tells all of them each time.
    for row in try documents(in: text) {
      for image in try ListedImage.rows(row) where seen.insert(image).inserted { images.append(image) }
    }
    return images
  }

  /// The documents of `inspect` or `container inspect`.
  package static func inspectedContainers(from text: String) throws(DockerOutputError) -> [InspectedContainer]
  {
    var containers: [InspectedContainer] = []
    for document in try documents(in: text) { containers.append(try InspectedContainer(document: document)) }
    return containers
  }

  /// Every digest in what `image inspect` says: ids, what registries know the images by, and their manifests'.
  package static func imageDigests(from text: String) throws(DockerOutputError) -> Set<String> {
    var digests: Set<String> = []
    for document in try documents(in: text) {
      digests.insert("sha256:\(try document.requiredID())")
      for name in document["RepoDigests"]?.array?.compactMap(\.string) ?? [] {
        if let at = name.lastIndex(of: "@") { digests.insert(String(name[name.index(after: at)...])) }
      }
      if let manifest = document["Descriptor"]?["digest"]?.string { digests.insert(manifest) }
    }
    return digests
  }

  /// The objects in a text, whether they stand in an array or one a line.
  static func documents(in text: String) throws(DockerOutputError) -> [JSONValue] {
    let start = text.utf8.first { $0 > 0x20 }
    guard let start else { return [] }
    do {
      if start == UInt8(ascii: "[") { return try JSONValue(parsing: text).array ?? [] }
      var documents: [JSONValue] = []
      for line in text.utf8.split(separator: UInt8(ascii: "\n")) where line.contains(where: { $0 > 0x20 }) {
        documents.append(try JSONValue(parsing: line))
      }
      return documents
    } catch {
      throw DockerOutputError(reason: "not JSON: \(error.reason) at byte \(error.offset)")
    }
  }
}

/// An output that no docker known to dojo prints.
package struct DockerOutputError: Error, Hashable, Sendable {
  package let reason: String

  package init(reason: String) {
    self.reason = reason
  }
}

extension JSONValue {
  /// The first member that is there, of the names that different dockers use.
  func first(_ names: String...) -> JSONValue? {
    names.lazy.compactMap { self[$0] }.first { !$0.isNull }
  }

  /// The identifier, which no row can be without.
  func requiredID() throws(DockerOutputError) -> String {
    guard let id = first("ID", "Id")?.string else { throw DockerOutputError(reason: "a row without an ID") }
    return id.hasPrefix("sha256:") ? String(id.dropFirst("sha256:".count)) : id
  }

  /// A map of texts: an object, or `a=b,c=d` in one text.
  var textMap: [String: String] {
    if case .object(let object) = self {
      return Dictionary(object.members.map { ($0.key, $0.value.string ?? "") }) { _, last in last }
    }
    let pairs = (string ?? "").utf8.split(separator: UInt8(ascii: ",")).map { pair in
      let key = pair.prefix { $0 != UInt8(ascii: "=") }
      return (String(Substring(key)), String(Substring(pair.dropFirst(key.count + 1))))
    }
    return Dictionary(pairs) { _, last in last }
  }

  /// A list of texts: an array, or `a,b` in one text.
  var textList: [String] {
    array?.compactMap(\.string)
      ?? (string ?? "").utf8.split(separator: UInt8(ascii: ",")).map { String(Substring($0)) }
  }
}
