import Basics

/// What `docker inspect` says of an image.
package struct InspectedImage: Hashable, Sendable {
  /// Hexadecimal.
  package let id: String
  /// Names with tags, as the list shows them.
  package let repoTags: [String]
  /// Names with the digests they have in their registries.
  package let repoDigests: [String]
  package let command: [String]
  package let entrypoint: [String]
  package let labels: [String: String]
  /// The digests of the uncompressed layers.
  package let layers: [String]
  /// Bytes.
  package let size: Int

  init(document: JSONValue) throws(DockerOutputError) {
    id = try document.requiredID()
    repoTags = document["RepoTags"]?.array?.compactMap(\.string) ?? []
    repoDigests = document["RepoDigests"]?.array?.compactMap(\.string) ?? []
    let config = document["Config"]
    command = config?["Cmd"]?.textList ?? []
    entrypoint = config?["Entrypoint"]?.textList ?? []
    labels = config?["Labels"]?.textMap ?? [:]
    layers = document["RootFS"]?["Layers"]?.array?.compactMap(\.string) ?? []
    size = document["Size"]?.int ?? 0
  }
}
