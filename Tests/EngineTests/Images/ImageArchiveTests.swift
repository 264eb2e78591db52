import Basics
import DockerCLI
import EngineClient
import HTTPServer
import OCI
import Shell
import TestSupport
import Testing

@testable import Engine

@Suite("Images carried by hand: docker save and docker load")
struct ImageArchiveTests {
  /// Runs the bundled docker against the server.
  private func docker(
    _ arguments: String..., on server: ImageServer, input: [UInt8] = [], terminal: TerminalSize? = nil
  ) async -> (exit: Int32, output: CollectedOutput, errors: String) {
    let (output, errors) = (CollectedOutput(terminal: terminal), CollectedOutput())
    let environment = CommandEnvironment(
      endpoint: .unix(path: server.socket), variables: ["HOME": server.fixture.folder],
      workingFolder: server.fixture.folder, input: BytesInput(input), output: output, errors: errors,
      now: { Timestamp(seconds: 1_795_450_972) })
    return (await DockerCommandLine.run(arguments: arguments, environment: environment), output, errors.text)
  }

  /// The names in an archive, with identities left out.
  private func names(in tar: [UInt8]) throws -> [String] {
    try TarReader.entries(tar).map { entry in
      (entry.kind == .folder ? entry.path + "/" : entry.path).replacing(/[0-9a-f]{64}/, with: "<id>")
    }
  }

  @Test func `An archive has the members that Docker 20.10 writes, and loads on another machine`()
    async throws
  {
    try await ImageServer.with(["nginx:1.19.2"]) { server in
      let saved = await docker("save", "-o", "web.tar", "nginx:1.19.2", on: server)
      #expect(saved.exit == 0)
      #expect(saved.output.bytes.isEmpty)
      let tar = try FileBytes.read("\(server.fixture.folder)/web.tar")
      let image = try await server.fixture.store.image("nginx:1.19.2")
      let layers = try names(in: tar)
      #expect(layers.filter { $0 == "<id>/" }.count == Set(image.diffIDs).count)
      #expect(layers.filter { $0 == "<id>.json" }.count == 1)
      #expect(layers.suffix(2) == ["manifest.json", "repositories"])
      #expect(server.fixture.events.all.last?.action == "save")
      try await ImageServer.with { other in
        let loaded = await docker("load", on: other, input: tar)
        #expect(loaded.output.text == "Loaded image: nginx:1.19.2\n")
        #expect(loaded.errors.isEmpty)
        let found = try await other.fixture.store.image("nginx:1.19.2")
        #expect(found.id == image.id)
        let sizes = (await server.fixture.store.size(of: image), await other.fixture.store.size(of: found))
        #expect(sizes.0 == sizes.1)
        #expect(other.fixture.events.actions == ["load"])
        // What was loaded can be saved again, byte by byte.
        let again = await docker("image", "save", "nginx:1.19.2", on: other)
        #expect(again.output.bytes == tar)
      }
    }
  }

  @Test func `Loading what is here says so, and a name that moves is told of`() async throws {
    try await ImageServer.with(["alpine", "busybox"]) { server in
      let tar = await docker("save", "alpine", on: server).output.bytes
      #expect(await docker("load", on: server, input: tar).output.text == "Loaded image: alpine:latest\n")
      let busybox = try await server.fixture.store.image("busybox").id
      try await server.fixture.store.tag("busybox", as: Reference(parsing: "alpine:latest"))
      let loaded = await docker("load", "-q", on: server, input: tar)
      #expect(
        loaded.output.text
          == "The image alpine:latest already exists, renaming the old one with ID \(busybox) to empty string\n"
          + "Loaded image: alpine:latest\n")
    }
  }

  @Test func `Several images go into one archive; a repository means all its tags, an id no name`()
    async throws
  {
    try await ImageServer.with(["alpine", "busybox"]) { server in
      try await server.fixture.store.tag("busybox", as: Reference(parsing: "busybox:old"))
      let id = try await server.fixture.store.image("alpine").id
      let tar = await docker("save", "busybox", "alpine:latest", on: server).output.bytes
      let manifest = try TarReader.entries(tar).first { $0.path == "manifest.json" }
      let document = try JSONValue(parsing: Array(try #require(manifest).content))
      #expect(
        document.array?.map { $0["RepoTags"] } == [["busybox:latest", "busybox:old"], ["alpine:latest"]])
      let bare = await docker("save", id.hex, on: server).output.bytes
      #expect(try names(in: bare).last == "manifest.json")
      try await ImageServer.with { other in
        let loaded = await docker("load", on: other, input: bare)
        #expect(loaded.output.text == "Loaded image ID: \(id)\n")
      }
    }
  }

  @Test(arguments: [
    (["nosuch:1"], "Error response from daemon: reference does not exist\n"),
    (["nosuch"], "Error response from daemon: No such image: nosuch\n"),
    (
      ["Alpine"],
      "Error response from daemon: invalid reference format: repository name must be lowercase\n"
    ),
    (
      ["-o", "no/such/x.tar", "alpine"],
      "failed to save image: invalid output path: stat no/such: no such file or directory\n"
    ),
  ])
  func `What cannot be saved is told in Docker's words`(arguments: [String], message: String) async throws {
    try await ImageServer.with(["alpine"]) { server in
      let output = CollectedOutput()
      let errors = CollectedOutput()
      let environment = CommandEnvironment(
        endpoint: .unix(path: server.socket), workingFolder: server.fixture.folder, output: output,
        errors: errors, now: { .zero })
      let exit = await DockerCommandLine.run(arguments: ["save"] + arguments, environment: environment)
      #expect(exit == 1)
      #expect(errors.text == message)
    }
  }

  @Test func `Nothing is written to a terminal or read from one`() async throws {
    try await ImageServer.with(["alpine"]) { server in
      let saved = await docker("save", "alpine", on: server, terminal: TerminalSize(columns: 80, rows: 24))
      #expect(saved.errors == "cowardly refusing to save to a terminal. Use the -o flag or redirect\n")
      #expect(saved.exit == 1)
      let missing = await docker("load", "-i", "nosuch.tar", on: server)
      #expect(missing.errors == "open nosuch.tar: no such file or directory\n")
    }
  }

  @Test func `What is no archive of images is refused in Docker's words`() async throws {
    try await ImageServer.with { server in
      let short = await docker("load", on: server, input: Array("garbage\n".utf8))
      #expect(short.exit == 1)
      #expect(short.errors == "Error processing tar file(exit status 1): unexpected EOF\n")
      let long = await docker("load", on: server, input: [UInt8](repeating: 0x41, count: 4096))
      #expect(long.errors == "Error processing tar file(exit status 1): archive/tar: invalid tar header\n")
      let foreign =
        ArchiveMember(path: "bin", kind: .folder, modified: 0).header
        + ArchiveMember(path: "etc", kind: .folder, modified: 0).header + ArchiveMember.end
      let files = await docker("load", on: server, input: foreign)
      #expect(
        files.errors.replacing(/\d{9}/, with: "N")
          == "open /var/lib/docker/tmp/docker-import-N/bin/json: no such file or directory\n")
      let empty = await docker("load", on: server)
      #expect(empty.errors.hasSuffix("/repositories: no such file or directory\n"))
    }
  }

  /// A tar archive of what a folder holds.
  private func tar(_ folder: String) async throws -> [UInt8] {
    let packed = "\(folder).tar"
    _ = try await ChildCommand(
      "tar", ["-C", folder, "-cf", packed, "."], environment: ["PATH": "/usr/bin:/bin"]
    ).capture()
    return try FileBytes.read(packed)
  }

  /// A layout with one bundled image in it, under this annotation.
  private func layout(of name: String, annotation: (String, String)?, in folder: String) throws -> Manifest {
    let bundle = try BundledImages(folder: BundledImagesTests.folder)
    let descriptor = try #require(bundle.entries.first { $0.name.description.hasSuffix(name) }).manifest
    let manifest: Manifest = try JSONValue(parsing: bundle.bytes(of: descriptor.digest)).decoded()
    try Folders.create("\(folder)/blobs/sha256")
    for digest in [descriptor.digest, manifest.config.digest] + manifest.layers.map(\.digest) {
      try AtomicFile.write(bundle.bytes(of: digest), to: "\(folder)/blobs/sha256/\(digest.hex)")
    }
    let entry: JSONValue = [
      "mediaType": .string(descriptor.mediaType.description),
      "digest": .string(descriptor.digest.description),
      "size": .number("\(descriptor.size)"),
      "annotations": .object(JSONObject(annotation.map { [($0.0, .string($0.1))] } ?? [])),
    ]
    let index: JSONValue = ["schemaVersion": 2, "manifests": [entry]]
    try AtomicFile.write(index.utf8(), to: "\(folder)/index.json")
    try AtomicFile.write(Array(#"{"imageLayoutVersion":"1.0.0"}"#.utf8), to: "\(folder)/oci-layout")
    return manifest
  }

  @Test(arguments: [
    ("io.containerd.image.name", "docker.io/library/app:v1", "Loaded image: app:v1\n"),
    ("org.opencontainers.image.ref.name", "host-a:5000/app:v1", "Loaded image: host-a:5000/app:v1\n"),
    ("org.opencontainers.image.ref.name", "v1", "Loaded image ID: sha256:"),
  ])
  func `An OCI image layout is loaded under the name that it tells`(
    key: String, value: String, words: String
  ) async throws {
    try await ImageServer.with { server in
      let folder = "\(server.fixture.folder)/layout"
      _ = try layout(of: "hello-world:latest", annotation: (key, value), in: folder)
      let loaded = await docker("load", "-q", on: server, input: try await tar(folder))
      #expect(loaded.output.text.hasPrefix(words), "\(loaded)")
    }
  }

  @Test func `An archive of Docker 25 and later, a layout with a manifest beside it, is loaded`() async throws
  {
    try await ImageServer.with { server in
      let folder = "\(server.fixture.folder)/layout"
      let manifest = try layout(of: "hello-world:latest", annotation: nil, in: folder)
      let entry: JSONValue = [
        "Config": .string("blobs/sha256/\(manifest.config.digest.hex)"), "RepoTags": ["hello-world:latest"],
        "Layers": .array(manifest.layers.map { .string("blobs/sha256/\($0.digest.hex)") }),
        "LayerSources": [:],
      ]
      try AtomicFile.write(JSONValue.array([entry]).utf8(), to: "\(folder)/manifest.json")
      let loaded = await docker("load", "-q", on: server, input: try await tar(folder))
      #expect(loaded.output.text == "Loaded image: hello-world:latest\n", "\(loaded)")
    }
  }

  @Test func `A layer that is not what its image says is not taken in`() async throws {
    try await ImageServer.with(["hello-world"]) { server in
      var tar = await docker("save", "hello-world", on: server).output.bytes
      let layer = try #require(try TarReader.entries(tar).first { $0.path.hasSuffix("/layer.tar") })
      let start = try #require(tar.firstRange(of: layer.content)).lowerBound
      // A letter of the only file's content: behind its header.
      tar[start + 600] ^= 1
      let loaded = await docker("load", on: server, input: tar)
      #expect(loaded.output.text == "Loaded image: hello-world:latest\n")
      try await ImageServer.with { other in
        let refused = await docker("load", on: other, input: tar)
        #expect(refused.errors.hasPrefix("invalid diffID for layer 0: expected \"sha256:"))
        let images = try await other.fixture.store.list()
        #expect(images.isEmpty)
      }
    }
  }

  @Test func `A gzip file of any content unpacks to it`() throws {
    for count in [0, 1, 65_535, 65_536, 200_000] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
      #expect(try Gunzip.unpack(Gzip.wrap(bytes)) == bytes)
    }
    #expect(Gzip.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
  }

  @Test(.enabled(if: Skopeo.path != nil, "skopeo is not installed"))
  func `skopeo reads what was saved, and what skopeo wrote is loaded`() async throws {
    let skopeo = try #require(Skopeo.path)
    try await ImageServer.with(["nginx:1.19.2"]) { server in
      let folder = server.fixture.folder
      #expect(await docker("save", "-o", "ours.tar", "nginx:1.19.2", on: server).exit == 0)
      let copied = try await ChildCommand(
        skopeo,
        [
          "--insecure-policy", "copy", "docker-archive:\(folder)/ours.tar:nginx:1.19.2",
          "docker-archive:\(folder)/theirs.tar:team/web:v2",
        ], environment: ["PATH": "/usr/bin:/bin", "HOME": folder]
      ).capture()
      #expect(copied.status == 0, "\(copied.stderr)")
      try await ImageServer.with { other in
        let tar = try FileBytes.read("\(folder)/theirs.tar")
        #expect(await docker("load", on: other, input: tar).output.text == "Loaded image: team/web:v2\n")
        let ids = (
          try await server.fixture.store.image("nginx:1.19.2").id,
          try await other.fixture.store.image("team/web:v2").id
        )
        #expect(ids.0 == ids.1)
        let packed = await docker("load", on: other, input: Gzip.wrap(tar))
        #expect(packed.output.text == "Loaded image: team/web:v2\n")
      }
    }
  }
}

/// An input that holds bytes.
private struct BytesInput: InputChannel {
  private let source: AsyncStream<[UInt8]>

  init(_ bytes: [UInt8]) {
    source = AsyncStream { continuation in
      if !bytes.isEmpty { continuation.yield(bytes) }
      continuation.finish()
    }
  }

  func read() async -> [UInt8]? {
    for await bytes in source { return bytes }
    return nil
  }
}

/// The program that copies images between all their forms.
enum Skopeo {
  static let path: String? = ["/usr/bin/skopeo", "/usr/local/bin/skopeo"].first { Folders.exists($0) }
}
