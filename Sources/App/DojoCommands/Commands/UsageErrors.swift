import Basics

/// The first word is no command of dojo's.
struct UnknownCommand: UserFacingError, Equatable {
  let word: String
  let near: String?

  /// - Returns: `nil` when the first word is a command, or an option.
  init?(in arguments: [String]) {
    guard let word = arguments.first, !word.hasPrefix("-"), word != "help",
      !Suggestion.commandNames.contains(word)
    else { return nil }
    self.word = word
    near = Suggestion.command(for: arguments)
  }

  var summary: Phrase {
    Phrase(en: "there is no command \(word)", ja: "\(word) というコマンドはありません")
  }

  var remedy: Phrase? {
    guard let near else {
      return Phrase(en: "dojo --help shows what there is.", ja: "コマンドの一覧は dojo --help で見られます。")
    }
    return Phrase(en: "Did you mean dojo \(near)?", ja: "dojo \(near) のことですか？")
  }

  var exitCode: ExitCode { .usage }
}

/// The command line does not fit its command; the parser says where, in English.
struct WrongUsage: UserFacingError, Equatable {
  var summary: Phrase {
    Phrase(en: "the command line is not right", ja: "コマンドの書き方が正しくありません")
  }

  var remedy: Phrase? { nil }
  var exitCode: ExitCode { .usage }
}
