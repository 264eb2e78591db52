import Lessons

/// What a linked program knows about the sitting it was called in.
struct LinkContext: Sendable {
  let door: ControlClient
  let machine: Machine.ID
  /// The folder of links, to be passed over when the real program is looked for.
  let links: String

  /// - Returns: `nil` outside a sitting.
  init?(environment: [String: String]) {
    guard let socket = environment[WorkPlace.Variable.sitting],
      let machine = environment[WorkPlace.Variable.machine],
      let links = environment[WorkPlace.Variable.links]
    else { return nil }
    door = ControlClient(socket: socket)
    self.machine = Machine.ID(machine)
    self.links = links
  }
}
