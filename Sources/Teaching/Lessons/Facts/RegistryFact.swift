import Basics

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

extension RegistryFact: YAMLReadable {
  static var expected: Phrase {
    Phrase(
      en: "a mapping such as `{at: \"localhost:5000\", repository: …, tag: …}`",
      ja: "`{at: \"localhost:5000\", repository: …, tag: …}` のようなマッピング")
  }

  init?(_ node: YAMLNode, _ reading: Reading) {
    guard let fields = Fields(node, reading, expecting: Self.expected) else { return nil }
    let (address, repository): (HostAndPort?, String?) = (
      fields.required("at"), fields.required("repository")
    )
    let (tag, sameAs): (String?, ImageAt?) = (fields["tag"], fields["same-as"])
    let exists: Bool = fields["exists"] ?? true
    fields.finish()
    guard let address, let repository else { return nil }
    self.init(at: address.text, repository: repository, tag: tag, exists: exists, sameAs: sameAs)
  }
}

/// `HOST:PORT`, as it stands in image references.
struct HostAndPort: YAMLScalar {
  static var expected: Phrase {
    Phrase(en: "`HOST:PORT` without a scheme", ja: "`HOST:PORT`（スキームなし）")
  }
  let text: String

  init?(yaml text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, UInt16(parts[1]) != nil else { return nil }
    guard !parts[0].contains(where: { "/{} ".contains($0) }) else { return nil }
    self.text = text
  }
}
