import Basics
import DockerAPI
import OCI
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Machine {
  /// The files of a container on this computer, unpacked from its image when they are first needed.
  ///
  /// - Throws: `EngineFault` when they cannot be made.
  func tree(of container: Container) async throws(EngineFault) -> ContainerTree {
    let tree = ContainerTree(root: folder.root(of: container.id))
    let furniture = await furniture(of: container)
    if ContainerTree.status(at: tree.root)?.kind == .folder { return tree }
    let layers = try await layers(of: container)
    if ContainerTree.status(at: tree.root)?.kind == .folder { return tree }
    let unfinished = ContainerTree(root: tree.root + ".new")
    do throws(SystemError) {
      removeFiles(at: unfinished.root)
      try Folders.create(unfinished.root, exactly: 0o755)
      for layer in layers { try unfinished.unpack(layer) }
      if !unfinished.hasShell { try unfinished.add(furniture) }
      for path in ["/dev", "/proc", "/sys", "/etc"] { try unfinished.makeFolder(path) }
      try unfinished.makeFile("/.dockerenv")
      for file in Self.ownFiles { try unfinished.makeFile("/etc/\(file)") }
      if layers.contains(where: { $0.entries.contains { $0.owner != .root } }) {
        await unfinished.give(layers, by: owners())
      }
      try unfinished.move(to: tree.root)
    } catch {
      throw .system("\(error.operation) \(error.subject): \(error.reason)")
    }
    return tree
  }

  /// Whose the files of containers are.
  func owners() async -> RoomOwners {
    guard case .available(let tools, _) = processes, let network = await networkRoom(with: tools) else {
      return .rootAlone
    }
    return network.owners
  }

  func layers(of container: Container) async throws(EngineFault) -> [LayerArchive] {
    do {
      guard let digest = try? Digest(parsing: container.imageID), let image = await images.image(id: digest)
      else { throw EngineFault(status: 404, message: "No such image: \(container.config.image)") }
      return try await images.archives(of: image)
    } catch let fault as EngineFault {
      throw fault
    } catch {
      throw .system("the layers of \(container.config.image) cannot be read: \(error)")
    }
  }

  /// The files of `/etc` that every container has from its engine.
  static let ownFiles = ["hostname", "hosts", "resolv.conf"]

  /// The room of a container: its files, and what it mounts.
  func room(
    of container: Container, in tree: ContainerTree, _ network: NetworkRoom?
  ) throws(EngineFault) -> ContainerRoom {
    let host = container.hostConfig
    let hostName = host.utsMode == "host" ? name : container.config.hostname
    guard hostName.utf8.count <= 64 else { throw ContainerProgram.fault("sethostname: invalid argument") }
    var room = ContainerRoom(root: tree.root, hostName: hostName)
    room.processors = host.cpusetCpus
    room.memoryScore = max(0, host.memoryScoreAdjustment)
    room.isRootWritable = !host.hasReadOnlyRoot
    room.rights = ContainerRights.rights(
      adding: host.addedCapabilities ?? [], dropping: host.droppedCapabilities ?? [])
    room.ulimits = (host.ulimits ?? []).compactMap(\.ofShell)
    room.keeper = keepers[container.id]?.process
    if case .available(_, let bounds) = processes {
      (room.limits, room.confiner) = (bounds.limits, bounds.confiner)
    }
    room.waits = !(host.kernelSettings?.values.isEmpty ?? true)
    room.interfaces = container.attachments.compactMap(interface(of:))
    let memory = try memoryMounts(of: container, in: network)
    try requireKinds(of: container, memory, in: tree)
    do throws(SystemError) {
      let owner = ownerOfNames(of: container)
      try writeOwnFiles(of: owner)
      for file in Self.ownFiles {
        let place = try tree.plainPath("/etc/\(file)")
        room.mounts.append(
          .init(
            source: folder.own(file, of: owner.id), destination: place,
            isWritable: room.isRootWritable))
      }
      let ordered = container.mounts.sorted { $0.destination.utf8.count < $1.destination.utf8.count }
      for mount in ordered where mount.type != "tmpfs" && !isInMemory(mount) {
        if let mount = try self.mount(mount, in: tree) { room.mounts.append(mount) }
      }
      if !memory.contains(where: { $0.destination == "/dev/shm" }), host.ipcMode != "none" {
        try Folders.create(folder.sharedMemory(of: container.id), exactly: 0o1777)
        room.mounts.append(
          .init(
            source: folder.sharedMemory(of: container.id), destination: "/dev/shm", isWritable: true))
      }
      for device in HostDevice.all(in: host) {
        let place = device.destination
        room.mounts.append(
          .init(
            source: device.source,
            destination: place.hasPrefix("/dev/") ? place : try tree.makeFile(place), isWritable: true,
            isDevice: true))
      }
      for (number, memory) in memory.enumerated() {
        let isOfDevices = memory.destination.hasPrefix("/dev/")
        room.mounts.append(
          .init(
            source: folder.memory(number, of: container.id),
            destination: isOfDevices ? memory.destination : try tree.makeFolder(memory.destination),
            isWritable: true, isInMemory: true))
      }
      if host.hasInit == true, case .available(let tools, _) = processes, let program = tools.firstProgram {
        let place = try tree.makeFile("/sbin/docker-init", mode: 0o755)
        room.mounts.append(.init(source: program, destination: place, isWritable: false))
        room.firstWords = ["/sbin/docker-init", "--"]
      }
      for file in lentFiles where tree.status(plain: file.place)?.size == 0 {
        room.mounts.append(.init(source: file.source, destination: file.place, isWritable: false))
      }
    } catch {
      throw .system("mount \(error.subject): \(error.reason)")
    }
    return room
  }

  /// Refuses, as the kernel does, to put a file over a folder, and anything but a file over a file.
  private func requireKinds(
    of container: Container, _ memory: [MemoryMount], in tree: ContainerTree
  ) throws(EngineFault) {
    let mounts = container.mounts.filter { $0.type == "bind" }.map { mount in
      (
        mount.source, mount.destination, Folders.isFolder(source(of: mount)),
        mount.isWritable ? "0x5000" : "0x5001"
      )
    }
    for (source, destination, isFolder, flags) in mounts
      + memory.map({ ("tmpfs", $0.destination, true, "0xe") })
    {
      guard let kind = tree.resolve(destination).flatMap(tree.status(plain:))?.kind,
        (kind == .folder) != isFolder,
        !container.mounts.contains(where: { destination.hasPrefix("\($0.destination)/") })
      else { continue }
      throw ContainerProgram.fault(
        "error mounting \"\(source)\" to rootfs at \"\(destination)\": mount \(source):\(destination) "
          + "(via /proc/self/fd/6), flags: \(flags): not a directory",
        hint: ": Are you trying to mount a directory onto a file (or vice-versa)? "
          + "Check if the specified host path exists and is the expected type")
    }
  }

  private func mount(_ mount: MountPoint, in tree: ContainerTree) throws(SystemError) -> ContainerRoom.Mount?
  {
    let source = source(of: mount)
    guard let kind = ContainerTree.status(at: source)?.kind else {
      throw SystemError(operation: "mount", subject: mount.source, code: 2)
    }
    let isFolder = kind == .folder || Folders.isFolder(source)
    let destination =
      isFolder ? try tree.makeFolder(mount.destination) : try tree.makeFile(mount.destination)
    return .init(source: source, destination: destination, isWritable: mount.isWritable)
  }

  /// Where what a container mounts really lies.
  func source(of mount: MountPoint) -> String {
    guard let name = mount.name else { return place(ofBind: mount.source) }
    if case .folder(let path)? = VolumeOptions(state.volume(named: name)?.options) {
      return place(ofBind: path)
    }
    return folder.data(of: name)
  }

  private func isInMemory(_ mount: MountPoint) -> Bool {
    if case .memory? = VolumeOptions(state.volume(named: mount.name ?? "")?.options) { true } else { false }
  }

  /// Its file systems in memory: those it was given itself, and its volumes that are such.
  private func memoryMounts(
    of container: Container, in network: NetworkRoom?
  ) throws(EngineFault) -> [MemoryMount] {
    try MemoryMount.all(in: container.hostConfig) { network?.hasUsers == true && network?.knows($0) == true }
      + container.mounts.compactMap { mount in
        guard case .memory(let options)? = VolumeOptions(state.volume(named: mount.name ?? "")?.options)
        else { return nil }
        let words = [options, mount.isWritable ? "" : "ro"].filter { !$0.isEmpty }
        return MemoryMount(destination: mount.destination, options: words.joined(separator: ","))
      }
  }

  /// Looks at the volumes of a container that lie somewhere else, before it starts.
  ///
  /// - Throws: `EngineFault` in Docker's words for what is not there, in ours for what cannot be mounted here.
  func requireVolumes(of container: Container) throws(EngineFault) {
    for mount in container.mounts {
      guard let name = mount.name, let volume = state.volume(named: name),
        let options = VolumeOptions(volume.options)
      else { continue }
      let failure = "error while mounting volume '\(volume.mountpoint)': failed to mount local volume: mount "
      switch options {
      case .folder(let path):
        let isThere = (try? hostFolders.bring(path)) ?? false
        guard isThere else {
          throw .system("\(failure)\(path):\(volume.mountpoint), flags: 0x1000: no such file or directory")
        }
      case .memory:
        // It is one file system for all who use it, which needs a kernel's mount outside of their rooms.
        let others = state.containers(using: name).filter { $0.id != container.id && $0.life.status.isActive }
        guard others.isEmpty else {
          throw refusal(Refusal.feature("a volume of type tmpfs in two running containers"))
        }
      case .other(let type, let device):
        guard !Self.fileSystems.contains(type) else {
          throw refusal(Refusal.feature("docker volume create --opt type=\(type)"))
        }
        throw .system("\(failure)\(device):\(volume.mountpoint): no such device")
      }
    }
  }

  /// File systems that Docker's computers know and a practice machine cannot mount.
  private static let fileSystems: Set = [
    "btrfs", "cifs", "ext2", "ext3", "ext4", "iso9660", "nfs", "nfs4", "none", "overlay", "squashfs", "vfat",
    "xfs",
  ]

  /// The real place of a bind mount; the engine's socket is this machine's own.
  private func place(ofBind path: String) -> String {
    if ["/var/run/docker.sock", "/run/docker.sock"].contains(path), let socketPath { return socketPath }
    return hostFolders.place(of: path)
  }

  func writeOwnFiles(of container: Container) throws(SystemError) {
    let name = container.config.hostname
    let known = """
      127.0.0.1\tlocalhost
      ::1\tlocalhost ip6-localhost ip6-loopback
      fe00::0\tip6-localnet
      ff00::0\tip6-mcastprefix
      ff02::1\tip6-allnodes
      ff02::2\tip6-allrouters

      """
    let extra = (container.hostConfig.extraHosts ?? []).compactMap { entry -> String? in
      let parts = entry.split(separator: ":", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { return nil }
      let gateway = state.network(named: "bridge")?.subnet?.gateway ?? ""
      return "\(parts[1] == "host-gateway" ? gateway : parts[1])\t\(parts[0])\n"
    }
    let own = container.attachments.filter { !$0.address.isEmpty }.map { "\($0.address)\t\(name)\n" }
    let contents = [
      "hostname": "\(name)\n",
      "hosts": known + extra.joined() + linkNames(of: container) + own.joined()
        + (asksForNames(container) ? "" : placeLinkNames(of: container) + neighbours(of: container)),
      "resolv.conf": nameServers(of: container),
    ]
    for (file, content) in contents {
      let path = folder.own(file, of: container.id)
      guard Folders.exists(path) else {
        try AtomicFile.write(Array(content.utf8), to: path, mode: 0o644)
        _ = unsafe chmod(path, 0o644)
        continue
      }
      // The same file as before: a process that is there must see what one that joins sees.
      let own = ConfinedFolder(folder.container(container.id))
      guard file == "hosts" || running[container.id] == nil,
        try own.look(at: file, limit: 1 << 20) != .file(Array(content.utf8))
      else {
        continue
      }
      try own.write(Array(content.utf8), to: file)
    }
  }

  /// Lets a container that runs know its name servers anew, in the file that it sees.
  func writeNameServers(of container: Container) throws(SystemError) {
    let own = ConfinedFolder(folder.container(container.id))
    guard Folders.exists(folder.own("resolv.conf", of: container.id)) else { return }
    try own.write(Array(nameServers(of: container).utf8), to: "resolv.conf")
  }

  private func nameServers(of container: Container) -> String {
    let isOnOwnNetwork = container.attachments.contains {
      state.network(named: $0.network)?.isPredefined == false
    }
    let computer = (try? FileBytes.read("/etc/resolv.conf")) ?? []
    return NameServerFile(computer: String(decoding: computer, as: UTF8.self), asked: container.hostConfig)
      .text(onOwnNetwork: isOnOwnNetwork)
  }

  /// Makes what keeps the memory file systems of a container; `nil` when it has none.
  ///
  /// - Throws: `EngineFault` when the system does not let it be made.
  func keepMemory(
    of container: Container, _ prepared: PreparedTask, in network: NetworkRoom?
  ) async throws(EngineFault) -> RoomNetwork? {
    let memory = try memory(of: container, in: network)
    guard !memory.isEmpty else { return nil }
    let keeper = await RoomNetwork(
      interfaces: prepared.room.interfaces, memory: memory, in: network, with: prepared.tools)
    guard let keeper else { throw refusal(Refusal.room("--tmpfs")) }
    keepers[container.id] = keeper
    await openNames(of: container, in: keeper)
    return keeper
  }

  /// The memory file systems of a container, and the folders over which they are put.
  func memory(
    of container: Container, in network: NetworkRoom?
  ) throws(EngineFault) -> [RoomNetwork.Memory] {
    var memory: [RoomNetwork.Memory] = []
    for (number, mount) in try memoryMounts(of: container, in: network).enumerated() {
      let place = folder.memory(number, of: container.id)
      try folder.make(place)
      memory.append(
        .init(
          folder: place, name: mount.destination == "/dev/shm" ? "shm" : "tmpfs", options: mount.options))
    }
    return memory
  }
}
