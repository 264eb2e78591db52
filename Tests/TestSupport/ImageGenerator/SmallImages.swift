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

  /// `alpine:latest`: a small tree with a shell as its command.
  static let alpine = ImageRecipe(
    names: ["alpine:latest"], created: "2025-02-14T03:28:36Z",
    settings: Settings(
      environment: [path], command: ["/bin/sh"], labels: idle("alpine")),
    steps: [
      .layer(
        by: "/bin/sh -c #(nop) ADD file:practice-tree in / ",
        BaseLayers.alpine(version: "3.21.3", at: 1_739_503_716)),
      .note(by: "/bin/sh -c #(nop)  CMD [\"/bin/sh\"]"),
    ])

  /// `busybox:latest`: the smallest tree with a shell as its command.
  static let busybox = ImageRecipe(
    names: ["busybox:latest"], created: "2024-09-26T21:31:42Z",
    settings: Settings(environment: [path], command: ["sh"], labels: idle("busybox")),
    steps: [
      .layer(
        by: "/bin/sh -c #(nop) ADD file:practice-tree in / ", BaseLayers.busybox(at: 1_727_386_302)),
      .note(by: "/bin/sh -c #(nop)  CMD [\"sh\"]"),
    ])

  /// `debian:latest` and `debian:12`: a tree of Debian's.
  static let debian = ImageRecipe(
    names: ["debian:latest", "debian:12"], created: "2025-02-03T00:00:00Z",
    settings: Settings(environment: [path], command: ["bash"], labels: idle("debian")),
    steps: [
      .layer(
        by: "/bin/sh -c #(nop) ADD file:practice-tree in / ",
        BaseLayers.debian(version: "12.9", codename: "bookworm", at: 1_738_540_800)),
      .note(by: "/bin/sh -c #(nop)  CMD [\"bash\"]"),
    ])

  /// `ubuntu:latest` and `ubuntu:24.04`: a tree of Ubuntu's.
  static let ubuntu = ImageRecipe(
    names: ["ubuntu:latest", "ubuntu:24.04"], created: "2025-01-27T04:14:00Z",
    settings: Settings(environment: [path], command: ["/bin/bash"], labels: idle("ubuntu")),
    steps: [
      .layer(
        by: "/bin/sh -c #(nop) ADD file:practice-tree in / ",
        BaseLayers.ubuntu(version: "24.04", codename: "noble", at: 1_737_951_240)),
      .note(by: "/bin/sh -c #(nop)  CMD [\"/bin/bash\"]"),
    ])

  /// `centos:latest` and `centos:8`: a tree of CentOS's.
  static let centos = ImageRecipe(
    names: ["centos:latest", "centos:8"], created: "2021-09-15T18:20:05Z",
    settings: Settings(environment: [path], command: ["/bin/bash"], labels: idle("centos")),
    steps: [
      .layer(
        by: "/bin/sh -c #(nop) ADD file:practice-tree in / ",
        BaseLayers.centos(version: "8", release: "8.4.2105", at: 1_631_730_005)),
      .note(by: "/bin/sh -c #(nop)  CMD [\"/bin/bash\"]"),
    ])

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
