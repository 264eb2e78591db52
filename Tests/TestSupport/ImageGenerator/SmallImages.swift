extension ImageRecipe {
  /// `hello-world:latest`: one file, one greeting.
  static let helloWorld = ImageRecipe(
    names: ["hello-world:latest"], created: "2023-05-04T17:37:03.872958712Z",
    settings: Settings(
      environment: [path], command: ["/hello"],
      labels: [("dev.dojo.workload", "print"), ("dev.dojo.workload.text", greeting)]),
    steps: [
      .layer(
        by: "/bin/sh -c #(nop) COPY file:hello in / ",
        Layer(at: 1_683_221_823, [.file("hello", greeting, mode: 0o755)])),
      .note(by: "/bin/sh -c #(nop)  CMD [\"/hello\"]"),
    ])

  /// `alpine`: a small tree with a shell as its command, in the versions that courses name.
  static let alpine = [
    alpine(["latest", "3", "3.21"], version: "3.21.3", created: "2025-02-14T03:28:36Z", at: 1_739_503_716),
    alpine(["3.20"], version: "3.20.6", created: "2025-02-14T03:28:22Z", at: 1_739_503_702),
    alpine(["3.19"], version: "3.19.7", created: "2025-02-14T03:28:08Z", at: 1_739_503_688),
    alpine(["3.18"], version: "3.18.12", created: "2025-02-14T03:27:53Z", at: 1_739_503_673),
  ]

  /// `busybox`: the smallest tree with a shell as its command.
  static let busybox = [
    busybox(["latest", "1.36"], created: "2024-09-26T21:31:42Z", at: 1_727_386_302),
    busybox(["1.35"], created: "2022-12-29T00:31:20Z", at: 1_672_273_880),
  ]

  /// `debian`: trees of Debian's releases; the slim ones differ in what our trees lack anyway.
  static let debian = [
    debian(["latest", "12", "bookworm"], version: "12.9", codename: "bookworm"),
    debian(["12-slim", "bookworm-slim"], version: "12.9", codename: "bookworm, slim"),
    debian(["11", "bullseye"], version: "11.11", codename: "bullseye"),
  ]

  /// `ubuntu`: trees of the releases with long support.
  static let ubuntu = [
    ubuntu(
      ["latest", "24.04", "noble"], created: "2025-01-27T04:14:00Z",
      BaseLayers.ubuntu(version: "24.04", codename: "noble", at: 1_737_951_240)),
    ubuntu(
      ["22.04", "jammy"], created: "2025-01-26T05:31:10Z",
      BaseLayers.oldUbuntu(
        version: "22.04", codename: "jammy", debian: "bookworm/sid", at: 1_737_869_470)),
    ubuntu(
      ["20.04", "focal"], created: "2024-10-11T03:38:20Z",
      BaseLayers.oldUbuntu(
        version: "20.04", codename: "focal", debian: "bullseye/sid", at: 1_728_617_900)),
    ubuntu(
      ["18.04", "bionic"], created: "2023-05-30T09:32:09Z",
      BaseLayers.oldUbuntu(
        version: "18.04", codename: "bionic", debian: "buster/sid", at: 1_685_439_129)),
  ]

  /// `centos`: trees of the last two versions.
  static let centos = [
    centos(["latest", "8"], version: "8", release: "8.4.2105", at: 1_631_730_005),
    centos(["7"], version: "7", release: "7.9.2009 (Core)", at: 1_631_729_960),
  ]

  private static func alpine(_ tags: [String], version: String, created: String, at time: Int) -> Self {
    tree(
      "alpine", tags, created: created, command: "/bin/sh",
      BaseLayers.alpine(version: version, at: time))
  }

  private static func busybox(_ tags: [String], created: String, at time: Int) -> Self {
    tree("busybox", tags, created: created, command: "sh", BaseLayers.busybox(at: time))
  }

  private static func debian(_ tags: [String], version: String, codename: String) -> Self {
    tree(
      "debian", tags, created: "2025-02-03T00:00:00Z", command: "bash",
      BaseLayers.debian(version: version, codename: codename, at: 1_738_540_800))
  }

  private static func ubuntu(_ tags: [String], created: String, _ layer: Layer) -> Self {
    tree("ubuntu", tags, created: created, command: "/bin/bash", layer)
  }

  private static func centos(_ tags: [String], version: String, release: String, at time: Int) -> Self {
    let created = version == "8" ? "2021-09-15T18:20:05Z" : "2021-09-15T18:19:20Z"
    return tree(
      "centos", tags, created: created, command: "/bin/bash",
      BaseLayers.centos(version: version, release: release, at: time))
  }

  /// An image of one tree, whose containers run its shell when they are told nothing else.
  private static func tree(
    _ image: String, _ tags: [String], created: String, command: String, _ layer: Layer
  ) -> Self {
    ImageRecipe(
      names: tags.map { "\(image):\($0)" }, created: created,
      settings: Settings(environment: [path], command: [command], labels: idle(image)),
      steps: [
        .layer(by: "/bin/sh -c #(nop) ADD file:practice-tree in / ", layer),
        .note(by: "/bin/sh -c #(nop)  CMD [\"\(command)\"]"),
      ])
  }

  /// The labels of an image whose containers do what they are told, with the programs of an official one.
  private static func idle(_ image: String) -> [(String, String)] {
    [("dev.dojo.workload", "idle"), ("dev.dojo.workload.image", image)]
  }

  private static let path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

  private static let greeting = """

    Hello from Docker, as practised in dojo!
    These lines reached you by way of four parts that work together:
     1. The docker command sent your request to the engine.
     2. The engine did not have the image hello-world and pulled it from a registry.
     3. The engine made a container from the image and started it.
     4. The container printed this text; the engine passed it on to your terminal.

    Next, try a container that keeps running: a web server, for example.


    """
}
