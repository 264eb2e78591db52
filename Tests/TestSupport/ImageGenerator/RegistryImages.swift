extension ImageRecipe {
  /// `registry:2.7.1`: the registry of the first lesson.
  static let registry271 = registry(
    names: ["registry:2.7.1"], version: "2.7.1", created: "2021-11-12T00:20:44.071586Z", at: 1_636_676_444,
    base: BaseLayers.alpine(version: "3.14.3", at: 1_636_676_351))

  /// `registry:2`: the last of the second major version.
  static let registry2 = registry(
    names: ["registry:2"], version: "2.8.3", created: "2023-10-02T18:42:45.213649Z", at: 1_696_272_165,
    base: BaseLayers.alpine(version: "3.18.4", at: 1_695_917_321))

  private static func registry(
    names: [String], version: String, created: String, at time: Int, base: Layer
  ) -> Self {
    let path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    return ImageRecipe(
      names: names, created: created,
      settings: Settings(
        environment: [path], entrypoint: ["/entrypoint.sh"], command: ["/etc/docker/registry/config.yml"],
        exposedPorts: ["5000/tcp"], volumes: ["/var/lib/registry"],
        labels: [("dev.dojo.workload", "registry"), ("dev.dojo.workload.image", "registry")]),
      steps: [
        .layer(by: "/bin/sh -c #(nop) ADD file:practice-tree in / ", base),
        .note(by: "/bin/sh -c #(nop)  CMD [\"/bin/sh\"]"),
        .layer(
          by: "/bin/sh -c apk add --no-cache ca-certificates",
          Layer(at: time, [.folder("etc/ssl"), .folder("etc/ssl/certs")])),
        .layer(
          by: "/bin/sh -c #(nop) COPY file:registry in /bin/registry ",
          Layer(at: time, [.file("bin/registry", Self.program(version), mode: 0o755)])),
        .layer(
          by: "/bin/sh -c #(nop) COPY file:config.yml in /etc/docker/registry/config.yml ",
          Layer(at: time, [.folder("etc/docker"), .folder("etc/docker/registry"), Self.configuration])),
        .note(by: "/bin/sh -c #(nop)  VOLUME [/var/lib/registry]"),
        .note(by: "/bin/sh -c #(nop)  EXPOSE 5000"),
        .layer(
          by: "/bin/sh -c #(nop) COPY file:entrypoint.sh in /entrypoint.sh ",
          Layer(at: time, [.file("entrypoint.sh", entryScript, mode: 0o755)])),
        .note(by: "/bin/sh -c #(nop)  ENTRYPOINT [\"/entrypoint.sh\"]"),
        .note(by: "/bin/sh -c #(nop)  CMD [\"/etc/docker/registry/config.yml\"]"),
      ])
  }

  /// Hands over to `registry` what looks like its arguments, and runs anything else.
  private static let entryScript = """
    #!/bin/sh
    case ${1:-} in
      *.yml | *.yaml) exec registry serve "$@" ;;
      serve | garbage-collect | help | -*) exec registry "$@" ;;
    esac
    exec "$@"

    """

  private static func program(_ version: String) -> String {
    """
    #!/bin/sh
    # The practice stand-in for registry \(version): dojo's own registry answers in its place.
    echo "This program is played by dojo's practice machine." >&2
    exit 1

    """
  }

  private static let configuration = TarArchive.Entry.file(
    "etc/docker/registry/config.yml",
    """
    version: 0.1
    storage:
      filesystem:
        rootdirectory: /var/lib/registry
    http:
      addr: :5000

    """)
}
