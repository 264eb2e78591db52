/// Whose Docker a sitting works on.
package enum DockerSource: String, CaseIterable, Sendable, Codable {
  /// dojo's practice machines.
  case practice
  /// The learner's own Docker.
  case system
}
