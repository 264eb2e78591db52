import ArgumentParser
import Basics

/// Whose Docker a sitting works on.
enum DockerChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// dojo's practice machines.
  case practice
  /// The learner's own Docker.
  case system

  /// Refuses what this version cannot do; the practice machine's own messages name `--docker system`.
  func require() throws(UnavailableDocker) {
    if self == .system { throw UnavailableDocker() }
  }
}

/// The learner's own Docker was asked for, which this version cannot use.
struct UnavailableDocker: UserFacingError {
  var summary: Phrase {
    Phrase(
      en: "this version of dojo works on practice machines only, not on a Docker of your own yet",
      ja: "このバージョンの dojo が使えるのは練習用マシンだけで、手元の Docker はまだ使えません")
  }

  var remedy: Phrase? {
    Phrase(
      en: "Leave --docker out, or type the chapter's commands to your own Docker without dojo.",
      ja: "--docker を付けずに始めるか、dojo を使わずに手元の Docker で章のコマンドを実行してください。")
  }

  var exitCode: Basics.ExitCode { .undetermined }
}
