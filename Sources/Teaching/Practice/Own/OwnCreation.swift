import Basics
import Checks
import DockerCLI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Finds out what a command makes on an engine of the learner's, so that it can be told from what is theirs.
///
/// A container is known for certain: docker writes its id into a file that dojo names. Names of images and volumes count
/// as made when they are new and the command mentions them; commands that take moments only are trusted with all that is
/// new.
struct OwnCreation: Sendable {
  private let command: OwnCommand
  private let docker: OwnDocker
  private let environment: [String: String]
  private let before: OwnInventory
  /// Where docker writes the container's id; `nil` for a command that makes none.
  private let idFile: String?
  /// Whether the learner named a file of their own.
  private let isTheirFile: Bool

  private static let making: [[String]: Set<OwnInventory.Part>] = [
    ["container", "run"]: [.images, .volumes], ["container", "create"]: [.images, .volumes],
    ["image", "pull"]: [.images], ["image", "load"]: [.images], ["image", "import"]: [.images],
    ["image", "build"]: [.images], ["image", "tag"]: [.images], ["container", "commit"]: [.images],
    ["buildx", "build"]: [.images], ["volume", "create"]: [.volumes], ["network", "create"]: [.networks],
  ]

  /// Looks at the engine before a command that may make something; `nil` for any other, and where it cannot be looked at.
  static func watch(
    _ command: OwnCommand, with docker: OwnDocker, context: LinkContext, environment: [String: String]
  ) async -> OwnCreation? {
    guard let parts = making[command.path] else { return nil }
    guard
      let before = try? await OwnInventory.look(
        parts, with: docker, globals: command.globals, environment: environment)
    else { return nil }
    let makesContainer = command.path.first == "container" && command.path.last != "commit"
    let theirs = command.fileOfID
    let folder = folder(beside: context.links)
    if makesContainer { try? Folders.create(folder) }
    return OwnCreation(
      command: command, docker: docker, environment: environment, before: before,
      idFile: makesContainer ? theirs ?? "\(folder)/\(getpid())" : nil, isTheirFile: theirs != nil)
  }

  /// The command line to run instead of the learner's.
  func arguments(_ typed: [String]) -> [String] {
    guard let idFile, !isTheirFile else { return typed }
    return command.adding(["--cidfile", idFile])
  }

  /// What the command has made, after it has ended.
  func made() async -> Belongings {
    var made = Belongings()
    let id = idFile.flatMap { try? FileBytes.read($0) }.map { Self.trimmed($0) }
    if let id, Self.isID(id) { made.containers.insert(id) }
    guard let parts = Self.making[command.path],
      let after = try? await OwnInventory.look(
        parts, with: docker, globals: command.globals, environment: environment)
    else { return made }
    let (old, new) = (before.belongings, after.belongings)
    made.images = new.images.subtracting(old.images).filter { idFile == nil || mentions(image: $0) }
    made.networks = new.networks.subtracting(old.networks)
    let mounted = await volumes(of: made.containers)
    made.volumes = new.volumes.subtracting(old.volumes).filter { name in
      idFile == nil || mounted.contains(name) || command.rest.contains { $0.contains(name) }
    }
    return made
  }

  /// Takes dojo's own file away, once the sitting knows what stood in it.
  func forget() {
    if let idFile, !isTheirFile { _ = unsafe unlink(idFile) }
  }

  private func mentions(image: String) -> Bool {
    command.rest.contains { Belongings.fullName($0) == image }
  }

  private func volumes(of containers: Set<String>) async -> Set<String> {
    guard !containers.isEmpty,
      let outcome = try? await docker.ask(
        command.globals + ["inspect", "--type", "container"] + containers.sorted(), environment: environment),
      let details = try? DockerOutput.inspectedContainers(from: outcome.stdout)
    else { return [] }
    return Set(details.flatMap { $0.mounts.compactMap(\.name) })
  }

  /// The containers of commands that are still running, by the files in which their ids stand.
  static func pending(beside links: String) -> Set<String> {
    let folder = folder(beside: links)
    let ids = Folders.names(in: folder).compactMap { try? FileBytes.read("\(folder)/\($0)") }.map(trimmed)
    return Set(ids.filter(isID))
  }

  private static func folder(beside links: String) -> String {
    String(links[..<(links.lastIndex(of: "/") ?? links.endIndex)]) + "/made"
  }

  private static func trimmed(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.filter { $0 > 0x20 }, as: UTF8.self)
  }

  private static func isID(_ text: String) -> Bool { text.count == 64 && text.allSatisfy(\.isHexDigit) }
}

extension OwnCommand {
  /// The file that the learner wants the container's id in.
  fileprivate var fileOfID: String? {
    for (index, word) in rest.enumerated() {
      if word.hasPrefix("--cidfile=") { return String(word.dropFirst("--cidfile=".count)) }
      if word == "--cidfile" { return rest.indices.contains(index + 1) ? rest[index + 1] : nil }
    }
    return nil
  }
}
