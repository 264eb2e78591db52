import Basics
import Lessons

/// Why a sitting cannot do what was asked.
package enum SittingFailure: UserFacingError, Equatable {
  /// Another dojo holds this lesson's sitting; its process when it is known.
  case alreadyRunning(process: Int32?)
  case noSuchStep(String, last: Int)
  case noSuchMachine(String, known: [String])
  /// There is nothing to go back to: the step was never reached.
  case notReached(step: Int)
  /// A command needs a running sitting and there is none.
  case notRunning
  /// A socket path would be longer than the system allows.
  case pathTooLong(String)
  /// An event could not be written to the journal, in the system's words.
  case notSaved(reason: String)
  /// The start of a step could not be kept, in the system's words.
  case startNotKept(step: Int, reason: String)
  /// The running sitting did not answer as expected.
  case notAnswering(reason: String)
  /// Another machine cannot be entered from this one.
  case isOnMachine(Machine.ID)

  package var exitCode: ExitCode {
    switch self {
    case .noSuchStep, .noSuchMachine, .isOnMachine: .usage
    case .alreadyRunning, .notReached, .notRunning, .pathTooLong, .notSaved, .startNotKept, .notAnswering:
      .undetermined
    }
  }
}

extension SittingFailure {
  package var summary: Phrase {
    switch self {
    case .alreadyRunning(let process):
      let named = process.map { " (process \($0))" } ?? ""
      return Phrase(
        en: "this lesson is already running\(named)",
        ja: "このレッスンはすでに実行中です\(process.map { "（プロセス \($0)）" } ?? "")")
    case .noSuchStep(let text, let last):
      return Phrase(
        en: "there is no step \(text); the steps are 1 to \(last)", ja: "手順\(text)はありません（手順は 1〜\(last) です）")
    case .noSuchMachine(let name, let known):
      return Phrase(
        en: "there is no machine \(name); there are \(known.joined(separator: ", "))",
        ja: "マシン \(name) はありません（\(known.joined(separator: "、")) があります）")
    case .notReached(let step):
      return Phrase(en: "step \(step) has not been reached yet", ja: "手順\(step)にはまだ進んでいません")
    case .notRunning:
      return Phrase(en: "no lesson is running", ja: "実行中のレッスンがありません")
    case .pathTooLong(let path):
      return Phrase(
        en: "the socket path \(path) is longer than this system allows",
        ja: "ソケットのパス \(path) は、このシステムの上限より長くなっています")
    case .notSaved(let reason):
      return Phrase(
        en: "what you just did could not be saved: \(reason)",
        ja: "いま行ったことを保存できませんでした: \(reason)")
    case .startNotKept(let step, let reason):
      return Phrase(
        en: "the start of step \(step) could not be kept for dojo reset: \(reason)",
        ja: "dojo reset のための手順 \(step) の開始状態を保存できませんでした: \(reason)")
    case .notAnswering(let reason):
      return Phrase(
        en: "the running lesson does not answer: \(reason)", ja: "実行中のレッスンから応答がありません: \(reason)")
    case .isOnMachine(let machine):
      return Phrase(
        en: "no other machine can be entered from \(machine), which has a network of its own",
        ja: "マシン \(machine) は専用のネットワークにあるため、ここから別のマシンには入れません")
    }
  }

  package var remedy: Phrase? {
    switch self {
    case .alreadyRunning:
      Phrase(
        en:
          "Go on in its shell, here or in another terminal, or leave it with exit. dojo check, hint and status work anywhere.",
        ja: "このターミナルか別のターミナルで開いているシェルで続けるか、exit で終えてください。dojo check・hint・status はどこからでも使えます。")
    case .noSuchStep, .noSuchMachine: nil
    case .isOnMachine:
      Phrase(en: "Leave this shell with exit first.", ja: "先に exit でこのシェルを終えてください。")
    case .notReached:
      Phrase(en: "dojo status shows where you are.", ja: "現在の手順は dojo status で確認できます。")
    case .notRunning: Phrase(en: "Start one with dojo run.", ja: "dojo run で始めてください。")
    case .pathTooLong:
      Phrase(
        en: "Set TMPDIR and XDG_RUNTIME_DIR to a folder with a shorter path.",
        ja: "TMPDIR と XDG_RUNTIME_DIR に、もっと短いパスのフォルダーを指定してください。")
    case .notSaved:
      Phrase(
        en: "What passed before is safe. Make room on the disk, then run the command again.",
        ja: "これまでの合格は保存されています。ディスクの空きを増やしてから、もう一度実行してください。")
    case .startNotKept:
      Phrase(
        en: "Your progress is safe; make room on the disk before you go on.",
        ja: "進み具合は保存されています。ディスクの空きを増やしてから進めてください。")
    case .notAnswering:
      Phrase(
        en: "Leave its shell with exit and start dojo run again.", ja: "シェルを exit で終え、dojo run をもう一度実行してください。"
      )
    }
  }
}
