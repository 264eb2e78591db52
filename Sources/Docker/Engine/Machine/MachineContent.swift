import Basics
import DockerAPI

/// What a machine's folder holds, read before there is a machine.
struct MachineContent: Sendable {
  let folder: MachineFolder
  let images: ImageStore
  let stateFile: StateFile
  /// `nil` for a machine that is new.
  let state: MachineState?
  let events: EventFeed
  let changes: ChangeCounter

  /// Reads machines' folders side by side, which are made where they are not there.
  ///
  /// - Throws: What keeps a folder from being read or made.
  static func read(
    _ folders: [MachineFolder], isKept: Bool, now: @escaping @Sendable () -> Timestamp
  ) async throws -> [MachineContent] {
    try await withThrowingTaskGroup { group in
      for (index, folder) in folders.enumerated() {
        group.addTask { (index, try await MachineContent(folder, isKept: isKept, now: now)) }
      }
      var contents: [Int: MachineContent] = [:]
      for try await (index, content) in group { contents[index] = content }
      return folders.indices.compactMap { contents[$0] }
    }
  }

  private init(
    _ folder: MachineFolder, isKept: Bool, now: @escaping @Sendable () -> Timestamp
  ) async throws {
    // Before anything else is made in the folder, for a folder that is there is taken for whole.
    try folder.finishExchange()
    try folder.make(folder.path)
    let events = EventFeed()
    let changes = ChangeCounter()
    async let images = ImageStore(folder: folder.images, isKept: isKept, changes: changes, now: now) {
      event in
      events.record(.image(event, at: now()))
    }
    var stateFile = StateFile(path: folder.stateFiles, isKept: isKept)
    state = try stateFile.load()
    self.stateFile = stateFile
    self.images = try await images
    self.folder = folder
    self.events = events
    self.changes = changes
  }
}

extension EventMessage {
  /// An event of an image, as its store tells it.
  fileprivate static func image(_ event: ImageEvent, at now: Timestamp) -> EventMessage {
    var attributes = event.labels
    attributes["name"] = event.name
    attributes["reclaimed"] = event.reclaimed.map { String($0) }
    return .other("image", event.action, id: event.id, attributes, at: now)
  }
}
