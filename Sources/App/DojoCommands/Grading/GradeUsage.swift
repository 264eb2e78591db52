import Basics

/// A command line of `dojo grade` that cannot be carried out.
enum GradeUsage: UserFacingError, Equatable {
  case noPaths
  case noSuchPath(String)
  case badShard(String)
  case badJobs
  case badLimit

  var summary: Phrase {
    switch self {
    case .noPaths: Phrase(en: "there is nothing to grade", ja: "採点するものが指定されていません")
    case .noSuchPath(let path): Phrase(en: "there is no \(path)", ja: "\(path) がありません")
    case .badShard(let text): Phrase(en: "\(text) is no part of a class", ja: "\(text) は分割の指定として読めません")
    case .badJobs: Phrase(en: "--jobs is a number from 1 to 256", ja: "--jobs には 1 から 256 までの数を指定します")
    case .badLimit:
      Phrase(
        en: "--time-limit is 1 to 3600 seconds, --memory-limit 16 to 65536 megabytes",
        ja: "--time-limit は 1〜3600 秒、--memory-limit は 16〜65536 MB です")
    }
  }

  var remedy: Phrase? {
    switch self {
    case .noPaths:
      Phrase(
        en: "Name the folder of submissions: dojo grade image-registry submissions/",
        ja: "提出物のフォルダーを指定してください: dojo grade image-registry submissions/")
    case .noSuchPath: Phrase(en: "Check the path.", ja: "パスを確かめてください。")
    case .badShard:
      Phrase(en: "Write K/N, counted from 1: --shard 1/4", ja: "1 から数えて K/N と書いてください: --shard 1/4")
    case .badJobs, .badLimit: nil
    }
  }

  var exitCode: ExitCode { .usage }
}
