import Basics

/// The first file of a bundle: what it is, where it comes from, and what else is in it.
package struct BundleManifest: Sendable, Hashable, Codable {
  /// The name of the rules by which dojo writes bundles.
  package static let currentSchema = "dojo.submission/1"

  package let schema: String
  /// The lesson's permanent id.
  package let lesson: String
  /// The digest of what judged the learner; see `LessonDigest`.
  package let lessonDigest: String
  /// The program that packed the bundle, with its version.
  package let tool: String
  package let learner: String
  /// When it was packed, in milliseconds since 1970.
  package let created: Int64
  package let environment: BundleEnvironment
  package let files: [BundleFile]

  package init(
    lesson: String, lessonDigest: String, tool: String, learner: String, created: Int64,
    environment: BundleEnvironment, files: [BundleFile]
  ) {
    schema = Self.currentSchema
    self.lesson = lesson
    self.lessonDigest = lessonDigest
    self.tool = tool
    self.learner = learner
    self.created = created
    self.environment = environment
    self.files = files
  }

  private enum CodingKeys: String, CodingKey {
    case schema, lesson
    case lessonDigest = "lesson_digest"
    case tool, learner, created, environment, files
  }
}

/// Where the learner worked.
package struct BundleEnvironment: Sendable, Hashable, Codable {
  /// The operating system: `linux`, `macos`.
  package let system: String
  /// The name that the first practice machine had.
  package let host: String
  /// The file name of the learner's shell: `bash`.
  package let shell: String
  /// `en` or `ja`.
  package let language: String
  /// Whose Docker was used: `practice` or `system`.
  package let docker: String

  package init(system: String, host: String, shell: String, language: String, docker: String) {
    self.system = system
    self.host = host
    self.shell = shell
    self.language = language
    self.docker = docker
  }
}

/// A file of a bundle besides its manifest.
package struct BundleFile: Sendable, Hashable, Codable {
  package let path: String
  /// Bytes, unpacked.
  package let size: Int
  /// 64 hexadecimal digits.
  package let sha256: String

  package init(path: String, size: Int, sha256: String) {
    self.path = path
    self.size = size
    self.sha256 = sha256
  }
}
