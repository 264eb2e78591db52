import Basics
import EngineClient

/// `docker cp`.
enum CpCommand: DockerCommand {
  static let specification = CommandSpecification(
    summary: "Copy files/folders between a container and the local filesystem",
    details: """
      Copy files/folders between a container and the local filesystem

      Use '-' as the source to read a tar archive from stdin
      and extract it to a directory destination in a container.
      Use '-' as the destination to stream a tar archive of a
      container source to stdout.
      """,
    usage: "[OPTIONS] CONTAINER:SRC_PATH DEST_PATH|-\n\tdocker cp [OPTIONS] SRC_PATH|- CONTAINER:DEST_PATH",
    arguments: .exactly(2), aliases: ["docker container cp", "docker cp"],
    flags: [
      Flag("archive", "a", .bool, "Archive mode (copy all uid/gid information)"),
      Flag("follow-link", "L", .bool, "Always follow symbol link in SRC_PATH"),
      Flag(
        "quiet", "q", .bool,
        "Suppress progress output during copy. Progress output is automatically suppressed if no terminal is "
          + "attached"),
    ])

  static func run(_ call: Invocation) async throws -> Int32 {
    guard !call.name(0).isEmpty else { throw CommandFailure("source can not be empty") }
    guard !call.name(1).isEmpty else { throw CommandFailure("destination can not be empty") }
    let (source, target) = (CopyPlace(call.name(0)), CopyPlace(call.name(1)))
    let copy = ContainerCopy(call: call, engine: try await call.engine())
    switch (source.container, target.container) {
    case (let container?, nil): try await copy.fetch(source.path, from: container, to: target.path)
    case (nil, let container?): try await copy.send(source.path, to: target.path, in: container)
    case (.some, .some): throw CommandFailure("copying between containers is not supported")
    case (nil, nil): throw CommandFailure("must specify at least one container source")
    }
    return 0
  }
}

/// One side of a copy: `CONTAINER:PATH`, or a path of this computer.
struct CopyPlace {
  let container: String?
  let path: String

  init(_ text: String) {
    // A path that begins with a slash or a dot is never a container's.
    if let colon = text.firstIndex(of: ":"), colon != text.startIndex, text.first != "/", text.first != "." {
      container = String(text[..<colon])
      path = String(text[text.index(after: colon)...])
    } else {
      container = nil
      path = text
    }
  }
}
