import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the learner wants of a command that would touch what dojo did not make.
enum OwnAnswer: Sendable, Equatable {
  case everything, oursAlone, nothing
}

/// Tells of a threat, and asks.
struct OwnQuestion: Sendable {
  let threat: OwnThreat
  let commandLine: String
  let language: Language

  /// So many things are named; of more the rest is counted.
  private static let most = 12

  /// What is told, a line for each thing.
  var warning: Phrase {
    guard !threat.foreign.isEmpty else {
      return Phrase(
        en: "dojo cannot tell what `\(commandLine)` would remove or stop.",
        ja: "`\(commandLine)` が何を削除・停止するのか、dojo には分かりません。")
    }
    let lines = Self.list(threat.foreign)
    let also = threat.ours.isEmpty ? Phrase(en: "", ja: "") : Phrase(en: "also ", ja: "も")
    return Phrase(
      en: "`\(commandLine)` would \(also.en)touch what this lesson did not make:\n\(lines.en)",
      ja: "`\(commandLine)` は、このレッスンが作っていないものに\(also.ja)影響します。\n\(lines.ja)")
  }

  /// What is asked on a terminal.
  var question: Phrase {
    guard threat.sparing != nil else {
      return Phrase(en: "Do it all the same? [y/N] ", ja: "それでも実行しますか? [y/N] ")
    }
    return Phrase(
      en: "This lesson's own alone (Enter), all of them (all), or none (no)? ",
      ja: "このレッスンのものだけ (Enter)、すべて (all)、やめる (no) のどれにしますか? ")
  }

  /// What an answer means; anything that is not clear does the least.
  func answer(_ line: String?) -> OwnAnswer {
    guard let line else { return .nothing }
    let word = line.split(whereSeparator: \.isWhitespace).first?.lowercased() ?? ""
    guard threat.sparing != nil else { return ["y", "yes", "はい"].contains(word) ? .everything : .nothing }
    switch word {
    case "": return .oursAlone
    case "all", "すべて": return .everything
    default: return .nothing
    }
  }

  /// What is said when the command was done for the sitting's own things alone.
  var spared: Phrase {
    let names = threat.foreign.map(\.called)
    return Phrase(
      en: "left alone: \(names.map(\.en).joined(separator: ", "))",
      ja: "次のものには触れていません: \(names.map(\.ja).joined(separator: "、"))")
  }

  /// What is said when nobody was there to be asked, or the learner said no.
  func refusal(wasAsked: Bool) -> Phrase {
    if wasAsked { return Phrase(en: "nothing was done", ja: "何も行いませんでした") }
    return Phrase(
      en:
        "nothing was done, because nobody is here to say yes. Name only what this lesson has made, or do it in a terminal, where dojo asks.",
      ja: "確認に答える人がいないため、何も行いませんでした。このレッスンで作ったものだけを指定するか、確認のできるターミナルで実行してください。")
  }

  /// What is said when the engine could not be looked at.
  static let unseen = Phrase(
    en: "nothing was done, because dojo could not see what that would touch",
    ja: "何に影響するかを確認できなかったため、何も行いませんでした")

  /// Things as a list, each with what it is.
  static func list(_ things: [OwnThing]) -> Phrase {
    var (en, ja): ([String], [String]) = ([], [])
    for thing in things.prefix(most) {
      let detail = thing.detail
      en.append("    \(thing.kind.words.en)\(thing.called.en)\(detail.isEmpty ? "" : " (\(detail))")")
      ja.append("    \(thing.kind.words.ja)\(thing.called.ja)\(detail.isEmpty ? "" : "（\(detail)）")")
    }
    if things.count > most {
      en.append("    and \(things.count - most) more")
      ja.append("    ほか \(things.count - most) 個")
    }
    return Phrase(en: en.joined(separator: "\n"), ja: ja.joined(separator: "\n"))
  }

  /// Asks on this process's terminal; `nil` when there is none.
  func ask() -> OwnAnswer? {
    guard let terminal = OpenTerminal() else { return nil }
    return answer(terminal.ask("dojo: \(warning[language])\n\(question[language])"))
  }
}

extension OwnThing.Kind {
  /// The word before a name.
  package var words: Phrase {
    switch self {
    case .container: Phrase(en: "container ", ja: "コンテナ ")
    case .image: Phrase(en: "image ", ja: "イメージ ")
    case .volume: Phrase(en: "volume ", ja: "ボリューム ")
    case .network: Phrase(en: "network ", ja: "ネットワーク ")
    case .other: Phrase(en: "", ja: "")
    }
  }
}

/// The terminal behind this process, whatever its streams are; where a question can be asked.
package struct OpenTerminal: ~Copyable {
  private let descriptor: Int32

  /// `nil` when nobody sits there: no terminal, or none of the standard streams is one.
  package init?() {
    let isThere = (0...2).contains { isatty($0) == 1 }
    let opened = isThere ? unsafe open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC) : -1
    guard opened >= 0 else { return nil }
    self.init(descriptor: opened)
  }

  private init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { _ = close(descriptor) }

  /// Writes a question and reads a line; `nil` when the input has ended.
  package borrowing func ask(_ question: String) -> String? {
    try? AtomicFile.writeAll(Array(question.utf8), to: descriptor, path: "/dev/tty")
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = unsafe read(descriptor, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return line.isEmpty ? nil : String(decoding: line, as: UTF8.self) }
      if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
  }
}
