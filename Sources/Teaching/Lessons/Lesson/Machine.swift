/// A practice machine as the lesson asks for it.
package struct Machine: Sendable, Hashable, Identifiable {
  package typealias ID = Identifier<Machine>

  /// What the checks file calls it: `host`, `other`.
  package let id: ID
  /// The name by which the lesson's machines and the learner call it.
  package let name: String
  /// References of the images that are there from the start.
  package let images: [String]
  /// `HOST:PORT` of registries to which this machine talks plain HTTP.
  package let insecureRegistries: [String]

  package init(id: ID, name: String, images: [String] = [], insecureRegistries: [String] = []) {
    self.id = id
    self.name = name
    self.images = images
    self.insecureRegistries = insecureRegistries
  }

  /// The machine of a lesson that names none.
  package static let start = Self(id: "host", name: "host")
}
