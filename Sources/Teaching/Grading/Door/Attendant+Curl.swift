import Basics
import Lessons
import Practice
import Shell

extension Attendant {
  /// Runs the system's curl out of the submission's reach, with the routes of the practice machines.
  func performCurl(_ call: LinkedCall, _ streams: CallStreams) async -> Int32 {
    let (started, said) = (now(), CappedText(limit: CommandEntry.outputLimit))
    // Learners look at curl in a terminal, where it shows no progress when it prints what it gets.
    let routed = await CurlArguments(call.arguments).routed(isTerminal: true) { host, port in
      try? await sitting.route(host: host, port: port, from: call.machine)
    }
    let pass: @Sendable ([UInt8], Bool) -> Void = { bytes, isError in
      let shown = isError ? Array(routed.inWordsOfURL(String(decoding: bytes, as: UTF8.self)).utf8) : bytes
      said.append(shown)
      streams.write(shown, isError: isError)
    }
    let exit: Int32
    do {
      exit = try await runCurl(routed.arguments, call.folder) {
        pass($0, false)
      } _: {
        pass($0, true)
      }
    } catch {
      say(
        (error as? any UserFacingError)?.summary ?? Phrase(verbatim: "\(error)"), streams)
      return 126
    }
    if Self.isPlain(call.arguments) {
      await record(call, exit: exit, said: said, started: started)
    } else {
      say(
        Phrase(
          en: "with these options this curl counts for no check: it may have asked somebody else",
          ja: "このオプションを付けた curl は、別の相手に尋ねている可能性があるため、判定には使われません"), streams)
    }
    return exit
  }

  /// Whether curl asks whom its URL names, and nobody else; only then does what it prints prove anything.
  static func isPlain(_ arguments: [String]) -> Bool {
    let detours = [
      "--unix-socket", "--abstract-unix-socket", "--proxy", "--preproxy", "--socks", "--config",
      "--connect-to",
      "--resolve", "--dns-", "--doh-url", "--interface", "--next", "--variable",
    ]
    return !arguments.contains { word in
      if word.hasPrefix("--") { return detours.contains { word.hasPrefix($0) } }
      if word.hasPrefix("-") { return word.contains("x") || word.contains("K") || word.contains(":") }
      return word.lowercased().hasPrefix("file:")
    }
  }
}
