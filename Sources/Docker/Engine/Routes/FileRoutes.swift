import Basics
import DockerAPI
import HTTPServer
import Shell

/// Containers: their files, and what has become of them.
struct FileRoutes: Sendable {
  let machine: Machine

  /// As much as one archive may bring.
  private static let longestArchive = 1 << 30

  var routes: [Route] {
    [
      Route("GET", "containers/*/changes") { try await changes($0) },
      Route("GET", "containers/*/export") { try await export($0) },
      Route("GET", "containers/*/archive") { try await archive($0) },
      Route("HEAD", "containers/*/archive") { try await archive($0) },
      Route("PUT", "containers/*/archive") { try await unpack($0) },
      Route("POST", "commit") { try await commit($0) },
    ]
  }

  private func changes(_ request: RouteRequest) async throws -> HTTPReply {
    let changes = try await machine.changes(of: request.name)
    guard !changes.isEmpty else { return .json(200, document: .null) }
    return .json(
      200,
      document: .array(
        changes.map { ["Path": .string($0.path), "Kind": .number(String($0.kind.rawValue))] }))
  }

  private func export(_ request: RouteRequest) async throws -> HTTPReply {
    let place = try await machine.exportedTree(of: request.name)
    let (owners, packed) = (await machine.owners(), await machine.packed(place))
    let isLeftOut = { @Sendable (path: String) in ["dev/", "proc/", "sys/"].contains { path.hasPrefix($0) } }
    return .stream(200, headers: ["Content-Type": "application/octet-stream"]) { writer in
      if let packed {
        try await Self.write(packed, to: writer) { $0.isEmpty || isLeftOut($0) ? nil : $0 }
        return try await writer.write(ArchiveMember.end)
      }
      let root = try OpenFolder(place.root)
      for name in root.names {
        try await root.pack(name, as: name, leavingOut: isLeftOut, owner: owners.inside) {
          try await writer.write($0)
        }
      }
      try await writer.write(ArchiveMember.end)
    }
  }

  private func archive(_ request: RouteRequest) async throws -> HTTPReply {
    let container = try await machine.container(named: request.name)
    guard let path = request.value("path") else {
      throw EngineFault.badParameter("bad parameter: pathcannot be empty")
    }
    let isContent = path.hasSuffix("/.") || path.hasSuffix("/")
    let place = try await machine.place(path, in: container, followingLast: isContent)
    guard let status = await machine.status(of: place) else {
      throw Machine.missing(path, in: request.name)
    }
    guard !path.hasSuffix("/") || status.kind == .folder else {
      throw Machine.missing(path, in: request.name)
    }
    let shown = path.split(separator: "/").last.map(String.init) ?? "/"
    let headers: HTTPFields = [
      "Content-Type": "application/x-tar",
      "X-Docker-Container-Path-Stat": Base64.encoded(
        PathStat.document(status, name: shown, target: ContainerTree(root: place.root).resolve(place.plain))
          .utf8()),
    ]
    guard request.http.method != "HEAD" else {
      return HTTPReply(
        200, headers: ["X-Docker-Container-Path-Stat": headers["X-Docker-Container-Path-Stat"] ?? ""])
    }
    let owners = await machine.owners()
    return .stream(200, headers: headers) { writer in
      // Whoever only looks is not made to wait for that.
      if let packed = await machine.packed(place) {
        let name = place.plain == "/" ? "" : place.name
        try await Self.write(packed, to: writer) { path in
          let rest = path.dropFirst(name.utf8.count).drop { $0 == "/" }
          return rest.isEmpty ? shown : shown == "/" ? String(rest) : "\(shown)/\(rest)"
        }
      } else if place.plain == "/" {
        let root = try OpenFolder(place.root)
        try await writer.write(status.named(shown).header)
        for name in root.names {
          let path = shown == "/" ? name : "\(shown)/\(name)"
          try await root.pack(name, as: path, owner: owners.inside) { try await writer.write($0) }
        }
      } else {
        try await place.parent().pack(place.name, as: shown, owner: owners.inside) {
          try await writer.write($0)
        }
      }
      try await writer.write(ArchiveMember.end)
    }
  }

  /// Writes members that were packed by somebody else, each under the name that is made of its own; `nil` leaves it out.
  private static func write(
    _ members: [(member: ArchiveMember, content: ArraySlice<UInt8>)], to writer: BodyWriter,
    named name: (String) -> String?
  ) async throws {
    func renamed(_ path: String) -> String? {
      name(path.split(separator: "/").filter { $0 != "." }.joined(separator: "/"))
    }
    for (member, content) in members {
      guard member.kind != .other, let path = renamed(member.path) else { continue }
      var kind = member.kind
      if case .hardLink(let target) = kind { kind = .hardLink(to: renamed(target) ?? target) }
      var own = ArchiveMember(
        path: path, kind: kind, mode: member.mode, size: content.count, modified: member.modified)
      own.owner = member.owner
      try await writer.write(own.header + content + ArchiveMember.padding(after: content.count))
    }
  }

  private func unpack(_ request: RouteRequest) async throws -> HTTPReply {
    guard let path = request.value("path") else {
      throw EngineFault.badParameter("bad parameter: pathcannot be empty")
    }
    _ = try await machine.inspect(request.name)
    let bytes = try await request.http.body.collect(upTo: Self.longestArchive)
    try await machine.unpack(
      bytes, at: path, in: request.name, keepsKinds: request.flag("noOverwriteDirNonDir"),
      givesToUser: request.flag("copyUIDGID"))
    return HTTPReply(200)
  }

  private func commit(_ request: RouteRequest) async throws -> HTTPReply {
    let id = try await machine.commit(
      request.value("container") ?? "",
      CommitWish(
        repository: request.value("repo"), tag: request.value("tag"), author: request.value("author") ?? "",
        comment: request.value("comment") ?? "", changes: request.http.query.values("changes")))
    return .json(201, document: ["Id": .string(id)])
  }
}

/// The header that tells what a path of a container leads to.
enum PathStat {
  /// What clients are told of a path; `end` is where it leads once all links are followed.
  static func document(_ status: ArchiveMember, name: String, target end: String? = nil) -> JSONValue {
    var mode = status.mode & 0o777
    var target = ""
    switch status.kind {
    case .folder: mode |= 1 << 31
    case .link(let place):
      mode |= 1 << 27
      target = place
    case .file, .hardLink, .other: break
    }
    let text = target
    if case .link = status.kind, let end { target = end }
    let size = status.kind == .folder ? 4096 : status.kind == .file ? status.size : text.utf8.count
    return [
      "name": .string(name), "size": .number(String(size)), "mode": .number(String(mode)),
      "mtime": .string(Timestamp(seconds: status.modified, nanoseconds: 0).text),
      "linkTarget": .string(target),
    ]
  }
}
