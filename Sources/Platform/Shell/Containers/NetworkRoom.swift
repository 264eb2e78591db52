import Basics
import CNamespaces

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The network in which rooms meet: a bridge for each of an engine's networks, and a cable from it to each room.
///
/// It is a user namespace and a network namespace that a sleeping process keeps. Rooms are made within that user
/// namespace, so that whoever keeps it has rights over their networks (user_namespaces(7), veth(4)). Where there can be
/// users besides root, it has them, and all rooms have the same. No bridge leads to another one or to this computer's own
/// network: who tries that is told at once that there is no way (ip-rule(8)).
package final class NetworkRoom: Sendable {
  private let keeper: LiveChild
  private let process: Int32
  private let tools: ContainerTools
  private let ip: String
  /// Whether it has users besides root, as which the programs of rooms can run.
  package var hasUsers: Bool { users != nil }
  private let users: UserMap?

  /// Whose the files of rooms are.
  package var owners: RoomOwners {
    RoomOwners(users, hands: users?.isLent == true ? RoomHands(self, tools) : nil)
  }

  /// Whether a user of a room has the number of the one who runs dojo, and who is root of the rooms.
  package func isOneself(_ user: UserAndGroup) -> Bool {
    user.user != 0 && users?.isRoot(user.user) ?? false
  }

  /// Whether a program can run as the user or the group of this number.
  package func knows(_ number: UInt32) -> Bool { users?.knows(number) ?? true }

  /// Makes the network; `nil` where there is no `ip` (iproute2) or the system does not let it be made.
  package init?(with tools: ContainerTools) async {
    guard let ip = tools.ip else { return nil }
    let users = UserMap(with: tools)
    let withUsers: LiveChild? = if let users { await Self.keeper(of: users, tools) } else { nil }
    let withRoot: LiveChild? = if withUsers == nil { await Self.keeper(of: nil, tools) } else { nil }
    guard let keeper = withUsers ?? withRoot, let process = keeper.process else { return nil }
    self.keeper = keeper
    self.process = process
    self.users = withUsers == nil ? nil : users
    self.tools = tools
    self.ip = ip
    // A kernel that has no bridges or no cables is found out before any room relies on them.
    let trial =
      "\"$1\" link add try type bridge && \"$1\" link add try0 type veth peer name try1 && \"$1\" link del try0"
    guard
      LiveChild.finish(entering(["/bin/sh", "-c", "{ \(trial); } && \"$1\" link del try", "sh", ip])) == 0
    else {
      close()
      return nil
    }
    // Only what forwards packets answers those that it has no way for; the rule keeps it from forwarding any.
    let answering =
      "\"$1\" rule add pref 1 not iif lo type unreachable && echo 1 >/proc/sys/net/ipv4/ip_forward"
    _ = LiveChild.finish(entering(["/bin/sh", "-c", "{ \(answering); } 2>/dev/null", "sh", ip]))
  }

  /// The process that keeps the network, among these users or as the only one; `nil` when the system does not let it be
  /// made.
  private static func keeper(of users: UserMap?, _ tools: ContainerTools) async -> LiveChild? {
    // What bubblewrap says before it waits for users goes to its standard output, which it closes then.
    let gate = ["--info-fd", "1", "--userns-block-fd", "\(ContainerRoom.gateDescriptor)"]
    let words =
      [tools.bubblewrap] + ContainerRoom.rootAlone + (users == nil ? [] : gate) + [
        "--unshare-net", "--cap-add", "ALL", "--die-with-parent", "--json-status-fd",
        "\(ContainerRoom.statusDescriptor)", "--dev-bind", "/", "/", "--", tools.busybox, "sleep",
        "2000000000",
      ]
    let listener = LiveChild.Listener(onOutput: { _, _ in }, onEnd: { _ in })
    let furnish = users.map { users in { @Sendable (process: Int32) in users.write(for: process) } }
    return try? await LiveChild.start(
      words, on: .pipes(takesInput: false), listener: listener, furnish: furnish)
  }

  deinit { close() }

  /// Takes the network away, with all cables.
  package func close() { keeper.signal(SIGKILL) }

  /// Opens a TCP port on all of the bridges' addresses.
  ///
  /// - Returns: a descriptor that listens, which is the caller's.
  /// - Throws: `SystemError` when it is open already.
  package func listen(on port: UInt16) throws(SystemError) -> Int32 {
    let descriptor = dojo_listen_in_network_of(process, 0, port)
    guard descriptor >= 0 else {
      throw SystemError(operation: "listen on", subject: "port \(port)", code: -descriptor)
    }
    return descriptor
  }

  /// A command line that makes a room, so that the room belongs to this network.
  package func making(_ words: [String]) -> [String] {
    [tools.nsenter, "--preserve-credentials", "--user=\(space("user"))", "--"] + words
  }

  /// A command line that runs on the bridges' side.
  package func entering(_ words: [String]) -> [String] {
    [tools.nsenter, "--preserve-credentials", "--user=\(space("user"))", "--net=\(space("net"))", "--"]
      + words
  }

  /// Gives a room its interfaces, from `eth<first>` on; on a thread that may wait.
  package func attach(_ interfaces: [ContainerRoom.Interface], to room: Int32, first: Int = 0) {
    LiveChild.waitForUsers(of: room)
    let script = """
      ip=$1 nsenter=$2 room=$3 n=$4; shift 4
      while [ $# -ge 7 ]; do
        $ip link show "$1" >/dev/null 2>&1 || {
          $ip link add "$1" address "$7" type bridge; $ip addr add "$2" dev "$1"; $ip link set "$1" up; }
        $ip link del "$3" 2>/dev/null # left of a room that had this address, and whose network is not quite gone
        $ip link add "$3" type veth peer name eth$n netns "$room" address "$5"
        $ip link set "$3" master "$1" up
        $nsenter --net=/proc/$room/ns/net sh -c '
          { echo 1 >/proc/sys/net/ipv6/conf/eth$2/disable_ipv6; } 2>/dev/null
          $0 addr add "$1" dev eth$2; $0 link set eth$2 up
          [ -z "$3" ] || $0 route add default via "$3" 2>/dev/null' $ip "$4" $n "$6"
        n=$((n+1)); shift 7
      done
      """
    let words = interfaces.flatMap {
      [
        $0.bridge, "\($0.gateway)/\($0.prefixLength)", $0.cable, "\($0.address)/\($0.prefixLength)",
        $0.hardwareAddress, $0.leadsOut ? $0.gateway : "", $0.bridgeHardwareAddress,
      ]
    }
    _ = LiveChild.finish(
      entering(["/bin/sh", "-c", script, "sh", ip, tools.nsenter, "\(room)", "\(first)"] + words))
  }

  /// Takes one interface away from the room that has it.
  package func detach(_ interface: ContainerRoom.Interface) {
    _ = LiveChild.finish(entering([ip, "link", "del", interface.cable]))
  }

  /// Gives a room another way out than the one that it has lost with an interface.
  package func route(_ room: Int32, through interfaces: [ContainerRoom.Interface]) {
    guard let gateway = interfaces.first(where: \.leadsOut)?.gateway else { return }
    _ = LiveChild.finish(
      entering([tools.nsenter, "--net=/proc/\(room)/ns/net", ip, "route", "add", "default", "via", gateway]))
  }

  private func space(_ name: String) -> String { "/proc/\(process)/ns/\(name)" }
}

extension ContainerRoom {
  /// A network card of a room.
  package struct Interface: Sendable, Hashable {
    /// The bridge that it is connected with: at most 15 letters.
    package let bridge: String
    /// The bridge's own address.
    package let gateway: String
    package let address: String
    package let prefixLength: Int
    /// `02:42:ac:11:00:02`.
    package let hardwareAddress: String
    /// Whether the bridge is asked for the way to everywhere else.
    package let leadsOut: Bool

    package init(
      bridge: String, gateway: String, address: String, prefixLength: Int, hardwareAddress: String,
      leadsOut: Bool = true
    ) {
      self.bridge = bridge
      self.gateway = gateway
      self.address = address
      self.prefixLength = prefixLength
      self.hardwareAddress = hardwareAddress
      self.leadsOut = leadsOut
    }

    /// The bridge's own, so that it does not change with those that are connected: the address of its gateway says it.
    var bridgeHardwareAddress: String {
      let digits = gateway.split(separator: ".").compactMap { UInt8($0) }.map { byte in
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
      return (["02", "42"] + digits).joined(separator: ":")
    }

    /// The bridge's end of the cable.
    var cable: String { "v" + hardwareAddress.filter { $0 != ":" } }
  }
}
