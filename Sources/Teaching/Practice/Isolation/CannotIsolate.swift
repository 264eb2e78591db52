import Basics
import Shell

/// Why a sitting cannot be isolated.
package enum CannotIsolate: UserFacingError, Equatable {
  /// What stands in the way of making the walls.
  case noSandbox(NoSandbox)
  /// There are walls around this process already.
  case isIsolated
  /// The learner's own Docker was asked for, which is outside of any walls.
  case ownDocker

  package var summary: Phrase {
    switch self {
    case .noSandbox(.notInstalled):
      Phrase(
        en: "--isolate needs bubblewrap (bwrap), which is not installed",
        ja: "--isolate には bubblewrap（bwrap）が必要ですが、インストールされていません")
    case .noSandbox(.refused(let reason, _)):
      Phrase(
        en: "--isolate needs user namespaces, and this system does not let bubblewrap make them: \(reason)",
        ja: "--isolate にはユーザー名前空間が必要ですが、このシステムでは bubblewrap がそれを作れません: \(reason)")
    case .noSandbox(.notThisSystem):
      Phrase(
        en: "--isolate works on Linux only, for it needs namespaces",
        ja: "--isolate は名前空間を使うため、Linux でしか使えません")
    case .ownDocker:
      Phrase(
        en: "--isolate keeps everything outside away, and a Docker of your own is outside",
        ja: "--isolate は外のものをすべて遮断するため、手元の Docker とは一緒に使えません")
    case .isIsolated:
      Phrase(en: "this shell is isolated already", ja: "このシェルはすでに隔離されています")
    }
  }

  package var remedy: Phrase? {
    switch self {
    case .noSandbox(.notInstalled):
      Phrase(
        en: "Install it (apt-get install bubblewrap), or leave --isolate out.",
        ja: "インストールする（apt-get install bubblewrap）か、--isolate を付けずに始めてください。")
    case .noSandbox(.refused(_, nil)):
      Phrase(
        en:
          "Ask whoever runs this computer to allow unprivileged user namespaces, or go on with --no-isolate.",
        ja: "コンピューターの管理者に非特権ユーザー名前空間を許可してもらうか、--no-isolate を付けて進めてください。")
    case .noSandbox(.refused(_, let ban?)):
      Phrase(
        en: "Go on with --no-isolate. \(ban.remedy.en)", ja: "--no-isolate を付けて進めてください。\(ban.remedy.ja)")
    case .noSandbox(.notThisSystem):
      Phrase(
        en: "Leave --isolate out: the lesson is the same.", ja: "--isolate を付けずに始めてください。レッスンの内容は同じです。")
    case .ownDocker:
      Phrase(en: "Give one of --isolate and --docker.", ja: "--isolate と --docker のどちらか一方を指定してください。")
    case .isIsolated:
      Phrase(
        en: "Leave it with exit and start the lesson from outside.", ja: "exit でシェルを終え、外から始めてください。")
    }
  }

  package var exitCode: ExitCode { self == .isIsolated || self == .ownDocker ? .usage : .undetermined }
}
