import Basics

/// The room of one container: the files, the processes and the network that its programs see.
///
/// Made by bubblewrap, without rights of the system. Who seems to be root inside is the user outside; everybody else is
/// somebody whom a `NetworkRoom` knows, or, where that knows nobody, the user outside as well.
package struct ContainerRoom: Sendable, Hashable {
  /// A file or folder of this computer that is shared with the container.
  package struct Mount: Sendable, Hashable {
    /// The path on this computer.
    package let source: String
    /// The absolute path inside, of which no part may be a link.
    package let destination: String
    package let isWritable: Bool
    /// Whether it is a file system in memory, which only the container's own programs see.
    package let isInMemory: Bool
    /// Whether it is a device, which is to be one inside as well.
    package let isDevice: Bool

    package init(
      source: String, destination: String, isWritable: Bool, isInMemory: Bool = false, isDevice: Bool = false
    ) {
      self.source = source
      self.destination = destination
      self.isWritable = isWritable
      self.isInMemory = isInMemory
      self.isDevice = isDevice
    }
  }

  /// The folder of this computer that is the container's file system.
  package let root: String
  /// In the order in which they are put there.
  package var mounts: [Mount] = []
  package var hostName: String
  package var isRootWritable = true
  package var limits = SandboxLimits()
  /// A program that takes system calls away before the container's program runs; `nil` for none.
  package var confiner: String?
  /// What its network has besides loopback.
  package var interfaces: [Interface] = []
  /// What root may do (capabilities(7)), without `CAP_`.
  package var rights: [String] = []
  /// What its programs may use up, in the words of a shell's `ulimit`.
  package var ulimits: [Ulimit] = []
  /// What runs the container's program as its first process, if it is not to be that itself.
  package var firstWords: [String] = []
  /// Whether its program is to wait until the room has been furnished, even without a network.
  package var waits = false
  /// The processors on which its programs run, as `0-2,4`; empty for all.
  package var processors = ""
  /// How gladly the kernel ends its programs when memory runs out, from 0 to 1000.
  package var memoryScore = 0
  /// The process that keeps file systems in memory which the room's mounts come from.
  package var keeper: Int32?
  /// Whether it is made among all users of a `NetworkRoom`.
  package var hasUsers = false
  /// Whether its first process stands in for a program that is played elsewhere.
  package var standsIn = false

  /// A limit that a shell can set.
  package struct Ulimit: Sendable, Hashable {
    /// The letter of `ulimit`.
    package let letter: Character
    /// In the units of `ulimit`; `nil` for none.
    package let soft: Int?
    package let hard: Int?

    package init(letter: Character, soft: Int?, hard: Int?) {
      self.letter = letter
      self.soft = soft
      self.hard = hard
    }

    /// The hard limit last: nothing may rise above it.
    fileprivate var words: String {
      let text = { (value: Int?) in value.map(String.init) ?? "unlimited" }
      return "ulimit -S\(letter) \(text(soft)) && ulimit -H\(letter) \(text(hard)) || exit 126; "
    }
  }

  package init(root: String, hostName: String) {
    self.root = root
    self.hostName = hostName
  }

  /// The status of a room arrives on this descriptor, in the JSON documents of bubblewrap.
  static let statusDescriptor: Int32 = 3

  /// The room's program starts once this descriptor has come to its end.
  static let gateDescriptor: Int32 = 4

  /// Where dojo's own programs stand in every room, beside the devices, where no image keeps anything.
  private static let folder = "/dev/.dojo"
  private static let busybox = folder + "/busybox"
  /// Where the confiner stands, under the name by which it knows that its program is to wait for everybody else's:
  /// who watches over them must not be kept from it by how many they are.
  private static let confiner = folder + "/idle"
  /// The same program under the name by which it knows that its program is to be somebody's.
  private static let starter = folder + "/become"
  /// The same program where it stands in for one that is not there; in rooms that `standsIn`.
  package static let standIn = folder + "/stand"

  /// The command line that makes the room and runs a task in it as its first process; one that `hasUsers` must be made
  /// within the network that has them.
  package func starting(_ task: ContainerTask, with tools: ContainerTools) -> [String] {
    let gate = interfaces.isEmpty && !waits ? [] : ["--block-fd", "\(Self.gateDescriptor)"]
    return making(task, (hasUsers ? [] : Self.rootAlone) + ["--unshare-net"] + gate, tools)
  }

  /// A user namespace that knows nobody but root.
  static let rootAlone = ["--unshare-user", "--uid", "0", "--gid", "0"]

  /// The command line that makes the room within a network that is there already, and runs a task in it.
  ///
  /// It is the network's own user namespace, for only there has root the rights over the network that it has in Docker.
  package func starting(
    _ task: ContainerTask, in network: RoomNetwork, with tools: ContainerTools
  ) -> [String] {
    Self.entering(network.process, tools, withFiles: network.hasFiles) + making(task, [], tools)
  }

  /// The command line that makes the room within the network of another room, and runs a task in it.
  package func starting(
    _ task: ContainerTask, inNetworkOf process: Int32, with tools: ContainerTools
  ) -> [String] {
    Self.entering(process, tools) + making(task, [], tools)
  }

  private func making(_ task: ContainerTask, _ further: [String], _ tools: ContainerTools) -> [String] {
    let namespaces = [
      "--unshare-pid", "--as-pid-1", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try", "--hostname",
      hostName,
    ]
    return [tools.bubblewrap] + further + namespaces + view(task, tools) + chain(task, tools, isFirst: true)
  }

  /// The command line that runs a task in the room whose first process this is.
  ///
  /// The files are put together anew, from the same places: a process that joined the other's would have all its
  /// rights over them, and could write where it may only read.
  package func joining(_ process: Int32, _ task: ContainerTask, with tools: ContainerTools) -> [String] {
    let descriptor = Self.statusDescriptor + 1
    // Who keeps files is in the room's user namespace already, and nobody can enter their own.
    let spaces = keeper == nil ? "-U -n -u -i" : "-n -u -i"
    let enter =
      "exec \(descriptor)</proc/$1/ns/pid; target=$1; nsenter=$2; shift 2; "
      + "exec \"$nsenter\" --preserve-credentials -t $target \(spaces) \"$@\""
    let files =
      keeper.map { [tools.nsenter, "--preserve-credentials", "-t", "\($0)", "-U", "-m", "--"] } ?? []
    return files + [tools.busybox, "sh", "-c", enter, "sh", "\(process)", tools.nsenter, tools.bubblewrap]
      + ["--pidns", "\(descriptor)"] + view(task, tools) + chain(task, tools, isFirst: false)
  }

  /// The command line that gives the network of a room its addresses where it cannot be connected with others.
  ///
  /// The room's first process has no right to do that; whoever made its user namespace has.
  package func addressing(_ process: Int32, with tools: ContainerTools) -> [String] {
    let script = """
      b=$1 m=$2; shift 2
      d=eth0; $b ip link add $d type dummy || $b ip link add $d type bridge || d=lo
      for a; do $b ip addr add $a dev $d; done
      [ $d = lo ] || $b ip link set $d address $m
      exec $b ip link set $d up
      """
    let words = [tools.busybox, "sh", "-c", script, "sh", tools.busybox]
    let addresses = interfaces.map { "\($0.address)/\($0.prefixLength)" }
    return Self.entering(process, tools) + words + [interfaces.first?.hardwareAddress ?? ""] + addresses
  }

  /// The command line that connects its standard streams with a port in the network of a room.
  package static func reaching(
    _ address: String, port: UInt16, in process: Int32, with tools: ContainerTools
  ) -> [String] {
    entering(process, tools) + [tools.busybox, "nc", address, "\(port)"]
  }

  /// The network of the room whose first process this is, with every right over it.
  private static func entering(
    _ process: Int32, _ tools: ContainerTools, withFiles: Bool = false
  ) -> [String] {
    [tools.nsenter, "--preserve-credentials", "-t", "\(process)", "-U", "-n"] + (withFiles ? ["-m"] : [])
      + ["--"]
  }

  private func view(_ task: ContainerTask, _ tools: ContainerTools) -> [String] {
    var words = ["--die-with-parent", "--json-status-fd", "\(Self.statusDescriptor)"]
    words += [isRootWritable ? "--bind" : "--ro-bind", root, "/", "--proc", "/proc", "--dev", "/dev"]
    words += ["--dir", Self.folder, "--ro-bind", tools.busybox, Self.busybox]
    if let confiner { words += ["--ro-bind", confiner, Self.confiner] }
    if let starter = starter(task, tools) { words += ["--ro-bind", starter, Self.starter] }
    if standsIn, let program = tools.starter { words += ["--ro-bind", program, Self.standIn] }
    for mount in mounts {
      let kind = mount.isDevice ? "--dev-bind" : mount.isWritable ? "--bind" : "--ro-bind"
      words += [kind, mount.source, mount.destination]
    }
    words += ["--chdir", task.folder, "--cap-drop", "ALL"]
    let further = rightsUntilStarted(task, tools).filter { !rights.contains($0) }
    return words + (rights + further).flatMap { ["--cap-add", "CAP_\($0)"] } + ["--"]
  }

  /// `nil` for who shares everything with root: in a room without other users, and as oneself.
  private func starter(_ task: ContainerTask, _ tools: ContainerTools) -> String? {
    hasUsers && !task.isOneself ? tools.starter : nil
  }

  /// What it takes to become a task's user; the task itself does not have it.
  private func rightsUntilStarted(_ task: ContainerTask, _ tools: ContainerTools) -> [String] {
    if starter(task, tools) != nil { return ["CHOWN", "SETGID", "SETUID", "SETPCAP"] }
    // Without it nobody may map root to somebody else, and who is not root has no rights in the end anyhow.
    return task.user == .root ? [] : ["SETFCAP"]
  }

  /// A session of its own, limits, the user, exactly these variables, and then the program.
  private func chain(_ task: ContainerTask, _ tools: ContainerTools, isFirst: Bool) -> [String] {
    var words = task.hasTerminal ? [Self.busybox, "sh", "-c", Self.onOwnTerminal, "sh", Self.busybox] : []
    words += [Self.busybox, "setsid"] + (task.hasTerminal ? ["-c"] : [])
    if !processors.isEmpty { words += [Self.busybox, "taskset", "-c", processors] }
    let score = memoryScore > 0 ? "echo \(memoryScore) >/proc/self/oom_score_adj; " : ""
    let limitWords = limits.shellWords + score + ulimits.map(\.words).joined()
    if !limitWords.isEmpty {
      words += [Self.busybox, "sh", "-c", limitWords + "exec \"$@\"", "sh"]
    }
    if starter(task, tools) != nil {
      let groups = task.groups.map { "\($0)" }.joined(separator: ",")
      words += [Self.starter, "\(task.user.user)", "\(task.user.group)", groups.isEmpty ? "-" : groups]
      words.append(String(RoomRights.mask(of: rights), radix: 16))
    } else if task.user != .root {
      words += [Self.busybox, "sh", "-c", Self.becoming, "sh", Self.busybox]
      words += ["\(task.user.user)", "\(task.user.group)"]
    }
    if confiner != nil { words.append(Self.confiner) }
    words += [Self.busybox, "env", "-i"] + task.variables
    return words + (isFirst ? firstWords : []) + task.words
  }

  /// Waits for the terminal that is made in the room once the room is there, and goes on in it.
  private static let onOwnTerminal = """
    b=$1 n=0; shift; until (: <>/dev/pts/0) 2>/dev/null; do n=$((n+1)); [ $n -lt 3000 ] || break; $b usleep 1000
    done; [ -e /dev/pts/0 ] && exec <>/dev/pts/0 >&0 2>&1; exec "$@"
    """

  /// Becomes the only user of a user namespace of its own, and then runs what follows.
  ///
  /// Who makes a namespace loses all rights over it with the next program, so a second process of the shell writes who
  /// is who, and is waited for: the program must not find a child that it never had.
  private static let becoming = """
    b=$1 u=$2 g=$3; shift 3
    ( n=0; for m in "uid_map $u" "gid_map $g"; do until echo "${m#* } 0 1" >/proc/$$/${m% *}; do
    n=$((n+1)); [ $n -lt 3000 ] || exit; $b usleep 1000; done; echo deny >/proc/$$/setgroups; done ) 2>/dev/null &
    exec $b unshare -U $b sh -c 'b=$1 w=$2; shift 2; until read -r x </proc/self/gid_map; do $b usleep 500
    [ -d /proc/$w ] || read -r x </proc/self/gid_map || exit 126; done
    while [ -d /proc/$w ]; do $b true; done; exec "$@"' sh $b $! "$@"
    """
}

/// A program to run in a container.
package struct ContainerTask: Sendable, Hashable {
  /// The program and its arguments; the program is looked up on the `PATH` of `variables`.
  package var words: [String]
  /// The whole environment, each `NAME=value`, in the order in which the program gets to see it.
  package var variables: [String]
  package var user: UserAndGroup
  /// The groups that its user is in besides; for a room that `hasUsers`.
  package var groups: [UInt32] = []
  /// Whether its user is who dojo runs as, not by the number alone: what they share with the container is theirs there as
  /// well.
  package var isOneself = false
  /// The absolute path of the folder in which it starts; it exists.
  package var folder: String
  package var hasTerminal: Bool

  package init(
    _ words: [String], variables: [String], user: UserAndGroup = .root, folder: String = "/",
    hasTerminal: Bool = false
  ) {
    self.words = words
    self.variables = variables
    self.user = user
    self.folder = folder
    self.hasTerminal = hasTerminal
  }
}

extension SandboxLimits {
  /// The limits in the words of a shell, each ended by `; `.
  fileprivate var shellWords: String {
    let all = [
      ("t", processorSeconds), ("v", addressSpace.map { $0 / 1024 }), ("u", processes), ("n", openFiles),
      ("f", fileSize.map { $0 / 512 }),
    ]
    return all.compactMap { letter, value in value.map { "ulimit -\(letter) \($0); " } }.joined()
  }
}
