import ArgumentParser
import Basics
import Engine
import HTTPServer

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `dojo stand-in web`: the web server of a stand-in image, as its container runs it.
struct StandInCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stand-in", abstract: "Be the program of a stand-in image.", shouldDisplay: false)

  @Argument(help: "nginx or httpd.") var kind: String
  @Option(help: "The version to name.") var release: String
  @Option(help: "The folder with the pages.") var root: String
  @Option(help: "The port to listen on.") var port: UInt16 = 80

  func run() async throws {
    let server = WebStandIn(kind: kind, version: release, root: root, now: { .now() }) { line, isError in
      try? AtomicFile.writeAll(Array(line.utf8), to: isError ? STDERR_FILENO : STDOUT_FILENO, path: "log")
    }
    guard let server else { throw ValidationError("unknown kind of server: \(kind)") }
    let loops = ServerLoops(threads: 1)
    let running = try await HTTPServer.start(
      server.http, at: .tcp(host: "0.0.0.0", port: Int(port)), on: loops,
      options: ServerOptions { Timestamp.now().seconds })
    // What official images stop with, besides the usual.
    await Interruption.wait(for: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH])
    await running.shutdown()
    await loops.shutdown()
  }
}
