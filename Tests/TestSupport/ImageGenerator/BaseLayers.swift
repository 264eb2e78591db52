/// Layers that several practice images stand on: an empty file tree that says what it is.
enum BaseLayers {
  /// The tree of a Debian-based image.
  static func debian(version: String, codename: String, at time: Int) -> ImageRecipe.Layer {
    ImageRecipe.Layer(
      at: time,
      fullTree + [.folder("boot"), .folder("lib64")] + [
        osRelease(like: "debian", version: version, note: "the tree of Debian \(version) (\(codename))"),
        .file("etc/debian_version", "\(version)\n"),
        BaseAccounts.passwd(BaseAccounts.debian), BaseAccounts.group(BaseAccounts.debianGroups),
        prompt(#"\u@\h:\w\$ "#), readme,
      ])
  }

  /// The tree of an Ubuntu image, which has a user `ubuntu` since 23.04.
  static func ubuntu(version: String, codename: String, at time: Int) -> ImageRecipe.Layer {
    let accounts = [BaseAccounts.passwd(BaseAccounts.ubuntu), BaseAccounts.group(BaseAccounts.ubuntuGroups)]
    return ubuntu(
      version: version, codename: codename, debian: "trixie/sid",
      folders: [.folder("home/ubuntu", mode: 0o750)], accounts: accounts, at: time)
  }

  /// The tree of an Ubuntu image of before 23.04; `debian` is the release of Debian's that it was made from.
  static func oldUbuntu(
    version: String, codename: String, debian: String, at time: Int
  ) -> ImageRecipe.Layer {
    let accounts = [BaseAccounts.passwd(BaseAccounts.debian), BaseAccounts.group(BaseAccounts.debianGroups)]
    return ubuntu(
      version: version, codename: codename, debian: debian, folders: [], accounts: accounts, at: time)
  }

  private static func ubuntu(
    version: String, codename: String, debian: String, folders: [TarArchive.Entry],
    accounts: [TarArchive.Entry], at time: Int
  ) -> ImageRecipe.Layer {
    ImageRecipe.Layer(
      at: time,
      fullTree + [.folder("boot"), .folder("lib64")] + folders + [
        osRelease(
          like: "ubuntu debian", version: version, note: "the tree of Ubuntu \(version) (\(codename))"),
        .file("etc/debian_version", "\(debian)\n"),
      ] + accounts + [prompt(#"\u@\h:\w\$ "#), readme])
  }

  /// The tree of a CentOS image.
  static func centos(version: String, release: String, at time: Int) -> ImageRecipe.Layer {
    ImageRecipe.Layer(
      at: time,
      fullTree + [.folder("lib64")] + [
        osRelease(like: "rhel fedora", version: version, note: "the tree of CentOS \(version)"),
        .file("etc/centos-release", "CentOS Linux release \(release)\n"),
        BaseAccounts.passwd(BaseAccounts.centos), BaseAccounts.group(BaseAccounts.centosGroups),
        prompt(#"[\u@\h \W]\$ "#), readme,
      ])
  }

  /// The tree of an Alpine-based image.
  static func alpine(version: String, at time: Int) -> ImageRecipe.Layer {
    ImageRecipe.Layer(
      at: time,
      fullTree + [
        osRelease(like: "alpine", version: version, note: "the tree of Alpine \(version)"),
        .file("etc/alpine-release", "\(version)\n"),
        BaseAccounts.passwd(BaseAccounts.alpine), BaseAccounts.group(BaseAccounts.alpineGroups), readme,
      ])
  }

  /// The tree of the busybox image.
  static func busybox(at time: Int) -> ImageRecipe.Layer {
    ImageRecipe.Layer(
      at: time,
      folders(["bin", "dev", "etc", "home", "lib", "proc", "sys", "usr", "var"]) + ownFolders + [
        BaseAccounts.passwd(BaseAccounts.busybox), BaseAccounts.group(BaseAccounts.busyboxGroups), readme,
      ])
  }

  private static let fullTree =
    folders([
      "bin", "dev", "etc", "home", "lib", "media", "mnt", "opt", "proc", "run", "sbin", "srv", "sys", "usr",
      "var", "var/log",
    ]) + ownFolders

  /// The folders that everybody may write in, and the one that only root may look into.
  private static let ownFolders: [TarArchive.Entry] = [
    .folder("root", mode: 0o700), .folder("tmp", mode: 0o1777), .folder("var/tmp", mode: 0o1777),
  ]

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

  /// The prompt that root's bash has.
  private static func prompt(_ text: String) -> TarArchive.Entry {
    .file("root/.bashrc", "PS1='\(text)'\n")
  }

  private static let readme = TarArchive.Entry.file(
    "README.dojo",
    """
    This image was made by dojo, a tutorial runner, for practice.
    It has the name, the layers and the settings of an official image, and none of its programs:
    dojo's practice machine plays what a container of this image does.
    For the official software, pull the image with a real Docker.

    """)
}
