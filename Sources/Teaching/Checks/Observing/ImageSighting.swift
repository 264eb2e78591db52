import DockerCLI
import Lessons
import OCI

/// One name of an image as Docker's list showed it.
package struct ImageSighting: Sendable, Hashable, Codable {
  package let machine: Machine.ID
  /// `sha256:` and 64 digits.
  package let id: String
  /// Repository and tag as docker prints them; absent for an image without a name.
  package let reference: String?
}

extension ImageSighting {
  init(_ row: ListedImage, on machine: Machine.ID) {
    let reference = row.repository.flatMap { repository in row.tag.map { ImageName("\(repository):\($0)") } }
    self.init(
      machine: machine, id: "sha256:\(row.id)", reference: reference.map { $0.reference?.familiar ?? $0.text }
    )
  }
}

/// The ways in which one image may be called.
struct ImageName {
  /// As it was written.
  let text: String
  let reference: Reference?

  init(_ text: String) {
    self.text = text
    reference = try? Reference(parsing: text).withDefaultTag
  }

  /// As written, as docker prints it, and in full.
  var spellings: [String] {
    guard let reference else { return [text] }
    return [text, reference.familiar, reference.description]
  }

  func matches(_ glob: Glob) -> Bool { spellings.contains(where: glob.matches) }

  func isSame(as other: ImageName) -> Bool {
    guard let reference, let theirs = other.reference else { return text == other.text }
    return reference == theirs
  }

  /// The repository, for official images both with and without `library/`.
  var repositories: [String] {
    guard let reference else { return [] }
    let path = reference.repository.path
    let familiar = reference.domain == Reference.defaultDomain ? reference.familiarName : path
    return path == familiar ? [path] : [path, familiar]
  }
}
