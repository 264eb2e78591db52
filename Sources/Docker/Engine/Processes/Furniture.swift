import Basics
import Shell

/// What an engine puts into the files of a container whose image brings no programs of its own.
struct Furniture: Sendable {
  struct Script: Sendable {
    /// Absolute.
    let path: String
    let text: String
  }

  /// The places of programs and libraries of this computer: empty files, over which they are mounted.
  let places: [String]
  /// In the place of programs that no container has.
  let scripts: [Script]
  /// Commands that are links to one of these programs.
  let links: [Link]

  struct Link: Sendable {
    /// Relative to the root.
    let path: String
    /// Absolute.
    let target: String
  }
}

/// The programs that this computer lends to containers.
struct LentPrograms: Sendable {
  /// The commands of busybox, by their paths relative to the root.
  let commands: [String]
  let bash: LentProgram?

  /// A file of this computer, and where it stands in a container.
  struct File: Sendable, Hashable {
    let source: String
    let place: String
  }

  /// The files that bash is.
  var bashFiles: [File] {
    guard let bash else { return [] }
    return [File(source: bash.path, place: ImagePrograms.bash)]
      + bash.libraries.map { File(source: $0, place: $0) }
  }
}

extension Machine {
  /// What a container is furnished with if its image has no shell; nothing where there are no processes.
  func furniture(of container: Container) async -> Furniture {
    let programs = ImagePrograms(of: container.config)
    let lent = await lentPrograms()
    let hasUsers = await owners().hasUsers
    let bash = programs.hasBash ? lent.bashFiles.map(\.place) : []
    // The shell of busybox finds its own commands before those of the container, which has not all of them.
    let shell = bash.isEmpty ? [] : [Furniture.Link(path: "bin/sh", target: ImagePrograms.bash)]
    return Furniture(
      places: [ContainerTree.busybox] + bash,
      scripts: programs.refused(withBash: lent.bash != nil, users: hasUsers).map {
        Furniture.Script(path: $0, text: ImagePrograms.script($0, in: language))
      },
      links: shell
        + programs.commands(of: lent.commands).map { Furniture.Link(path: $0, target: ContainerTree.busybox) }
    )
  }

  private func lentPrograms() async -> LentPrograms {
    guard case .available(let tools, _) = processes else { return LentPrograms(commands: [], bash: nil) }
    if let known = lentPrograms { return known }
    let list = ChildCommand(tools.busybox, ["--list-full"], environment: [:])
    let names = (try? await list.capture())?.stdout.split(separator: "\n").map(String.init) ?? []
    var bash: LentProgram?
    if let path = tools.bash { bash = await LentProgram.look(at: path) }
    let found = LentPrograms(commands: names, bash: bash)
    lentPrograms = found
    return found
  }

  /// What is mounted over empty files of these names.
  var lentFiles: [LentPrograms.File] {
    guard case .available(let tools, _) = processes else { return [] }
    return [LentPrograms.File(source: tools.busybox, place: ContainerTree.busybox)]
      + (lentPrograms?.bashFiles ?? [])
  }
}
