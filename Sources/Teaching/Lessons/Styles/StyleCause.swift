import Basics

/// What a reading of a chapter has for or against it, before it is put into words.
///
/// Every reading of every chapter is weighed; the words are wanted only where somebody asks for them.
enum StyleCause: Sendable, Hashable {
  /// Headings say "step" or the like.
  case named
  case sign(StepStyle)
  case noCommands
  /// So many of the code blocks with commands stand in steps.
  case commands(inside: Int, of: Int)
  case tasks(Int, of: Int)
  case withoutGap(from: Int, to: Int)
  case rising
  case restarts(Int)
  case jumps(Int)
  case share(Int, of: Int)
  case keyNumbers(Int, of: Int)
  case onlyOneStep
  case listAcrossHeadings
  case acrossHeadings
  case stepFiles
  case restartsInAnotherFile

  var words: Phrase {
    switch self {
    case .named, .sign, .noCommands, .commands, .tasks: wordsAboutForm
    case .withoutGap, .rising, .restarts, .jumps: wordsAboutOrder
    default: wordsAboutRest
    }
  }

  private var wordsAboutForm: Phrase {
    switch self {
    case .named:
      Phrase(en: "headings that say \"step\" or the like mark steps", ja: "「手順」などの語を含む見出しは手順の印です")
    case .sign(let style):
      Phrase(en: "\(style.name.en): a sign that authors use for steps", ja: "\(style.name.ja)は手順によく使われる印です")
    case .noCommands:
      Phrase(
        en: "the chapter has no commands that could stand elsewhere", ja: "章には手順の外に置かれたコマンドがありません")
    case .commands(let count, let all):
      Phrase(
        en: "\(count) of the chapter's \(all) code blocks with commands stand in its steps",
        ja: "コマンドのコードブロック \(all) 個のうち \(count) 個が手順の中にあります")
    case .tasks(let count, let all):
      Phrase(
        en: "\(count) of \(all) steps hold something to do", ja: "\(all) 個の手順のうち \(count) 個に行うことがあります")
    default: Phrase(en: "", ja: "")
    }
  }

  private var wordsAboutOrder: Phrase {
    switch self {
    case .withoutGap(let first, let last):
      Phrase(
        en: "its numbers run from \(first) to \(last) without a gap",
        ja: "番号が \(first) から \(last) まで途切れずに続いています")
    case .rising: Phrase(en: "its numbers only go up", ja: "番号は増える一方です")
    case .restarts(let count):
      Phrase(en: "its numbers start again \(times(count))", ja: "番号が \(count) 回 1 に戻ります")
    case .jumps(let count): Phrase(en: "its numbers jump \(times(count))", ja: "番号が \(count) 回飛びます")
    default: Phrase(en: "", ja: "")
    }
  }

  private func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }

  private var wordsAboutRest: Phrase {
    switch self {
    case .share(let count, let all):
      Phrase(
        en: "\(count) of the chapter's \(all) numbered items are its steps",
        ja: "番号付きの項目 \(all) 個のうち \(count) 個が手順になります")
    case .keyNumbers(let count, let all):
      Phrase(
        en: "\(count) of the \(all) numbers of the solution key are steps",
        ja: "解答一覧の番号 \(all) 個のうち \(count) 個が手順にあります")
    case .onlyOneStep: Phrase(en: "there would be only one step", ja: "手順が 1 つだけになります")
    case .listAcrossHeadings:
      Phrase(en: "a numbered list goes on across these headings", ja: "番号付きリストがこれらの見出しをまたいで続いています")
    case .acrossHeadings: Phrase(en: "its numbers go on across headings", ja: "番号が見出しをまたいで続いています")
    case .stepFiles: Phrase(en: "the files are named like steps", ja: "ファイル名が手順を表しています")
    case .restartsInAnotherFile:
      Phrase(en: "its numbers start again in another file", ja: "別のファイルで番号が 1 に戻ります")
    default: Phrase(en: "", ja: "")
    }
  }
}
