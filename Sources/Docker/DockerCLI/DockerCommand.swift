/// A command of docker: what can be said of it, and what it does.
protocol DockerCommand: Sendable {
  static var specification: CommandSpecification { get }
  /// Does it, and tells the exit code.
  static func run(_ call: Invocation) async throws -> Int32
}
