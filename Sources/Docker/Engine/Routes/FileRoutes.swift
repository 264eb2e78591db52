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
    let root = try await machine.exportedTree(of: request.name)
    let owners = await machine.owners()
    return .stream(200, headers: ["Content-Type": "application/octet-stream"]) { writer in
      for name in root.names {
        let isLeftOut = { (path: String) in ["dev/", "proc/", "sys/"].contains { path.hasPrefix($0) } }
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
    guard let status = place.status() else { throw Machine.missing(path, in: request.name) }
    guard !path.hasSuffix("/") || status.kind == .folder else {
      throw Machine.missing(path, in: request.name)
    }
    let shown = path.split(separator: "/").last.map(String.init) ?? "/"
    let headers: HTTPFields = [
      "Content-Type": "application/x-tar",
      "X-Docker-Container-Path-Stat": Base64.encoded(PathStat.document(status, name: shown).utf8()),
    ]
    let owners = await machine.owners()
    return .stream(200, headers: headers) { writer in
      if place.plain == "/" {
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

  private func unpack(_ request: RouteRequest) async throws -> HTTPReply {
    guard let path = request.value("path") else {
      throw EngineFault.badParameter("bad parameter: pathcannot be empty")
    }
    _ = try await machine.inspect(request.name)
    let bytes = try await request.http.body.collect(upTo: Self.longestArchive)
    try await machine.unpack(
      bytes, at: path, in: request.name, keepsKinds: request.flag("noOverwriteDirNonDir"))
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
  static func document(_ status: ArchiveMember, name: String) -> JSONValue {
    var mode = status.mode & 0o777
    var target = ""
    switch status.kind {
    case .folder: mode |= 1 << 31
    case .link(let place):
      mode |= 1 << 27
      target = place
    case .file, .hardLink, .other: break
    }
    let size = status.kind == .folder ? 4096 : status.kind == .file ? status.size : target.utf8.count
    return [
      "name": .string(name), "size": .number(String(size)), "mode": .number(String(mode)),
      "mtime": .string(Timestamp(seconds: status.modified, nanoseconds: 0).text),
      "linkTarget": .string(target),
    ]
  }
}
