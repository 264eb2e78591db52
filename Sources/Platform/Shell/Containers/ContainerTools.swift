import Basics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The programs that run the processes of containers; each is an absolute path.
package struct ContainerTools: Sendable, Hashable {
  /// bubblewrap, which makes the room of a container.
  package let bubblewrap: String
  /// A busybox that needs no libraries: it stands in every room, and is the commands of small images.
  package let busybox: String
  /// Joins the room of a container that runs.
  package let nsenter: String
  /// Makes bridges and cables between the networks of rooms; `nil` where it is missing, and rooms do without.
  package let ip: String?
  /// A small init that needs no libraries, for containers that ask for one; `nil` where it is missing.
  package let firstProgram: String?
  /// The bash that images with bash are lent; `nil` where it is missing.
  package let bash: String?
  /// dojo's own small program, which starts a room's program as one of its users; `nil` where it does not lie beside
  /// this program, and rooms know nobody but root.
  let starter: String?
  /// Whether something can stand in for a program that is played elsewhere.
  package var canStandIn: Bool { starter != nil }
  /// What gives a user namespace the users that this computer lends to whoever asks; `nil` where it is missing.
  let mapWriters: MapWriters?

  /// newuidmap(1) and newgidmap(1).
  struct MapWriters: Sendable, Hashable {
    let users: String
    let groups: String
  }

  /// The tools on a search path.
  ///
  /// - Throws: `MissingContainerTools` with the packages that bring those that are not there.
  package init(searchPath: String) throws(MissingContainerTools) {
    #if os(Linux)
      let folders = searchPath + ":/usr/bin:/bin:/usr/sbin:/sbin"
      func find(_ name: String) -> String? { LinkFolder.program(name, on: folders, except: nil) }
      let found = (find("bwrap"), find("busybox"), find("nsenter"))
      guard let bubblewrap = found.0, let busybox = found.1, let nsenter = found.2,
        Self.needsNoLibraries(busybox)
      else {
        let named = [
          ("bubblewrap", found.0),
          ("busybox-static", found.1.flatMap { Self.needsNoLibraries($0) ? $0 : nil }),
          ("util-linux", found.2),
        ]
        throw MissingContainerTools(packages: named.filter { $0.1 == nil }.map(\.0))
      }
      ip = find("ip")
      firstProgram = ["docker-init", "tini-static"].lazy.compactMap(find).first(where: Self.needsNoLibraries)
      bash = find("bash-static") ?? find("bash")
      starter = Self.ownFolder.flatMap { LinkFolder.program("dojo-link", on: $0, except: nil) }
      mapWriters = find("newuidmap").flatMap { users in
        find("newgidmap").map { MapWriters(users: users, groups: $0) }
      }
      (self.bubblewrap, self.busybox, self.nsenter) = (bubblewrap, busybox, nsenter)
    #else
      throw MissingContainerTools(packages: [])
    #endif
  }

  /// Lets the processes of containers be in the group that is their own, as Docker's are, where root runs the machine.
  ///
  /// All others have their groups from their login, and nobody but root may choose them.
  package static func joinOwnGroup() {
    #if os(Linux)
      guard geteuid() == 0, getgroups(0, nil) == 0 else { return }
      var own = getegid()
      _ = unsafe setgroups(1, &own)
    #endif
  }

  /// The folder in which this program lies.
  private static var ownFolder: String? {
    guard case .link(let program)? = ArchiveMember(at: "/proc/self/exe")?.kind else { return nil }
    return program.lastIndex(of: "/").map { String(program[..<$0]) }
  }

  /// Whether an ELF program names no interpreter, which loads libraries for it: Debian's other busybox does.
  static func needsNoLibraries(_ program: String) -> Bool {
    guard let bytes = try? FileBytes.head(program, count: 4096) else { return false }
    let head = String(decoding: bytes, as: UTF8.self)
    return !head.contains("/ld-linux") && !head.contains("/ld-musl")
  }
}

/// What keeps a computer from running the processes of containers.
package struct MissingContainerTools: Error, Hashable, Sendable {
  /// The names of Debian's packages to install; empty where the system is not Linux.
  package let packages: [String]
}
