/// The registries an engine talks to, and how far it trusts them.
package struct RegistryServiceConfig: Codable, Hashable, Sendable {
  @Nullable package var nondistributableArtifactsCIDRs: [String]? = []
  @Nullable package var nondistributableArtifactsHostnames: [String]? = []
  @Defaulted package var insecureRegistryCIDRs: [String] = []
  @Defaulted package var indexConfigs: SortedMap<RegistryIndex> = [:]
  @Nullable package var mirrors: [String]? = []

  package init(
    nondistributableArtifactsCIDRs: [String]? = [],
    nondistributableArtifactsHostnames: [String]? = [],
    insecureRegistryCIDRs: [String] = [],
    indexConfigs: SortedMap<RegistryIndex> = [:],
    mirrors: [String]? = []
  ) {
    self.nondistributableArtifactsCIDRs = nondistributableArtifactsCIDRs
    self.nondistributableArtifactsHostnames = nondistributableArtifactsHostnames
    self.insecureRegistryCIDRs = insecureRegistryCIDRs
    self.indexConfigs = indexConfigs
    self.mirrors = mirrors
  }

  private enum CodingKeys: String, CodingKey {
    case nondistributableArtifactsCIDRs = "AllowNondistributableArtifactsCIDRs"
    case nondistributableArtifactsHostnames = "AllowNondistributableArtifactsHostnames"
    case insecureRegistryCIDRs = "InsecureRegistryCIDRs"
    case indexConfigs = "IndexConfigs"
    case mirrors = "Mirrors"
  }
}

/// One registry, by its name.
package struct RegistryIndex: Codable, Hashable, Sendable {
  @Defaulted package var name: String = ""
  @Nullable package var mirrors: [String]? = []
  @Defaulted package var isSecure: Bool = true
  @Defaulted package var isOfficial: Bool = false

  package init(
    name: String = "",
    mirrors: [String]? = [],
    isSecure: Bool = true,
    isOfficial: Bool = false
  ) {
    self.name = name
    self.mirrors = mirrors
    self.isSecure = isSecure
    self.isOfficial = isOfficial
  }

  private enum CodingKeys: String, CodingKey {
    case name = "Name"
    case mirrors = "Mirrors"
    case isSecure = "Secure"
    case isOfficial = "Official"
  }
}
