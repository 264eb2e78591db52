import Basics
import DockerAPI
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Machine {
  /// Starts the process of a container, as Docker's runtime would.
  ///
  /// - Parameters:
  ///   - container: Whose process it is.
  ///   - run: The start that it belongs to.
  /// - Returns: the process, which runs.
  /// - Throws: `EngineFault` when the program is missing, or no room can be made.
  func startProcess(of container: Container, run: Int) async throws(EngineFault) -> LiveChild {
    let config = container.config
    let words = [container.path] + container.arguments
    let prepared = try await task(
      words, in: container,
      ProcessWish(
        user: config.user, folder: config.workingDirectory,
        variables: linkVariables(of: container) + (config.environment ?? []), hasTerminal: config.hasTerminal)
    )
    if let process = try await sharedNetworkProcess(of: container, with: prepared.tools) {
      try KernelSettings(of: container).apply(in: process, with: prepared.tools)
      let words = prepared.room.starting(prepared.task, inNetworkOf: process, with: prepared.tools)
      return try await startProcess(of: container, run: run, words, furnish: nil)
    }
    let network = prepared.network
    if network != nil, !prepared.room.interfaces.isEmpty {
      await openPlayedNetworks(near: container.id, with: prepared.tools)
    }
    let keeper = try await keepMemory(of: container, prepared, in: network)
    let command =
      keeper.map { prepared.room.starting(prepared.task, in: $0, with: prepared.tools) } ?? prepared.starting
    let settings = try KernelSettings(of: container)
    guard keeper == nil else {
      if let keeper { try settings.apply(in: keeper.process, with: prepared.tools) }
      return try await startProcess(of: container, run: run, command, furnish: nil)
    }
    return try await startProcess(
      of: container, run: run, command,
      furnish: settings.furnishing(
        after: furnishing(of: container, prepared.furnishing), with: prepared.tools))
  }

  private func startProcess(
    of container: Container, run: Int, _ command: [String], furnish: (@Sendable (Int32) -> Void)?
  ) async throws(EngineFault) -> LiveChild {
    let config = container.config
    let connection: LiveChild.Connection =
      config.hasTerminal
      ? .terminal(sizes[container.id] ?? WindowSize(rows: 0, columns: 0))
      : .pipes(takesInput: config.opensStdin)
    let log = log(of: container)
    let id = container.id
    let listener = LiveChild.Listener(
      onOutput: { stream, bytes in log.take(bytes, from: stream == .output ? .standardOutput : .standardError)
      },
      onEnd: { [changes] code in
        changes.programEnded()
        Task { await self.processEnded(id, run: run, exitCode: Int(code)) }
      })
    changes.programStarts()
    do throws(ChildFailure) {
      return try await LiveChild.start(
        command, on: connection, listener: listener, furnish: furnish)
    } catch {
      changes.programEnded()
      nameServers[id] = nil
      keepers.removeValue(forKey: id)?.close()
      throw refusal(Refusal.room(error.reason))
    }
  }

  /// The same, and a name server for a container on a network that somebody has made.
  private func furnishing(
    of container: Container, _ furnish: (@Sendable (Int32) -> Void)?
  ) -> (@Sendable (Int32) -> Void)? {
    guard let furnish, hasNameServer(container) else { return furnish }
    let (place, id) = (NameServerPlace(), container.id)
    nameServers[id] = place
    return { [self] process in
      furnish(process)
      place.open(for: process, self, id)
    }
  }

  /// What a process is to be run with.
  struct ProcessWish: Sendable {
    let user: String
    /// Empty for the root folder.
    let folder: String
    let variables: [String]
    let hasTerminal: Bool
  }

  struct PreparedTask: Sendable {
    let tools: ContainerTools
    let tree: ContainerTree
    let room: ContainerRoom
    /// Where rooms meet, and whose users they have; `nil` where there is none.
    let network: NetworkRoom?
    let task: ContainerTask

    /// The command line that makes the room and starts the task.
    var starting: [String] {
      let words = room.starting(task, with: tools)
      return network?.making(words) ?? words
    }

    /// The same in a room without interfaces.
    var withoutNetwork: PreparedTask {
      var room = room
      room.interfaces = []
      room.waits = false
      return PreparedTask(tools: tools, tree: tree, room: room, network: network, task: task)
    }

    /// What is done in the room before its program starts; `nil` for nothing.
    var furnishing: (@Sendable (Int32) -> Void)? {
      guard !room.interfaces.isEmpty else { return nil }
      guard let network else { return { [room, tools] in LiveChild.address(room, $0, with: tools) } }
      return { [interfaces = room.interfaces] in network.attach(interfaces, to: $0) }
    }
  }

  /// A task in the room of a container, once everything that can be wrong with it has been looked at.
  func task(
    _ words: [String], in container: Container, _ wish: ProcessWish, makesFolder: Bool = true
  ) async throws(EngineFault) -> PreparedTask {
    let text = words.joined(separator: " ")
    guard case .available(let tools, _) = processes else {
      throw refusal(ofProgram: processes.refusal(of: text) ?? Refusal.feature(text))
    }
    let tree = try await tree(of: container)
    let network = await networkRoom(with: tools)
    // Docker looks for the user before it mounts anything.
    let user = try ContainerUser(
      wish.user, joining: container.hostConfig.addedGroups ?? [], files: ConfinedFolder(tree.root))
    try requireUser(user, of: container, in: network)
    var room = try room(of: container, in: tree, network)
    room.hasUsers = network?.hasUsers ?? false
    try requireLimits(of: container)
    let folder = wish.folder.isEmpty ? "/" : wish.folder
    let mount = room.mount(over: folder)
    if makesFolder, let mount { try makeFolder(folder, in: mount) }
    if makesFolder, mount == nil { try makeFolder(folder, in: tree) }
    if mount == nil, tree.resolve(folder).flatMap(tree.status(plain:))?.kind != .folder {
      throw ContainerProgram.noFolder(folder)
    }
    let variables = Self.variables(of: container, wish, home: user.home)
    let program = ContainerProgram(tree: tree, mounts: room.mounts)
    let finding = program.find(words[0], variables: variables, folder: folder)
    guard finding == .found else { throw ContainerProgram.fault(words[0], finding) }
    var task = ContainerTask(
      words.replacingFirst(with: ownPlace(of: words[0], program, variables)), variables: variables,
      user: user.identity, folder: folder, hasTerminal: wish.hasTerminal)
    task.groups = user.groups
    // `-u $(id -u)` says that what a program makes in a shared folder is to be the learner's.
    let shares = container.mounts.contains { $0.type == "bind" && $0.isWritable }
    task.isOneself = shares && network?.isOneself(user.identity) ?? false
    return PreparedTask(tools: tools, tree: tree, room: room, network: network, task: task)
  }

  /// Makes the folder in which a program starts, in the container's own files.
  ///
  /// - Throws: `EngineFault` in Docker's words for what is there and no folder.
  func makeFolder(_ folder: String, in tree: ContainerTree) throws(EngineFault) {
    if let kind = tree.resolve(folder).flatMap(tree.status(plain:))?.kind, kind != .folder {
      throw .system("Cannot mkdir: \(folder) is not a directory")
    }
    do throws(SystemError) {
      try tree.makeFolder(folder)
    } catch {
      throw .system("mkdir \(folder): \(error.reason)")
    }
  }

  /// Makes the folder in which a program starts, in what is mounted there.
  private func makeFolder(_ folder: String, in mount: ContainerRoom.Mount) throws(EngineFault) {
    guard !mount.isInMemory, !mount.isDevice, Folders.isFolder(mount.source) else { return }
    let inside = String(folder.dropFirst(mount.destination.utf8.count))
    let tree = ContainerTree(root: mount.source)
    guard tree.resolve(inside).flatMap(tree.status(plain:)) == nil else { return }
    do throws(SystemError) {
      guard mount.isWritable else { throw SystemError(operation: "mkdir", subject: folder, code: EROFS) }
      try tree.makeFolder(inside)
    } catch {
      throw ContainerProgram.fault("mkdir \(folder): \(error.reason.lowercased())")
    }
  }

  /// Refuses users and groups that the rooms of this computer do not know.
  private func requireUser(
    _ user: ContainerUser, of container: Container, in network: NetworkRoom?
  ) throws(EngineFault) {
    if network?.hasUsers != true, let name = container.hostConfig.addedGroups?.first {
      throw refusal(Refusal.feature("--group-add \(name)"))
    }
    for number in [user.identity.user, user.identity.group] + user.groups {
      guard network?.knows(number) ?? true else { throw refusal(Refusal.user(number)) }
    }
  }

  /// Where the container's own program is whose name busybox takes for one of its commands; `nil` for all others.
  ///
  /// What starts programs in a room is busybox, which looks at its own commands before it looks at the container's.
  private func ownPlace(of name: String, _ program: ContainerProgram, _ variables: [String]) -> String? {
    guard lentPrograms?.commands.contains(where: { $0.hasSuffix("/\(name)") }) == true,
      let path = program.path(of: name, variables: variables),
      program.tree.resolve(path) != ContainerTree.busybox
    else { return nil }
    return path
  }

  /// The variables in the order in which Docker hands them over.
  private static func variables(of container: Container, _ wish: ProcessWish, home: String) -> [String] {
    let path = wish.variables.last { $0.hasPrefix("PATH=") } ?? ContainerProgram.standardPath
    let rest = wish.variables.filter { !$0.hasPrefix("PATH=") && $0.contains("=") }
    // A name alone takes away what there would be of it.
    let dropped = Set(wish.variables.filter { !$0.contains("=") })
    let terminal = wish.hasTerminal && !rest.contains { $0.hasPrefix("TERM=") } ? ["TERM=xterm"] : []
    let own = rest.contains { $0.hasPrefix("HOME=") } ? [] : ["HOME=\(home)"]
    let usual = [path, "HOSTNAME=\(container.config.hostname)"] + terminal
    return usual.filter { !dropped.contains(String($0.prefix { $0 != "=" })) } + rest + own
  }

  /// A named volume that is new gets what the image holds in its place.
  func fillVolumes(of container: Container, from tree: ContainerTree) async throws(EngineFault) {
    for mount in container.mounts where mount.type == "volume" && container.life.startedAt == .zero {
      let isKeptEmpty = container.hostConfig.mounts?.contains {
        $0.target == mount.destination && $0.volumeOptions?["NoCopy"]?.bool == true
      }
      guard !mount.mode.split(separator: ",").contains("nocopy"), isKeptEmpty != true, let name = mount.name,
        let plain = tree.resolve(mount.destination)
      else { continue }
      guard VolumeOptions(state.volume(named: name)?.options) == nil else { continue }
      let target = folder.data(of: name)
      guard Folders.names(in: target).isEmpty else { continue }
      guard let kind = tree.status(plain: plain)?.kind else { continue }
      guard kind == .folder else {
        throw .system(
          "source /var/lib/docker/overlay2/\(container.layerID)/merged\(plain) is not directory")
      }
      do {
        if let hands = await owners().hands {
          try await hands.copy(tree.place(plain), over: target)
        } else {
          try ContainerTree.copy(tree.place(plain), over: target)
        }
      } catch {
        throw .system("copy \(mount.destination): \((error as? SystemError)?.reason ?? "\(error)")")
      }
    }
  }

  /// Called when a process is over, perhaps before its start has been written down.
  private func processEnded(_ id: String, run: Int, exitCode: Int) async {
    guard running[id]?.run == run else {
      if starting.contains(id) { earlyEnds[id] = (run, exitCode) }
      return
    }
    await programEnded(id, run: run, exitCode: exitCode)
  }
}

extension ContainerRoom {
  /// What is mounted where a folder of the container lies; `nil` when that is in its own files.
  func mount(over folder: String) -> Mount? {
    mounts.filter { folder == $0.destination || folder.hasPrefix("\($0.destination)/") }
      .max { $0.destination.utf8.count < $1.destination.utf8.count }
  }
}

extension [String] {
  /// The same with another first word, if there is one.
  fileprivate func replacingFirst(with word: String?) -> [String] { word.map { [$0] + dropFirst() } ?? self }
}
