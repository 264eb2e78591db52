import Basics
import DockerCLI
import Lessons
import Practice
import Shell
import Synchronization

/// Does what the commands of a submission ask for, and writes down what it saw.
struct Attendant: Sendable {
  let sitting: Sitting
  let room: Room
  let limits: GradingLimits
  let language: Language
  let docker: BundledDocker
  /// The clock of the sitting, milliseconds since 1970.
  let now: @Sendable () -> Timestamp
  /// Runs curl where the submission's other processes cannot reach it.
  let runCurl:
    @Sendable (
      _ arguments: [String], _ folder: String, _ onOutput: @escaping ChildCommand.Sink,
      _ onError: @escaping ChildCommand.Sink
    ) async throws -> Int32
  let book: TranslationBook
  let allowance: Allowance

  func perform(_ call: LinkedCall, _ streams: CallStreams) async -> Int32 {
    guard allowance.admits(call) else {
      say(
        Phrase(
          en: "there have been more commands than a submission may run",
          ja: "実行できるコマンドの量の上限を超えました"), streams)
      return 125
    }
    switch call.program {
    case "docker":
      return await performDocker(call.with(arguments: book.translate(call.arguments)), streams)
    case "curl": return await performCurl(call, streams)
    case let program where ServiceCall.programs.contains(program): return await performService(call, streams)
    case "dojo": return await performDojo(call, streams)
    default:
      say(Phrase(en: "\(call.program) is not known here", ja: "\(call.program) はここでは使えません"), streams)
      return 127
    }
  }

  func say(_ phrase: Phrase, _ streams: CallStreams) {
    streams.write(Array("dojo: \(phrase[language])\n".utf8), isError: true)
  }

  /// Writes a command into the journal; from now on checks see it.
  func record(_ call: LinkedCall, exit: Int32, said: CappedText, started: Timestamp) async {
    let output = said.text
    let isKept = allowance.keeps(output)
    try? await sitting.record(
      CommandEntry(
        argv: call.argv, folder: call.folder, machine: call.machine, exit: exit,
        output: isKept ? output : "", isTruncated: said.isTruncated || !isKept,
        started: started.milliseconds))
  }
}

/// The translation of a sitting, shared by its commands.
final class TranslationBook: Sendable {
  private let translation = Mutex(IdentifierTranslation())

  func translate(_ arguments: [String]) -> [String] {
    translation.withLock { $0.translate(arguments) }
  }

  /// Learns from both outputs of a command, and tells whether they say the same.
  func compare(original: String, repeated: String) -> Bool {
    translation.withLock { translation in
      translation.learn(original: original, repeated: repeated)
      return translation.isSame(original, repeated)
    }
  }
}
