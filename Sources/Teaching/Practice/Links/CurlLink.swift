import Basics
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// dojo called as `curl`: the computer's own curl, which finds the practice machines, with a record.
package enum CurlLink {
  /// Runs the command on this process's terminal and returns its exit code.
  package static func run(_ call: LinkCall) async -> Int32 {
    let path = call.environment["PATH"] ?? ""
    let context = LinkContext(environment: call.environment)
    guard let curl = LinkFolder.program("curl", on: path, except: context?.links) else {
      call.complain(missing)
      return 127
    }
    guard let context else { return await run(curl, call.arguments, call, pass) }
    signal(SIGPIPE, SIG_IGN)
    let started = call.now()
    let said = CappedText(limit: CommandEntry.outputLimit)
    let routed = await CurlArguments(call.arguments).routed(isTerminal: isatty(STDOUT_FILENO) == 1) {
      try? await context.door.route(host: $0, port: $1, from: context.machine)
    }
    let exit = await run(curl, routed.arguments, call) { bytes, descriptor in
      let isMessage = descriptor == STDERR_FILENO && !routed.detours.isEmpty
      let shown = isMessage ? Array(routed.inWordsOfURL(String(decoding: bytes, as: UTF8.self)).utf8) : bytes
      await pass(shown, descriptor)
      said.append(shown)
    }
    await call.record(
      exit: exit, output: said.text, isTruncated: said.isTruncated, started: started, in: context)
    return exit
  }

  private static func run(
    _ curl: String, _ arguments: [String], _ call: LinkCall,
    _ pass: @escaping @Sendable ([UInt8], Int32) async -> Void
  ) async -> Int32 {
    // Ctrl-C ends curl, which is in our group; dojo stays to write the record.
    signal(SIGINT, SIG_IGN)
    do {
      return try await ChildCommand(curl, arguments, environment: call.environment).run(input: .inherited) {
        await pass($0, STDOUT_FILENO)
      } onError: {
        await pass($0, STDERR_FILENO)
      }.status
    } catch {
      call.complain(ControlFailure(error).summary)
      return 126
    }
  }

  @Sendable private static func pass(_ bytes: [UInt8], _ descriptor: Int32) async {
    try? AtomicFile.writeAll(bytes, to: descriptor, path: "output")
  }

  private static let missing = Phrase(
    en: "curl is not installed on this computer", ja: "このコンピューターには curl が入っていません")
}
