/// Whose Docker a sitting works on.
package enum DockerSource: String, CaseIterable, Sendable, Codable {
  /// dojo's practice machines.
  case practice
  /// The learner's own docker, or their podman where there is none.
  case system
  /// The learner's own podman, whether there is a docker or not.
  case podman

  package var isOwn: Bool { self != .practice }

  /// The programs to look for, the preferred one first.
  package var programs: [String] { self == .podman ? ["podman"] : ["docker", "podman"] }
}
