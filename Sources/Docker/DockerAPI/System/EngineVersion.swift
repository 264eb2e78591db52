/// The reply to `GET /version`.
package struct EngineVersion: Codable, Hashable, Sendable {
  @Defaulted package var platform: PlatformName = PlatformName()
  @Defaulted package var components: [EngineComponent] = []
  @Defaulted package var version: String = ""
  @Defaulted package var apiVersion: String = ""
  @Defaulted package var minimumAPIVersion: String = ""
  @Defaulted package var gitCommit: String = ""
  @Defaulted package var goVersion: String = ""
  @Defaulted package var os: String = ""
  @Defaulted package var arch: String = ""
  @Defaulted package var kernelVersion: String = ""
  @Defaulted package var buildTime: String = ""

  package init(
    platform: PlatformName = PlatformName(),
    components: [EngineComponent] = [],
    version: String = "",
    apiVersion: String = "",
    minimumAPIVersion: String = "",
    gitCommit: String = "",
    goVersion: String = "",
    os: String = "",
    arch: String = "",
    kernelVersion: String = "",
    buildTime: String = ""
  ) {
    self.platform = platform
    self.components = components
    self.version = version
    self.apiVersion = apiVersion
    self.minimumAPIVersion = minimumAPIVersion
    self.gitCommit = gitCommit
    self.goVersion = goVersion
    self.os = os
    self.arch = arch
    self.kernelVersion = kernelVersion
    self.buildTime = buildTime
  }

  private enum CodingKeys: String, CodingKey {
    case platform = "Platform"
    case components = "Components"
    case version = "Version"
    case apiVersion = "ApiVersion"
    case minimumAPIVersion = "MinAPIVersion"
    case gitCommit = "GitCommit"
    case goVersion = "GoVersion"
    case os = "Os"
    case arch = "Arch"
    case kernelVersion = "KernelVersion"
    case buildTime = "BuildTime"
  }
}

/// The product name of an engine; empty for a plain one.
package struct PlatformName: Codable, Hashable, Sendable, EmptyDefault {
  @Defaulted package var name: String = ""

  package init() {}

  package init(
    name: String = ""
  ) {
    self.name = name
  }

  private enum CodingKeys: String, CodingKey {
    case name = "Name"
  }
}

/// A program an engine consists of.
package struct EngineComponent: Codable, Hashable, Sendable {
  @Defaulted package var name: String = ""
  @Defaulted package var version: String = ""
  @Nullable package var details: Labels? = nil

  package init(
    name: String = "",
    version: String = "",
    details: Labels? = nil
  ) {
    self.name = name
    self.version = version
    self.details = details
  }

  private enum CodingKeys: String, CodingKey {
    case name = "Name"
    case version = "Version"
    case details = "Details"
  }
}
