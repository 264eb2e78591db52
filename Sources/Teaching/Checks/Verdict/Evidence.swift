import Lessons

/// What a verdict rests on: the things that were seen, of the kinds the check asked about.
package struct Evidence: Sendable, Hashable, Codable {
  package var containers: [ContainerSighting]?
  package var images: [ImageSighting]?
  package var registry: [RegistrySighting]?
  package var answers: [AnswerSighting]?
  package var files: [FileSighting]?
  /// The journal's numbers of the commands.
  package var commands: [Int]?

  package init(
    containers: [ContainerSighting]? = nil, images: [ImageSighting]? = nil,
    registry: [RegistrySighting]? = nil, answers: [AnswerSighting]? = nil, files: [FileSighting]? = nil,
    commands: [Int]? = nil
  ) {
    self.containers = containers
    self.images = images
    self.registry = registry
    self.answers = answers
    self.files = files
    self.commands = commands
  }

  /// Both together, each thing once.
  func merged(with other: Self) -> Self {
    Evidence(
      containers: Self.union(containers, other.containers), images: Self.union(images, other.images),
      registry: Self.union(registry, other.registry), answers: Self.union(answers, other.answers),
      files: Self.union(files, other.files), commands: Self.union(commands, other.commands))
  }

  private static func union<Thing: Hashable>(_ left: [Thing]?, _ right: [Thing]?) -> [Thing]? {
    guard let left, let right else { return left ?? right }
    return left + right.filter { !left.contains($0) }
  }
}

/// What a registry said about a tag.
package struct RegistrySighting: Sendable, Hashable, Codable {
  package let at: String
  package let repository: String
  package let tag: String?
  /// The digest of the manifest.
  package let digest: String?
  /// The digest of the image's config, which the classic image store uses as the image's id.
  package let config: String?
}

/// What came back for a URL.
package struct AnswerSighting: Sendable, Hashable, Codable {
  package let machine: Machine.ID
  package let url: String
  /// Absent when nobody answered.
  package let status: Int?
  /// The beginning of the body, or the connection's words.
  package let text: String

  static let longestText = 512
}

/// What stood at a path.
package struct FileSighting: Sendable, Hashable, Codable {
  package let machine: Machine.ID
  package let path: String
  /// The beginning of the file; absent when there is none.
  package let text: String?

  static let longestText = 512
}
