import Basics

/// So many image names of a machine look like this.
///
/// ```yaml
/// image: "nginx:1.19.2"
/// image: {reference: "{host}:5000/testimage:v1", also-named: "*"}     # the name stands for an image with another name
/// image: {reference: "{host}:5000/testimage:v1", same-as: {image: "{host}:5000/testimage:v1", on: host}}
/// image: {registry: "localhost:5000", repository: testimage}          # named part by part
/// image: {reference: "testimage:v1", exists: false}
/// ```
package struct ImageFact: Sendable, Hashable {
  /// The whole reference, as written or as Docker completes it.
  package var reference: Glob?
  /// The host part of the reference; `docker.io` where none is written.
  package var registry: Glob?
  /// The name between host part and tag; official images both with and without `library/`.
  package var repository: Glob?
  package var tag: Glob?
  /// Whether such a name must be there, or must not.
  package var exists: Bool
  /// The image must have the id of this one.
  package var sameAs: ImageAt?
  /// The image must have, or have had, another name like this.
  package var alsoNamed: Glob?

  package init(
    reference: Glob? = nil, registry: Glob? = nil, repository: Glob? = nil, tag: Glob? = nil,
    exists: Bool = true, sameAs: ImageAt? = nil, alsoNamed: Glob? = nil
  ) {
    self.reference = reference
    self.registry = registry
    self.repository = repository
    self.tag = tag
    self.exists = exists
    self.sameAs = sameAs
    self.alsoNamed = alsoNamed
  }
}

/// An image of a machine, by name: `"nginx:1.19.2"` or `{image: "nginx:1.19.2", on: host}` in YAML.
package struct ImageAt: Sendable, Hashable {
  package let reference: String
  /// The machine that has it; absent means the one the fact is about.
  package let machine: Machine.ID?

  package init(reference: String, machine: Machine.ID? = nil) {
    self.reference = reference
    self.machine = machine
  }
}

extension ImageFact: YAMLReadable {
  static var expected: Phrase {
    Phrase(
      en: "an image reference, or a mapping such as `{reference: …, exists: false}`",
      ja: "イメージ名、または `{reference: …, exists: false}` のようなマッピング")
  }

  init?(_ node: YAMLNode, _ reading: Reading) {
    guard let fields = Fields(node, reading, shorthand: "reference", expecting: Self.expected) else {
      return nil
    }
    let (reference, alsoNamed): (ImagePattern?, ImagePattern?) = (fields["reference"], fields["also-named"])
    self.init(
      reference: reference?.glob, registry: fields["registry"], repository: fields["repository"],
      tag: fields["tag"],
      exists: fields["exists"] ?? true, sameAs: fields["same-as"], alsoNamed: alsoNamed?.glob)
    let named = fields.present(among: ["reference", "registry", "repository", "tag"])
    if named.isEmpty, !fields.hasUnknownKeys { reading.reject(node, expecting: Self.expected) }
    fields.finish()
  }
}

extension ImageAt: YAMLReadable {
  static var expected: Phrase {
    Phrase(en: "an image reference, or `{image: …, on: MACHINE}`", ja: "イメージ名、または `{image: …, on: MACHINE}` ")
  }

  init?(_ node: YAMLNode, _ reading: Reading) {
    guard let fields = Fields(node, reading, shorthand: "image", expecting: Self.expected) else { return nil }
    let image: ImagePattern? = fields.required("image")
    let machine = fields.machine("on")
    fields.finish()
    guard let image else { return nil }
    self.init(reference: image.glob.pattern, machine: machine)
  }
}
