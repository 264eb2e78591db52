import Shell

/// A program of a container that has been started and has not ended.
struct RunningProgram: Sendable {
  /// Tells one start of a container from the next.
  let run: Int
  let program: Program
  var doors: [any Door]
  /// Ends the program when its time is over; `nil` for one that serves until it is told to end.
  let timer: Task<Void, Never>?
  /// The signal that ends a played program when its container is paused no more.
  var pending: Signal?
  /// What runs in a room of its own; `nil` for a program that this process plays.
  var process: LiveChild?
  /// The room that it runs in.
  var room: ContainerRoom?
}
