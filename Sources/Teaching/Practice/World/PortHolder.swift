import Basics
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Who listens on a TCP port of this computer.
package struct PortHolder: Sendable, Hashable, CustomStringConvertible {
  package let program: String
  package let process: Int32

  /// The program and its process, as in `nginx (pid 4242)`.
  package var description: String { "\(program) (pid \(process))" }

  package init(program: String, process: Int32) {
    self.program = program
    self.process = process
  }

  /// The program that listens on a port, other than this process; `nil` when nobody does or one may not know.
  package static func find(_ port: UInt16, environment: [String: String]) async -> PortHolder? {
    #if os(Linux)
      find(inode: listeningSockets(on: port))
    #else
      await findWithLsof(port, environment: environment)
    #endif
  }

  /// The inodes of the sockets that listen on a port, from the text of `/proc/net/tcp` or `tcp6`.
  static func listeningSockets(on port: UInt16, in table: String) -> [String] {
    table.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ")
      // local address, remote address, state (0A is LISTEN), …, inode
      guard fields.count > 9, fields[3] == "0A", let colon = fields[1].lastIndex(of: ":"),
        UInt16(fields[1][fields[1].index(after: colon)...], radix: 16) == port
      else { return nil }
      return String(fields[9])
    }
  }

  /// The first process in the output of `lsof -Fpc`.
  static func holder(inLsof output: String, except own: Int32) -> PortHolder? {
    var process: Int32?
    for line in output.split(separator: "\n") {
      switch line.first {
      case "p": process = Int32(line.dropFirst())
      case "c":
        if let process, process != own {
          return PortHolder(program: String(line.dropFirst()), process: process)
        }
      default: continue
      }
    }
    return nil
  }

  private static func findWithLsof(_ port: UInt16, environment: [String: String]) async -> PortHolder? {
    let lsof = ChildCommand(
      "lsof", ["-nP", "-iTCP:\(port)", "-sTCP:LISTEN", "-Fpc"], environment: environment)
    let outcome = try? await lsof.capture(limit: 1 << 16)
    return outcome.flatMap { holder(inLsof: $0.stdout, except: getpid()) }
  }

  private static func listeningSockets(on port: UInt16) -> Set<String> {
    let tables = ["/proc/net/tcp", "/proc/net/tcp6"].compactMap { try? FileBytes.read($0) }
    return Set(tables.flatMap { listeningSockets(on: port, in: String(decoding: $0, as: UTF8.self)) })
  }

  private static func find(inode inodes: Set<String>) -> PortHolder? {
    guard !inodes.isEmpty else { return nil }
    let wanted = Set(inodes.map { "socket:[\($0)]" })
    for process in Folders.names(in: "/proc").compactMap(Int32.init) where process != getpid() {
      let files = "/proc/\(process)/fd"
      let holds = Folders.names(in: files).contains { name in
        Folders.destination(ofLink: "\(files)/\(name)").map(wanted.contains) ?? false
      }
      guard holds, let name = try? FileBytes.read("/proc/\(process)/comm") else { continue }
      return PortHolder(program: String(decoding: name.prefix { $0 != 10 }, as: UTF8.self), process: process)
    }
    return nil
  }
}
