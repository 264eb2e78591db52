/// A registry holds this repository or tag.
///
/// ```yaml
/// registry: {at: "localhost:5000", repository: testimage, tag: v1, same-as: {image: "{host}:5000/testimage:v1", on: host}}
/// registry: {at: "localhost:5000", repository: testimage, exists: false}
/// ```
package struct RegistryFact: Sendable, Hashable {
  /// `HOST:PORT` as seen from the fact's machine.
  package var at: String
  package var repository: String
  /// Absent means any tag at all.
  package var tag: String?
  /// Whether it must be there, or must not.
  package var exists: Bool
  /// What the tag names must have this image's id as its config digest.
  package var sameAs: ImageAt?

  package init(
    at: String, repository: String, tag: String? = nil, exists: Bool = true, sameAs: ImageAt? = nil
  ) {
    self.at = at
    self.repository = repository
    self.tag = tag
    self.exists = exists
    self.sameAs = sameAs
  }
}
