import ArgumentParser

/// `dojo registry`: the mini-registry alone.
struct RegistryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "registry", abstract: "The mini-registry alone, for docker, skopeo, curl and the like.",
    subcommands: [RegistryServeCommand.self, RegistryGarbageCommand.self, RegistryVerifyCommand.self])
}
