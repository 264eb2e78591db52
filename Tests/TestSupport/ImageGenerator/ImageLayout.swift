import Basics
import OCI

/// The files of an OCI image layout (image-spec, "Image Layout"), by their path inside its folder.
package struct ImageLayout: Sendable, Equatable {
  package private(set) var files: [String: [UInt8]]

  init(files: [String: [UInt8]]) {
    self.files = files
  }

  /// One layout with all the images, so that a layer they share exists once.
  package init(of recipes: [ImageRecipe]) throws {
    self.init(files: [:])
    files["oci-layout"] = Array(#"{"imageLayoutVersion":"1.0.0"}"#.utf8)
    let manifests = try recipes.flatMap { recipe in
      let manifest = try add(recipe)
      return recipe.names.map { Self.indexEntry(manifest, name: $0) }
    }
    let index: JSONValue = [
      "schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json",
      "manifests": .array(manifests),
    ]
    files["index.json"] = index.utf8(.init(indent: 2)) + [0x0A]
  }

  /// Every image that dojo brings along.
  package static func bundled() throws -> Self {
    let programs: [ImageRecipe] = [
      .registry271, .registry2, .nginx1192, .nginxLatest, .nginxAlpine, .httpd24, .helloWorld,
    ]
    return try Self(
      of: programs + ImageRecipe.alpine + ImageRecipe.busybox + ImageRecipe.debian + ImageRecipe.ubuntu
        + ImageRecipe.centos)
  }

  /// Stores the layers, the config and the manifest of an image; the manifest is spelled as Docker pushes it.
  private mutating func add(_ recipe: ImageRecipe) throws -> Blob {
    let archives = try recipe.layers.map { try $0.archive() }
    let config = store(recipe.config(diffIDs: archives.map { Self.digest(of: $0) }).utf8())
    let layers = archives.map { store(StoredGzip.wrap($0)) }
    let manifest: JSONValue = [
      "schemaVersion": 2, "mediaType": .string(Self.manifestType),
      "config": config.descriptor("application/vnd.docker.container.image.v1+json"),
      "layers": .array(layers.map { $0.descriptor("application/vnd.docker.image.rootfs.diff.tar.gzip") }),
    ]
    return store(manifest.utf8(.init(indent: 3)))
  }

  private mutating func store(_ bytes: [UInt8]) -> Blob {
    let blob = Blob(digest: Self.digest(of: bytes), size: bytes.count)
    files["blobs/" + blob.digest.replacing(":", with: "/")] = bytes
    return blob
  }

  private struct Blob {
    let digest: String
    let size: Int

    func descriptor(_ mediaType: String) -> JSONValue {
      ["mediaType": .string(mediaType), "size": .number(String(size)), "digest": .string(digest)]
    }
  }

  private static let manifestType = "application/vnd.docker.distribution.manifest.v2+json"

  private static func indexEntry(_ manifest: Blob, name: String) -> JSONValue {
    var entry = manifest.descriptor(manifestType).object ?? JSONObject()
    entry["annotations"] = [
      "io.containerd.image.name": .string("docker.io/library/\(name)"),
      "org.opencontainers.image.ref.name": .string(name),
    ]
    return .object(entry)
  }

  private static func digest(of bytes: [UInt8]) -> String {
    Digest.sha256(of: bytes).description
  }
}

extension ImageRecipe {
  var layers: [Layer] {
    steps.compactMap { step in
      guard case .layer(_, let layer) = step else { return nil }
      return layer
    }
  }

  /// The image config; its digest is the image's id.
  func config(diffIDs: [String]) -> JSONValue {
    [
      "architecture": "amd64", "config": settings.json, "created": .string(created),
      "docker_version": "19.03.12", "history": .array(steps.map(history)), "os": "linux",
      "rootfs": ["type": "layers", "diff_ids": .array(diffIDs.map { .string($0) })],
    ]
  }

  private func history(_ step: Step) -> JSONValue {
    switch step {
    case .layer(let command, _):
      ["created": .string(created), "created_by": .string(command)]
    case .note(let command):
      ["created": .string(created), "created_by": .string(command), "empty_layer": true]
    }
  }
}
