import ArgumentParser
import Basics
import HTTPServer
import Shell

/// `dojo registry serve`: the mini-registry until it is told to end.
struct RegistryServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve the OCI Distribution API until interrupted.",
    discussion: """
      Files that are named here (passwords, keys, certificates) are read again when they change.
      SIGTERM and Ctrl-C let requests under way finish; a second one ends at once.
      """)

  @Option(
    name: .customLong("addr"),
    help: ArgumentHelp("Where to listen; port 0 takes a free one.", valueName: "host:port"))
  var address = PlainServing.defaultAddress

  @Option(
    help: ArgumentHelp("Folder that holds what was pushed; it is made with the first push.", valueName: "dir")
  )
  var root: String

  @Flag(help: "Print a line for each request.")
  var accessLog = false

  @OptionGroup(title: "Who may come in") var access: RegistryAccessOptions

  @OptionGroup(title: "What may be done") var limits: RegistryLimitOptions

  @OptionGroup(title: "How it is served") var serving: RegistryServingOptions

  @OptionGroup var speaking: SpeakingOptions

  func run() async throws {
    let console = speaking.console(environment: ProcessContext.current().environment)
    try await Self.serve(RegistryPlan(self), console)
  }

  /// Serves until it is told to end.
  static func serve(_ plan: RegistryPlan, _ console: Console) async throws {
    for notice in plan.notices { console.warn(notice) }
    let interruption = await Interruption.listening()
    let registry = try await RunningRegistry.start(plan, console: console)
    console.narrate(registry.greeting[console.language])
    let resting = Task { await ProgramPages.keepHandingBack() }
    defer { resting.cancel() }
    await interruption.wait()
    console.narrate(RunningRegistry.farewell[console.language])
    await registry.stop()
  }
}

/// How a registry tells who asks.
enum RegistryAuthentication: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// Everybody may do everything.
  case open = "none"
  case htpasswd, token
}

struct RegistryAccessOptions: ParsableArguments {
  @Option(name: .customLong("auth"), help: "How to tell who asks: none, htpasswd or token.")
  var authentication: RegistryAuthentication?

  @Option(
    help: ArgumentHelp("Password file with bcrypt lines, as htpasswd -B writes them.", valueName: "file"))
  var htpasswd: String?

  @Flag(help: "With htpasswd: everybody may pull, users may do everything.")
  var anonymousPull = false

  @Option(
    help: ArgumentHelp(
      "With htpasswd: what the registry calls itself. With token: URL of the token server.",
      valueName: "text"))
  var realm: String?

  @Option(help: ArgumentHelp("With token: what tokens call this registry.", valueName: "name"))
  var service: String?

  @Option(help: ArgumentHelp("With token: what the token server calls itself.", valueName: "name"))
  var issuer: String?

  @Option(
    help: ArgumentHelp("With token: JSON Web Key Set with the token server's keys.", valueName: "file"))
  var jwks: String?
}

struct RegistryLimitOptions: ParsableArguments {
  @Flag(help: "Refuse every push and every deletion.")
  var readOnly = false

  @Flag(help: "Refuse deletions, as registry:2.7.1 does by default.")
  var noDelete = false

  @Option(help: ArgumentHelp("Longest blob that may be pushed: 500M, 2G or bytes.", valueName: "size"))
  var maxUpload: ByteCount?

  @Option(
    help: ArgumentHelp(
      "Remove uploads that nobody has added to for so long, now and once a day; 0s keeps them.",
      valueName: "time"))
  var uploadAge = Self.defaultUploadAge

  static let defaultUploadAge = SpanOfTime(seconds: 168 * 3600)
}

struct RegistryServingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Certificate chain in PEM form, for TLS.", valueName: "file"))
  var tlsCert: String?

  @Option(help: ArgumentHelp("The certificate's private key in PEM form.", valueName: "file"))
  var tlsKey: String?

  @Option(help: ArgumentHelp("Where to answer /healthz and /metrics.", valueName: "host:port"))
  var debugAddr: String?

  @Flag(help: "Listen beyond this computer although anyone may then pull and push.")
  var insecureAnyone = false
}
