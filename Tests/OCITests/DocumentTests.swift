import Basics
import Testing

@testable import OCI

@Suite struct `Image documents` {
  private let digest = Digest.sha256(of: "abc".utf8)

  @Test func `are pushed with the bytes docker would send`() throws {
    let manifest = Manifest(
      config: Descriptor(mediaType: .dockerConfig, size: 7, digest: digest),
      layers: [Descriptor(mediaType: .dockerLayer, size: 9, digest: digest)])
    let text = """
      {
         "schemaVersion": 2,
         "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
         "config": {
            "mediaType": "application/vnd.docker.container.image.v1+json",
            "size": 7,
            "digest": "\(digest)"
         },
         "layers": [
            {
               "mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip",
               "size": 9,
               "digest": "\(digest)"
            }
         ]
      }
      """
    #expect(String(decoding: try manifest.dockerBytes(), as: UTF8.self) == text)
  }

  @Test func `tell how a container starts`() throws {
    let config = try ImageConfig(
      parsing: """
        {"architecture":"amd64","os":"linux","config":{"Env":["A=b"],"Entrypoint":["/e"],"Cmd":null,
        "ExposedPorts":{"80/tcp":{},"443/tcp":{}},"Volumes":{"/data":{}},"Labels":{"b":"2","a":"1"},
        "WorkingDir":"/w","StopSignal":"SIGQUIT"},"rootfs":{"type":"layers","diff_ids":["\(digest)"]},
        "history":[{"created_by":"CMD x","empty_layer":true}]}
        """.utf8)
    #expect(config.config?.exposedPorts?.sorted == ["443/tcp", "80/tcp"])
    #expect(config.config?.cmd == nil)
    #expect(config.config?.labels?["a"] == "1")
    #expect(config.rootfs.diffIDs == [digest])
    #expect(config.history?.first?.emptyLayer == true)
    let labels = try JSONValue(encoding: config)["config"]?["Labels"]?.text()
    #expect(labels == #"{"a":"1","b":"2"}"#)
  }

  @Test func `for several platforms give this computer its own`() {
    let arm = Descriptor(
      mediaType: .ociManifest, size: 1, digest: digest, platform: Platform(architecture: "arm64"))
    let intel = Descriptor(
      mediaType: .ociManifest, size: 2, digest: digest, platform: Platform(architecture: "amd64"))
    let unknown = Platform(os: "unknown", architecture: "unknown")
    let proof = Descriptor(mediaType: .ociManifest, size: 3, digest: digest, platform: unknown)
    let index = ImageIndex(manifests: [proof, arm, intel])
    #expect(index.manifest(for: Platform(architecture: "amd64"))?.size == 2)
    #expect(index.manifest(for: Platform(architecture: "riscv64")) == nil)
    #expect(
      ImageIndex(manifests: [Descriptor(mediaType: .ociManifest, size: 4, digest: digest)])
        .manifest(for: .current)?.size == 4)
  }

  @Test(arguments: [
    ("application/JSON; charset=utf-8", "application/json"), (" text/plain ", "text/plain"), ("", ""),
  ])
  func `have types without parameters`(header: String, type: String) {
    #expect(MediaType(contentType: header).rawValue == type)
  }
}
