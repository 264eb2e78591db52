import Basics
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Does with the files of rooms what only root of the rooms may.
///
/// Where an account is lent the users of rooms, it may not touch what is theirs. A busybox that is root among them may; it
/// sees nothing but the folders that it is to work in, so no link in them leads it elsewhere.
package struct RoomHands: Sendable {
  private let network: NetworkRoom
  private let tools: ContainerTools

  init(_ network: NetworkRoom, _ tools: ContainerTools) {
    self.network = network
    self.tools = tools
  }

  /// Packs an entry, with all that is in it.
  ///
  /// - Parameters:
  ///   - name: The entry.
  ///   - folder: The folder that it lies in, an absolute path of plain folders below `root`.
  ///   - root: A folder of this computer.
  ///   - isAlone: Without what is in it.
  /// - Returns: a tar archive, in which everything belongs to who it belongs to in the rooms.
  /// - Throws: `SystemError` when it is not there.
  package func pack(
    _ name: String, in folder: String, of root: String, isAlone: Bool = false
  ) async throws -> [UInt8] {
    try await run(
      ["tar", "cf", "-"] + (isAlone ? ["--no-recursion"] : []) + ["-C", Self.tree + folder, "./\(name)"],
      seeing: ["--ro-bind", root, Self.tree], subject: name)
  }

  /// Puts what an archive holds into a folder, everything as the one whom it belongs to in the archive.
  ///
  /// - Throws: `SystemError` for what cannot be put there.
  package func unpack(_ archive: [UInt8], into folder: String, of root: String) async throws {
    _ = try await run(
      ["tar", "xf", "-", "-C", Self.tree + folder], seeing: ["--bind", root, Self.tree], subject: folder,
      input: archive)
  }

  /// Copies a folder over another, with all that is in it.
  ///
  /// - Throws: `SystemError` for what cannot be copied.
  package func copy(_ folder: String, over target: String) async throws {
    _ = try await run(
      ["cp", "-a", Self.tree + "/.", "/target"],
      seeing: ["--ro-bind", folder, Self.tree, "--bind", target, "/target"], subject: folder)
  }

  /// Removes an entry of a folder of this computer, with all that is in it.
  ///
  /// - Throws: `SystemError` when something is left.
  package func remove(_ name: String, in folder: String) async throws {
    _ = try await run(
      ["rm", "-rf", "\(Self.tree)/\(name)"], seeing: ["--bind", folder, Self.tree], subject: name)
  }

  /// Gives entries below a folder to users of rooms, in this order; a link itself, not what it leads to.
  ///
  /// - Throws: `SystemError` when one cannot be given.
  package func give(_ entries: [(path: String, owner: UserAndGroup)], below root: String) async throws {
    // A command line has an end.
    for start in stride(from: 0, to: entries.count, by: 500) {
      let words = entries[start..<min(start + 500, entries.count)].flatMap {
        ["\($0.owner.user):\($0.owner.group)", Self.tree + $0.path]
      }
      let script = #"while [ $# -gt 1 ]; do /busybox chown -h "$1" "$2" || e=1; shift 2; done; exit ${e:-0}"#
      _ = try await run(
        ["sh", "-c", script, "sh"] + words, seeing: ["--bind", root, Self.tree], subject: root)
    }
  }

  /// Where it sees the folder that it works in.
  private static let tree = "/tree"

  private func run(
    _ words: [String], seeing folders: [String], subject: String, input: [UInt8] = []
  ) async throws -> [UInt8] {
    let line = network.making(
      [tools.bubblewrap, "--die-with-parent", "--cap-add", "ALL"] + folders + [
        "--ro-bind", tools.busybox, "/busybox", "--chdir", "/", "--", "/busybox",
      ] + words)
    let said = CappedText(limit: 1 << 16)
    let output = Mutex<[UInt8]>([])
    let ended = try await ChildCommand(line[0], Array(line.dropFirst()), environment: [:])
      .run(input: .bytes(input)) { bytes in
        output.withLock { $0 += bytes }
      } onError: {
        said.append($0)
      }
    guard ended.status == 0 else {
      throw SystemError(operation: words[0], subject: subject, code: Self.code(in: said.text) ?? EIO)
    }
    return output.withLock { $0 }
  }

  /// The reason that a program gives at the end of the first line that has one: `tar: a: No space left on device`.
  static func code(in words: String) -> Int32? {
    words.split(separator: "\n").lazy.compactMap { line in
      (1..<134).first { line.hasSuffix(": " + SystemError(operation: "", subject: "", code: $0).reason) }
    }.first
  }
}
