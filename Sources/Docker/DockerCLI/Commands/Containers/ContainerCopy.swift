import Basics
import EngineClient
import Synchronization

/// A copy between this computer and a container.
struct ContainerCopy {
  let call: Invocation
  let engine: EngineClient

  private var files: any CommandFiles { call.environment.files }

  // MARK: Out of a container

  func fetch(_ path: String, from container: String, to target: String) async throws {
    var path = path
    if call.arguments.bool("follow-link"), let link = try await stat(path, container)?["linkTarget"]?.string,
      !link.isEmpty
    {
      path = link.hasPrefix("/") ? link : Self.parent(path) + "/" + link
    }
    let request = EngineRequest(.get, "/containers/\(container)/archive", query: [("path", path)])
    try await engine.withReply(to: request) { reply in
      try await reply.requireSuccess()
      guard target != "-" else {
        while let piece = try await reply.nextBytes() { call.environment.output.write(piece) }
        return
      }
      let bytes = try await reply.allBytes()
      try requireParent(of: target)
      // Docker tells how much it has copied, and only then that it could not.
      do {
        try put(try ArchiveContent.members(bytes), from: path, to: target)
        report(bytes.count, to: call.environment.absolutePath(target))
      } catch {
        report(0, to: call.environment.absolutePath(target))
        throw error
      }
    }
  }

  private func requireParent(of target: String) throws(CommandFailure) {
    let place = call.environment.absolutePath(target)
    let parent = Self.parent(place)
    guard files.kind(of: place) != nil || files.kind(of: parent) == .folder else {
      throw CommandFailure("invalid output path: directory \(GoText.quoted(parent)) does not exist")
    }
  }

  private func put(
    _ members: [(member: ArchiveMember, content: ArraySlice<UInt8>)], from path: String, to target: String
  ) throws {
    guard let first = members.first?.member else { return }
    let place = call.environment.absolutePath(target)
    let isFolder = first.kind == .folder
    switch files.kind(of: place) {
    case .folder?: try files.unpack(members, into: place)
    case .file?:
      guard !isFolder else { throw CommandFailure("cannot copy directory") }
      try files.unpack(Self.renamed(members, first.path, to: Self.last(place)), into: Self.parent(place))
    case nil:
      let parent = Self.parent(place)
      guard isFolder || !target.hasSuffix("/") else {
        throw CommandFailure("no such directory")
      }
      try files.unpack(Self.renamed(members, first.path, to: Self.last(place)), into: parent)
    }
  }

  // MARK: Into a container

  func send(_ source: String, to path: String, in container: String) async throws {
    guard source != "-" else {
      guard let status = try await stat(path, container), Self.isFolder(status) else {
        throw CommandFailure("destination \"\(container):\(path)\" must be a directory")
      }
      let size = Mutex(0)
      try await upload(to: path, in: container, "\(container):\(path)", size: { size.withLock { $0 } }) {
        [input = call.environment.input] in
        let piece = await input.read()
        size.withLock { $0 += piece?.count ?? 0 }
        return piece
      }
      return
    }
    let place = call.environment.absolutePath(source)
    guard let kind = files.kind(of: place) else {
      // Docker puts folder and name together again, with a slash between them.
      let shown = Self.parent(place) == "/" ? "/\(place)" : place
      throw CommandFailure("lstat \(shown): no such file or directory")
    }
    let isContent = source.hasSuffix("/.") || source == "."
    let (folder, name) = try await target(
      path, container, isFolder: kind == .folder, named: isContent ? "." : Self.last(place))
    let pieces = Mutex<[[UInt8]]>([])
    try await files.pack(place, as: name) { piece in pieces.withLock { $0.append(piece) } }
    pieces.withLock { $0.append(ArchiveMember.end) }
    let size = pieces.withLock { $0.reduce(0) { $0 + $1.count } }
    let waiting = PieceQueue(pieces.withLock { $0 })
    try await upload(to: folder, in: container, "\(container):\(path)", size: { size }) { waiting.next() }
  }

  /// The folder of the container into which something goes, and what it is called there.
  private func target(
    _ path: String, _ container: String, isFolder: Bool, named name: String
  ) async throws -> (folder: String, name: String) {
    // Nothing stands for a folder that cannot be looked at.
    guard !path.isEmpty || isFolder else { throw CommandFailure("no such directory") }
    var path = path.hasPrefix("/") ? path : "/\(path)"
    var status = try await stat(path, container)
    if let link = status?["linkTarget"]?.string, !link.isEmpty {
      path = link.hasPrefix("/") ? link : Self.parent(path) + "/" + link
      status = try await stat(path, container)
    }
    guard let status else {
      guard isFolder || !path.hasSuffix("/") else {
        throw CommandFailure("no such directory")
      }
      return (Self.parent(path), Self.last(path))
    }
    if Self.isFolder(status) { return (path, name) }
    guard !isFolder else { throw CommandFailure("cannot copy directory") }
    return (Self.parent(path), Self.last(path))
  }

  /// Whether a status, whose mode is in Go's bits, is a folder's.
  private static func isFolder(_ status: JSONValue) -> Bool { (status["mode"]?.int ?? 0) & (1 << 31) != 0 }

  private func upload(
    to path: String, in container: String, _ place: String, size: () -> Int,
    _ next: @escaping @Sendable () async throws -> [UInt8]?
  ) async throws {
    defer { report(size(), to: place) }
    let request = EngineRequest(
      .put, "/containers/\(container)/archive",
      query: (call.arguments.bool("archive") ? [("copyUIDGID", "true")] : [])
        + [("noOverwriteDirNonDir", "true"), ("path", path)],
      uploadType: "text/plain")
    try await engine.withReply(to: request, sending: next) { try await $0.requireSuccess() }
  }

  /// What a path of a container leads to; `nil` when there is nothing.
  private func stat(_ path: String, _ container: String) async throws -> JSONValue? {
    let request = EngineRequest(.head, "/containers/\(container)/archive", query: [("path", path)])
    return try await engine.withReply(to: request) { reply in
      guard let text = reply.head.headers["x-docker-container-path-stat"], let bytes = Base64.decoded(text)
      else {
        return nil
      }
      return try JSONValue(parsing: bytes)
    }
  }

  private func report(_ size: Int, to place: String) {
    guard call.environment.errors.terminal != nil, !call.arguments.bool("quiet") else { return }
    call.complain("Successfully copied \(Units.size(size, digits: 4)) to \(place)")
  }

  private static func renamed(
    _ members: [(member: ArchiveMember, content: ArraySlice<UInt8>)], _ old: String, to name: String
  ) -> [(member: ArchiveMember, content: ArraySlice<UInt8>)] {
    members.map { member, content in
      let rest = member.path == old ? "" : String(member.path.dropFirst(old.count))
      return (member.named(name + rest), content)
    }
  }

  private static func last(_ path: String) -> String {
    path.split(separator: "/").last { $0 != "." }.map(String.init) ?? "/"
  }

  private static func parent(_ path: String) -> String {
    "/" + path.split(separator: "/").filter { $0 != "." }.dropLast().joined(separator: "/")
  }
}

/// Pieces that are handed out one after the other.
private final class PieceQueue: Sendable {
  private let rest: Mutex<ArraySlice<[UInt8]>>

  init(_ pieces: [[UInt8]]) {
    rest = Mutex(pieces[...])
  }

  func next() -> [UInt8]? { rest.withLock { $0.popFirst() } }
}
