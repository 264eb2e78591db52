import Basics
import Practice
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where one submission is done again: its files, its way out, and what it sees of the system.
///
/// Inside, the learner's home is always at the same path; outside it lies in a folder of this room. Without a sandbox,
/// for submissions that are trusted, inside and outside are the same.
struct Room: Sendable {
  let root: String
  /// `nil` for a room without walls.
  let tools: SandboxTools?
  /// Whether this process is root and gives the room's files to the user inside.
  let isRoot: Bool
  private let link: String

  /// Makes the room in an empty folder of the grader's.
  ///
  /// - Parameters:
  ///   - root: The folder, which is made.
  ///   - tools: What a sandbox is made with; `nil` for none.
  ///   - link: The program that stands for docker.
  ///   - disk: The most bytes of the submission's own files.
  ///   - isRoot: Whether this process is root, who can become others.
  /// - Throws: `SystemError` when a folder cannot be made.
  init(
    making root: String, tools: SandboxTools?, link: String, disk: Int,
    isRoot: Bool = UserAndGroup.canBecomeNobody
  )
    throws
  {
    self.root = root
    self.tools = tools
    self.isRoot = isRoot
    self.link = link
    for folder in [root, files, entrance, etc, binds, docker] { try Folders.create(folder, mode: 0o755) }
    if tools != nil { try Self.limit(files, to: disk) }
    for folder in ["\(files)/home", "\(files)/tmp", daemon] {
      try Folders.create(folder, mode: 0o755)
      try hand(over: folder)
    }
    _ = try LinkFolder(
      at: "\(entrance)/links", names: WorkPlace.linkedPrograms,
      program: tools == nil ? link : "/run/dojo/link")
    _ = unsafe chmod("\(entrance)/links", 0o755)
    if tools != nil { try AtomicFile.write([], to: "\(entrance)/link", mode: 0o755) }
  }

  /// Takes everything away that the submission and its machines have left.
  func clear() {
    #if os(Linux)
      if tools != nil { _ = unsafe umount2(files, CInt(MNT_DETACH)) }
    #endif
    Folders.remove(root)
  }

  /// The submission's own files: `home` and `tmp`.
  var files: String { "\(root)/files" }
  /// What the submission sees of the grader: the door, the links, the channel of its shell.
  var entrance: String { "\(root)/entrance" }
  var door: String { "\(entrance)/door" }
  /// What containers mount of the submission's files: copies that it cannot reach any more.
  var binds: String { "\(root)/binds" }
  /// The configuration of the grader's own docker.
  var docker: String { "\(root)/docker" }
  private var etc: String { "\(root)/etc" }

  /// The machines' daemon.json, each in a folder of its machine's.
  var daemon: String { "\(files)/daemon" }
  /// The same folder as it is called inside.
  var daemonInside: String { tools == nil ? daemon : "/run/docker" }

  /// The learner's home folder as it is called inside.
  var home: String { tools == nil ? "\(files)/home" : "/home/learner" }

  /// The entrance as it is called inside.
  var entranceInside: String { tools == nil ? entrance : "/run/dojo" }

  /// Lets the user inside use a file that the grader has made.
  func hand(over path: String) throws(SystemError) {
    guard isRoot, tools != nil else { return }
    guard unsafe chown(path, UserAndGroup.nobody.user, UserAndGroup.nobody.group) == 0 else {
      throw .last("chown", path)
    }
  }

  /// The environment of everything that runs inside.
  func environment(language: Language) -> [String: String] {
    [
      "HOME": home, "USER": "learner", "LOGNAME": "learner", "SHELL": "/bin/bash", "TERM": "dumb",
      "PATH": "\(entranceInside)/links:/usr/local/bin:/usr/bin:/bin",
      "LANG": language == .japanese ? "ja_JP.UTF-8" : "C.UTF-8", "LC_ALL": "C.UTF-8", "PWD": home,
      "TMPDIR": tools == nil ? "\(files)/tmp" : "/tmp", "DOJO_DOOR": "\(entranceInside)/door",
      "DOJO_DAEMON_FOLDER": daemonInside,
    ]
  }

  /// The sandbox of a program of the submission.
  ///
  /// - Parameters:
  ///   - hostName: The name of the machine on which the lesson starts.
  ///   - machines: The names of all machines, which stand for this computer inside.
  ///   - limits: What its processes may use up.
  ///   - reachesDoor: Whether the program may call docker and curl.
  /// - Returns: the sandbox, in which the learner's home is the folder to start in.
  /// - Throws: `SystemError` when its system files cannot be written.
  func sandbox(hostName: String, machines: [String], limits: SandboxLimits, reachesDoor: Bool) throws
    -> Sandbox
  {
    try writeSystemFiles(hostName: hostName, machines: machines)
    var sandbox = Sandbox(hostName: hostName, isMadeByRoot: isRoot)
    sandbox.hasOwnNetwork = false
    sandbox.addSystem(isFolder: Folders.isFolder, linkTarget: Folders.destination(ofLink:))
    for name in ["passwd", "group", "hosts", "hostname"] {
      sandbox.mounts.append(.readOnly("\(etc)/\(name)", at: "/etc/\(name)"))
    }
    sandbox.mounts += [
      .processes("/proc"), .readOnly("/proc/sys", at: "/proc/sys"), .devices("/dev"),
      .writable("\(files)/tmp", at: "/tmp"),
      .writable("\(files)/home", at: home), .writable(daemon, at: daemonInside),
    ]
    if reachesDoor {
      sandbox.mounts += [.readOnly(entrance, at: "/run/dojo"), .readOnly(link, at: "/run/dojo/link")]
      sandbox.confiner = "/run/dojo/link"
    }
    sandbox.folder = home
    sandbox.limits = limits
    return sandbox
  }

  private func writeSystemFiles(hostName: String, machines: [String]) throws {
    guard !Folders.exists("\(etc)/passwd") else { return }
    let files = [
      "passwd": "root:x:0:0:root:/root:/bin/bash\nlearner:x:1000:1000:learner:\(home):/bin/bash\n",
      "group": "root:x:0:\nlearner:x:1000:\n",
      "hosts": "127.0.0.1 localhost \(machines.joined(separator: " "))\n",
      "hostname": "\(hostName)\n",
    ]
    for (name, text) in files { try AtomicFile.write(text.utf8, to: "\(etc)/\(name)") }
  }

  private static func limit(_ folder: String, to bytes: Int) throws(SystemError) {
    #if os(Linux)
      let flags = UInt(MS_NOSUID) | UInt(MS_NODEV)
      guard unsafe mount("tmpfs", folder, "tmpfs", flags, "size=\(bytes),nr_inodes=20000,mode=0755") == 0
      else {
        throw .last("mount", folder)
      }
    #endif
  }
}
