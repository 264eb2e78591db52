/// Where the files of a registry container lie on this computer.
struct RegistryFiles: Sendable {
  let root: String
  let passwords: String?
  let chain: String?
  let key: String?

  /// `place` tells where a path in the container leads.
  init(_ settings: RegistrySettings, place: (String) -> String) {
    root = place(settings.rootDirectory)
    passwords = settings.passwords.map { place($0.path) }
    chain = settings.certificate.map { place($0.chain) }
    key = settings.certificate.map { place($0.key) }
  }
}
