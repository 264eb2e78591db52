/// Layers that several practice images stand on: an empty file tree that says what it is.
enum BaseLayers {
  /// The tree of a Debian-based image.
  static func debian(version: String, codename: String, at time: Int) -> ImageRecipe.Layer {
    ImageRecipe.Layer(
      at: time,
      folders(["bin", "dev", "etc", "home", "proc", "root", "run", "sys", "tmp", "usr", "var", "var/log"])
        + [
          osRelease(like: "debian", version: version, note: "the tree of Debian \(version) (\(codename))"),
          .file("etc/debian_version", "\(version)\n"),
          users,
          readme,
        ])
  }

  /// The tree of an Ubuntu image.
  static func ubuntu(version: String, codename: String, at time: Int) -> ImageRecipe.Layer {
    ImageRecipe.Layer(
      at: time,
      fullTree + [
        osRelease(
          like: "ubuntu debian", version: version, note: "the tree of Ubuntu \(version) (\(codename))"),
        .file("etc/debian_version", "trixie/sid\n"), users, readme,
      ])
  }

  /// The tree of a CentOS image.
  static func centos(version: String, release: String, at time: Int) -> ImageRecipe.Layer {
    ImageRecipe.Layer(
      at: time,
      fullTree + [
        osRelease(like: "rhel fedora", version: version, note: "the tree of CentOS \(version)"),
        .file("etc/centos-release", "CentOS Linux release \(release)\n"), users, readme,
      ])
  }

  /// The tree of an Alpine-based image.
  static func alpine(version: String, at time: Int) -> ImageRecipe.Layer {
    ImageRecipe.Layer(
      at: time,
      folders(["bin", "dev", "etc", "home", "lib", "proc", "root", "run", "sys", "tmp", "usr", "var"]) + [
        osRelease(like: "alpine", version: version, note: "the tree of Alpine \(version)"),
        .file("etc/alpine-release", "\(version)\n"),
        users,
        readme,
      ])
  }

  /// The tree of the busybox image.
  static func busybox(at time: Int) -> ImageRecipe.Layer {
    ImageRecipe.Layer(
      at: time,
      folders(["bin", "dev", "etc", "home", "proc", "root", "sys", "tmp", "usr", "var"]) + [users, readme])
  }

  private static let fullTree = folders([
    "bin", "dev", "etc", "home", "lib", "media", "mnt", "opt", "proc", "root", "run", "sbin", "srv", "sys",
    "tmp",
    "usr", "var", "var/log",
  ])

  private static func folders(_ paths: [String]) -> [TarArchive.Entry] {
    paths.map { .folder($0) }
  }

  private static func osRelease(like family: String, version: String, note: String) -> TarArchive.Entry {
    .file(
      "etc/os-release",
      """
      PRETTY_NAME="dojo practice image: \(note)"
      NAME="dojo practice image"
      ID=dojo
      ID_LIKE=\(family.contains(" ") ? "\"\(family)\"" : family)
      VERSION_ID="\(version)"

      """)
  }

  private static let users = TarArchive.Entry.file(
    "etc/passwd", "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n")

  private static let readme = TarArchive.Entry.file(
    "README.dojo",
    """
    This image was made by dojo, a tutorial runner, for practice.
    It has the name, the layers and the settings of an official image, and none of its programs:
    dojo's practice machine plays what a container of this image does.
    For the official software, pull the image with a real Docker.

    """)
}
