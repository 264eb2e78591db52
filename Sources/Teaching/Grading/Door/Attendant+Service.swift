import Basics
import Practice
import Shell

extension Attendant {
  /// Does what `systemctl` and `service` do with a machine's docker service.
  func performService(_ call: LinkedCall, _ streams: CallStreams) async -> Int32 {
    let (started, said) = (now(), CappedText(limit: CommandEntry.outputLimit))
    let isReload = ServiceCall.isDaemonReload(call.argv)
    guard isReload || ServiceCall(call.argv) != nil else {
      say(
        Phrase(
          en: "\(call.program) knows no service but docker here", ja: "ここで \(call.program) が扱えるのは docker だけです"
        ),
        streams)
      return 5
    }
    var exit: Int32 = 0
    if let service = ServiceCall(call.argv) {
      guard let outcome = try? await sitting.service(service.action, on: call.machine) else {
        say(Phrase(en: "there is no such machine", ja: "そのようなマシンはありません"), streams)
        return 125
      }
      let report = service.report(of: outcome, at: now(), in: language)
      for (text, isError) in [(report.output, false), (report.errors, true)] where !text.isEmpty {
        said.append(Array(text.utf8))
        streams.write(Array(text.utf8), isError: isError)
      }
      exit = report.exit
    }
    await record(call, exit: exit, said: said, started: started)
    return exit
  }
}
