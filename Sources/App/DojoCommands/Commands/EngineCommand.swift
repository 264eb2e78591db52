import ArgumentParser
import Basics
import Engine
import Shell

/// `dojo engine serve`: one practice machine alone, for any Docker client.
struct EngineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "engine", abstract: "One practice machine alone, for any Docker client.",
    subcommands: [EngineServeCommand.self])
}

struct EngineServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the Docker Engine API on a unix socket until interrupted.",
    discussion: "Then, in another terminal: DOCKER_HOST=unix://PATH docker ps")

  @Option(help: ArgumentHelp("Unix socket to listen on.", valueName: "path"))
  var socket: String

  @Option(
    help: ArgumentHelp("Folder that holds the machine's images, containers and volumes.", valueName: "dir"))
  var root: String

  @Option(help: "The machine's name.")
  var name = "host"

  @Option(help: "Where published ports listen: real or private.")
  var ports = PortPolicy.real

  @Flag(
    help: "Let localhost lead to this computer's own ports too, such as that of `dojo registry serve`.")
  var reachComputer = false

  @OptionGroup var speaking: SpeakingOptions

  func run() async throws {
    let context = ProcessContext.current()
    let console = speaking.console(environment: context.environment)
    let interruption = await Interruption.listening()
    let neighbourhood = try await Neighbourhood.open(
      root: root, machines: [MachineSpecification(name: name)],
      bundledImages: BundledImages(folder: context.home().images),
      ports: ports, language: console.language, reachesComputer: reachComputer)
    guard let machine = neighbourhood.machine(named: name) else { return }
    try await machine.serve(socket: socket)
    console.narrate(
      Phrase(
        en: "Serving \(name) on unix://\(socket); Ctrl-C ends.",
        ja: "\(name) を unix://\(socket) で公開中です。Ctrl-C で終わります。")[
          console.language])
    let resting = Task { await ProgramPages.keepHandingBack() }
    defer { resting.cancel() }
    await interruption.wait()
    await neighbourhood.close()
  }
}

extension PortPolicy: ExpressibleByArgument {}
