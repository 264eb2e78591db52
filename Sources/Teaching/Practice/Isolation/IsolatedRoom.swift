import Basics
import Lessons
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The walls around an isolated sitting: its own files, processes, names and network, with the system's programs.
///
/// The whole of dojo runs inside, so that what its machines publish is published there and nowhere else.
package struct IsolatedRoom: Sendable {
  /// What is let in besides the system's programs.
  package struct Guests: Sendable {
    /// The running dojo, and the small program that lies beside it, if it does.
    let program: String
    let link: String
    /// The folder of the bundled lessons, and the image layout they take their images from.
    let lessons: String
    let images: String
    /// Files of the learner's own that the lesson is read from, which keep their paths.
    let chapter: [String]

    package init(program: String, link: String, lessons: String, images: String, chapter: [String]) {
      self.program = program
      self.link = link
      self.lessons = lessons
      self.images = images
      self.chapter = chapter
    }
  }

  private let lesson: Lesson
  private let state: StateFolder
  private let tools: SandboxTools
  private let user = UserAndGroup(user: geteuid(), group: getegid())

  package init(of lesson: Lesson, in state: StateFolder, tools: SandboxTools) {
    self.lesson = lesson
    self.state = state
    self.tools = tools
  }

  /// The path of dojo inside.
  package static var program: String { Isolation.Place.program }

  /// How deep below the process that makes the room dojo runs: bubblewrap, its guardian inside, dojo; for whoever is not
  /// root another bubblewrap comes first, which makes the network.
  package static var depth: Int { geteuid() == 0 ? 3 : 4 }

  private var isRoot: Bool { user.user == 0 }
  private var folder: String { "\(state.lesson(lesson.id).path)/isolated" }

  /// What is the learner's home folder inside; it is kept from one sitting to the next.
  package var home: String { "\(folder)/home" }

  private func daemonFiles(of machine: Machine) -> String { "\(folder)/docker/\(machine.id)" }
  private func etc(_ name: String) -> String { "\(folder)/etc/\(name)" }

  /// Makes the room's folders and files, those of an earlier sitting's learner excepted.
  ///
  /// - Throws: `StateFailure` when the state folder cannot be used.
  package func prepare() throws(StateFailure) {
    do throws(SystemError) {
      let isNew = !Folders.exists(home)
      for folder in [home, etc("")] + lesson.machines.map(daemonFiles) { try Folders.create(folder) }
      if isNew { try IsolatedFiles.furnish(home) }
      for (name, text) in IsolatedFiles.system(lesson.machines, user) {
        try AtomicFile.write(text.utf8, to: etc(name), mode: 0o644)
      }
    } catch {
      throw StateFailure(error, at: folder)
    }
  }

  /// The command that makes the room and runs dojo in it, on this process's terminal.
  ///
  /// - Parameters:
  ///   - arguments: What dojo is asked to do.
  ///   - guests: What is let in.
  ///   - runtime: A short-lived folder, which is the only one of its kind inside and lies at the same path.
  ///   - environment: The learner's own environment.
  /// - Returns: the command; requests to end that reach it go past bubblewrap.
  package func command(
    _ arguments: [String], _ guests: Guests, runtime: RuntimeFolder, environment: [String: String]
  ) -> ChildCommand {
    var dojo = [Isolation.Place.program] + arguments
    // The processes that bubblewrap shows to root are partly covered, and then no container can be given its own.
    if isRoot { dojo = ["/bin/sh", "-c", "mount -t proc proc /proc; exec \"$@\"", "sh"] + dojo }
    let inside = variables(from: environment, runtime: runtime)
    let made = sandbox(guests, runtime).command(
      ChildCommand(dojo[0], Array(dojo.dropFirst()), environment: inside), with: tools)
    return ChildCommand(
      "/bin/sh",
      ["-c", "trap '' HUP TERM; exec \"$@\"", "sh", made.executable] + made.arguments,
      environment: inside)
  }

  private func sandbox(_ guests: Guests, _ runtime: RuntimeFolder) -> Sandbox {
    typealias Place = Isolation.Place
    var sandbox = Sandbox(hostName: lesson.machines.first?.name ?? "localhost", isMadeByRoot: isRoot)
    sandbox.keepsUser = true
    sandbox.hasOwnSession = false
    sandbox.user = user
    sandbox.folder = Place.home
    sandbox.addSystem(isFolder: Folders.isFolder, linkTarget: Folders.destination(ofLink:))
    for name in IsolatedFiles.shared where Folders.exists("/etc/\(name)") {
      sandbox.mounts.append(.readOnly("/etc/\(name)", at: "/etc/\(name)"))
    }
    for name in IsolatedFiles.own { sandbox.mounts.append(.readOnly(etc(name), at: "/etc/\(name)")) }
    sandbox.mounts += [
      .processes("/proc"), .devices("/dev"), .scratch("/dev/shm", bytes: 256 << 20),
      .scratch("/tmp", bytes: 1 << 30), .scratch("/var/tmp", bytes: 256 << 20),
      .scratch("/run", bytes: 64 << 20), .link("/run", at: "/var/run"),
    ]
    sandbox.mounts += lesson.machines.map {
      .writable(daemonFiles(of: $0), at: "\(Place.daemonFiles)/\($0.id)")
    }
    if let first = lesson.machines.first {
      sandbox.mounts.append(.writable(daemonFiles(of: first), at: Place.docker))
    }
    let libraries = LoadedLibraries.folders().filter { folder in
      !["/usr/", "/lib/", "/lib64/"].contains { "\(folder)/".hasPrefix($0) }
    }
    sandbox.mounts += (libraries + guests.chapter).map { .readOnly($0, at: $0) }
    sandbox.mounts += [
      .writable(runtime.path, at: runtime.path), .writable(home, at: Place.home),
      .writable(state.path, at: Place.state), .readOnly(guests.program, at: Place.program),
      .readOnly(guests.link, at: Place.link),
      .readOnly(guests.lessons, at: "\(Place.share)/lessons"),
      .readOnly(guests.images, at: "\(Place.share)/fixtures/images"),
    ]
    return sandbox
  }

  private func variables(from outside: [String: String], runtime: RuntimeFolder) -> [String: String] {
    var kept = outside.filter { IsolatedFiles.variables.contains($0.key) || $0.key.hasPrefix("LC_") }
    let folders = (outside["PATH"] ?? "").split(separator: ":").map(String.init).filter(Self.isSystem)
    let usual = ["/usr/local/bin", "/usr/bin", "/bin"].filter { !folders.contains($0) }
    kept["PATH"] = (folders + usual).joined(separator: ":")
    let shell = outside["SHELL"] ?? ""
    kept["SHELL"] = Self.isSystem(shell) && Folders.exists(shell) ? shell : "/bin/bash"
    kept["HOME"] = Isolation.Place.home
    kept["PWD"] = Isolation.Place.home
    for name in ["USER", "LOGNAME"] { kept[name] = IsolatedFiles.name(of: user) }
    kept["XDG_STATE_HOME"] = Isolation.Place.stateHome
    kept["XDG_RUNTIME_DIR"] = runtime.path
    kept[Isolation.variable] = Isolation(lesson: lesson.id, process: getpid()).text
    return kept
  }

  private static func isSystem(_ path: String) -> Bool {
    ["/usr/", "/bin", "/sbin"].contains { path.hasPrefix($0) }
  }
}
