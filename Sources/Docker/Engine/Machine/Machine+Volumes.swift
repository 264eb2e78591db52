import DockerAPI

extension Machine {
  func createVolume(_ request: CreateVolumeRequest) throws(EngineFault) -> Volume {
    let driver = request.driver ?? "local"
    let asked = request.name ?? ""
    let name = asked.isEmpty ? Identifier.random(chance) : asked
    guard driver.isEmpty || driver == "local" else {
      throw EngineFault(
        status: 404,
        message: "create \(name): error looking up volume plugin \(driver): plugin \"\(driver)\" not found")
    }
    try VolumeRecord.requireName(name)
    let options = request.driverOptions?.values ?? [:]
    if state.volume(named: name) == nil { try VolumeOptions.require(options, of: name) }
    let volume = try volume(
      name, labels: request.labels?.values, options: request.driverOptions?.values,
      isAnonymous: asked.isEmpty)
    try flush()
    return volume.document
  }

  func inspectVolume(_ name: String) throws(EngineFault) -> Volume {
    guard let volume = state.volume(named: name) else {
      throw EngineFault(status: 404, message: "get \(name): no such volume")
    }
    return volume.document
  }

  func listVolumes(_ filters: FilterQuery) throws(EngineFault) -> VolumeList {
    try filters.requireOnly(["dangling", "driver", "label", "name"])
    if let values = filters["dangling"], !values.isSubset(of: ["0", "1", "false", "true"]) {
      throw .badParameter("Invalid filter 'dangling=[\(values.sorted().joined(separator: " "))]'")
    }
    let volumes = state.volumes.sorted { $0.name < $1.name }.filter { volume in
      let isUsed = !state.containers(using: volume.name).isEmpty
      return filters.allowsLabels(volume.labels ?? [:])
        && filters.allowsMatch("name", volume.name)
        && filters.allows("driver") { $0 == "local" }
        && filters.allows("dangling") { ($0 == "true" || $0 == "1") != isUsed }
    }
    return VolumeList(volumes: volumes.map(\.document))
  }

  func removeVolume(_ name: String, force: Bool) throws(EngineFault) {
    guard state.volume(named: name) != nil else {
      guard force else { throw EngineFault(status: 404, message: "get \(name): no such volume") }
      return
    }
    let users = state.containers(using: name)
    guard users.isEmpty else {
      let list = users.map(\.id).joined(separator: " ")
      throw .conflict("remove \(name): volume is in use - [\(list)]")
    }
    try dropVolumes([name])
  }

  /// Removes volumes that no container mounts; before API 1.42 also those that have a name.
  func pruneVolumes(_ filters: FilterQuery) throws(EngineFault) -> VolumesPruned {
    try filters.requireOnly(["label", "label!"])
    let unused = state.volumes.filter { volume in
      // What has options lies somewhere else, and Docker leaves it alone.
      state.containers(using: volume.name).isEmpty && (volume.options ?? [:]).isEmpty
        && filters.allowsForPruning(volume.labels ?? [:])
    }.map(\.name)
    let size = unused.reduce(0) { $0 + folder.size(ofVolume: $1) }
    try dropVolumes(unused)
    record(.other("volume", "prune", id: "", ["reclaimed": String(size)], at: now()))
    return VolumesPruned(volumesDeleted: unused, spaceReclaimed: size)
  }

  private func dropVolumes(_ names: [String]) throws(EngineFault) {
    guard !names.isEmpty else { return }
    try commit { (state) throws(EngineFault) in state.volumes.removeAll { names.contains($0.name) } }
    for name in names {
      removeFiles(at: folder.volume(name))
      record(.other("volume", "destroy", id: name, ["driver": "local"], at: now()))
    }
  }
}
