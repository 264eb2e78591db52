import ArgumentParser
import Basics
import ContentStore
import HTTPServer
import Registry

/// `dojo registry serve`: the mini-registry alone.
struct RegistryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "registry", abstract: "The mini-registry alone, for docker, skopeo, curl and the like.",
    subcommands: [RegistryServeCommand.self, RegistryGarbageCommand.self, RegistryVerifyCommand.self])
}

struct RegistryServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve the OCI Distribution API until interrupted.")

  @Option(
    name: .customLong("addr"),
    help: ArgumentHelp("Where to listen; port 0 takes a free one.", valueName: "host:port"))
  var address = "127.0.0.1:5000"

  @Option(
    help: ArgumentHelp("Folder that holds what was pushed; it is made with the first push.", valueName: "dir")
  )
  var root: String

  @Flag(help: "Print a line for each request.")
  var accessLog = false

  @OptionGroup var speaking: SpeakingOptions

  func validate() throws {
    guard ListenAddress(hostPort: address) != nil else {
      throw ValidationError("--addr \(address): write HOST:PORT, for example 127.0.0.1:5000")
    }
  }

  func run() async throws {
    let console = speaking.console(environment: ProcessContext.current().environment)
    guard let address = ListenAddress(hostPort: address) else { return }
    var options = RegistryService.Options { .now() }
    if accessLog {
      let log = LegacyLog(instance: "dojo")
      options.observe = { console.print(log.accessLine($0)) }
    }
    let service = RegistryService(store: ContentStore(root: root), options: options)
    let loops = ServerLoops(threads: 2)
    let server = try await HTTPServer.start(
      service.http, at: address, on: loops, options: ServerOptions { Timestamp.now().seconds })
    let place = "http://\(server.address)/v2/"
    console.narrate(
      Phrase(en: "Serving \(root) on \(place); Ctrl-C ends.", ja: "\(root) を \(place) で公開中です。Ctrl-C で終わります。")[
        console.language])
    await Interruption.wait()
    await server.shutdown(grace: .seconds(2))
    await loops.shutdown()
  }
}
