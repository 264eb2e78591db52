/// What a lesson wants of one of its machines.
package struct MachineSpecification: Sendable, Hashable {
  /// The machine's host name, by which the other machines reach it.
  package let name: String
  /// References of bundled images that it holds from the start.
  package let images: [String]
  /// Registries (`host:port`) that its daemon.json allows over plain HTTP.
  package let insecureRegistries: [String]

  package init(name: String, images: [String] = [], insecureRegistries: [String] = []) {
    self.name = name
    self.images = images
    self.insecureRegistries = insecureRegistries
  }
}
