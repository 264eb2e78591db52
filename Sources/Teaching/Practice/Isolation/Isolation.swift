import Basics
import Lessons
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a process inside an isolated sitting's walls knows about them.
package struct Isolation: Sendable, Hashable {
  /// The lesson whose sitting has the walls; another lesson that is run inside is a guest there.
  package let lesson: Lesson.ID
  /// The process that made them, by the number it has outside.
  package let process: Int32

  package init(lesson: Lesson.ID, process: Int32) {
    self.lesson = lesson
    self.process = process
  }

  /// Reads the environment; `nil` outside of any walls.
  package init?(environment: [String: String]) {
    guard let parts = environment[Self.variable]?.split(separator: ":", maxSplits: 1), parts.count == 2,
      let process = Int32(parts[0])
    else { return nil }
    self.init(lesson: Lesson.ID(String(parts[1])), process: process)
  }

  /// The variable that tells it: `4242:image-registry`.
  package static let variable = "DOJO_ISOLATED"
  var text: String { "\(process):\(lesson)" }

  /// Where things stand inside.
  ///
  /// The home folder is called as in the sandbox of the grader, so that a path in a submission means the same there.
  package enum Place {
    package static let home = "/home/learner"
    static let stateHome = "/var/lib"
    static let state = "\(stateHome)/dojo"
    /// dojo and its lessons as they would be installed.
    static let program = "/opt/dojo/bin/dojo"
    static let link = "\(program)-link"
    static let share = "/opt/dojo/share/dojo"
    /// A folder with the socket of each machine, and the one of the machine that a command is on.
    static let sockets = "/run/machines"
    static let ownSocket = "/run/machine"
    static let daemonFiles = "/run/docker"
    /// `/etc/docker` of the machine on which the lesson starts.
    static let docker = "/etc/docker"
    static let hostName = "/etc/hostname"
  }
}

extension Isolation {
  /// Puts each machine's socket where a docker that nobody has told anything looks for it.
  ///
  /// The sockets lie in a folder that is made anew for each sitting.
  package func showSockets(of lesson: Lesson, in folder: String) throws(SystemError) {
    for machine in lesson.machines {
      let place = "\(Place.sockets)/\(machine.id)"
      try Folders.create(place)
      try Self.link("\(folder)/\(machine.id).sock", at: "\(place)/docker.sock")
    }
    guard let first = lesson.machines.first else { return }
    try Folders.create(Place.ownSocket)
    try Self.link("\(Place.sockets)/\(first.id)/docker.sock", at: "\(Place.ownSocket)/docker.sock")
    try Self.link("\(Place.ownSocket)/docker.sock", at: "/run/docker.sock")
  }

  private static func link(_ target: String, at path: String) throws(SystemError) {
    _ = unsafe unlink(path)
    guard unsafe symlink(target, path) == 0 else { throw .last("symlink", path) }
  }
}

extension Isolation {
  /// A command as it runs on a machine: where `hostname`, `/etc/docker` and the docker socket are that machine's.
  ///
  /// The command as it is where there is no bubblewrap any more.
  ///
  /// The first machine's is where everything is anyhow; another one's has its network besides, which only somebody on
  /// the first machine can enter.
  package func command(
    _ command: ChildCommand, on machine: MachineAddress, tools: SandboxTools?
  ) -> ChildCommand {
    guard let tools, !Self.hasNetworks || Self.network(of: machine.id.text) != nil else { return command }
    var room = Sandbox(hostName: machine.name, isMadeByRoot: geteuid() == 0)
    room.keepsUser = true
    room.user = UserAndGroup(user: geteuid(), group: getegid())
    room.hasOwnNetwork = false
    room.hasOwnProcesses = false
    room.hasOwnSession = false
    room.folder = command.workingDirectory ?? command.environment["PWD"] ?? Place.home
    room.mounts = [
      .everything, .writable("\(Place.daemonFiles)/\(machine.id)", at: Place.docker),
      .writable("\(Place.sockets)/\(machine.id)", at: Place.ownSocket),
      .readOnly("\(Place.state)/\(lesson)/isolated/etc/hostname.\(machine.id)", at: Place.hostName),
    ]
    let made = room.command(command, with: tools)
    let path = command.environment["PATH"] ?? ""
    guard let network = Self.network(of: machine.id.text), !network.isHere,
      let nsenter = LinkFolder.program("nsenter", on: path, except: nil)
    else { return made }
    let spaces = ["user", "net"].map { "--\($0)=/proc/\(network.process)/ns/\($0)" }
    return ChildCommand(
      nsenter, ["--preserve-credentials"] + spaces + ["--", made.executable] + made.arguments,
      environment: made.environment)
  }
}
