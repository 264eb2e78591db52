import Basics
import Lessons
import Practice
import Shell

extension Attendant {
  /// Runs the system's curl out of the submission's reach, with the routes of the practice machines.
  func performCurl(_ call: LinkedCall, _ streams: CallStreams) async -> Int32 {
    let (started, printed, complained) = (
      now(), CappedText(limit: CommandEntry.outputLimit), CappedText(limit: CommandEntry.outputLimit)
    )
    let (asked, changes) = (await askedMachines(by: call), allowance.changes)
    // Learners look at curl in a terminal, where it shows no progress when it prints what it gets.
    let routed = await CurlArguments(call.arguments).routed(isTerminal: true) { host, port in
      try? await sitting.route(host: host, port: port, from: call.machine)
    }
    let exit: Int32
    do {
      exit = try await runCurl(routed.arguments, call.folder) { bytes in
        printed.append(bytes)
        streams.write(bytes, isError: false)
      } _: { bytes in
        let shown = Array(routed.inWordsOfURL(String(decoding: bytes, as: UTF8.self)).utf8)
        complained.append(shown)
        streams.write(shown, isError: true)
      }
    } catch {
      say(
        (error as? any UserFacingError)?.summary ?? Phrase(verbatim: "\(error)"), streams)
      return 126
    }
    let askedNow = await askedMachines(by: call)
    let isProof = asked != nil && asked == askedNow && changes == allowance.changes
    if exit != 0 {
      printed.append(Array(complained.text.utf8))
      await record(call, exit: exit, said: printed, started: started)
    } else if isProof {
      // What curl says itself repeats what it was called with, so only what it was answered is written down.
      await record(call, exit: exit, said: printed, started: started)
    } else {
      say(
        Phrase(
          en:
            "this call of curl counts for no check: what it prints need not come from a machine of the lesson",
          ja: "この curl の出力は、レッスンのマシンが返したものとは限らないため、判定には使われません"), streams)
    }
    return exit
  }

  /// The machines' endpoints that a curl asks, when it asks nobody else.
  private func askedMachines(by call: LinkedCall) async -> [Route]? {
    guard let addresses = CurlProof(call.arguments).addresses else { return nil }
    var routes: [Route] = []
    for address in addresses {
      guard let target = CurlArguments.target(address),
        let route = try? await sitting.route(host: target.host, port: target.port, from: call.machine),
        // A machine's endpoint is this address; a name that is no machine's is handed back as it is.
        case .reachable("127.0.0.1", _) = route
      else { return nil }
      routes.append(route)
    }
    return routes
  }
}
