import Basics

/// A call of `journalctl`, as far as it is about a machine's docker service.
package struct JournalCall: Sendable, Equatable {
  /// How many of the last lines; `nil` for all.
  private(set) var count: Int?
  private(set) var isNewestFirst = false
  /// Whether only the texts are wanted.
  private(set) var isBare = false
  /// An option that the journal of a practice machine does not have; `nil` when there is none.
  private(set) var stranger: String?

  private static let units: Set = ["docker", "docker.service"]

  /// Options without an effect on what a machine's short journal shows.
  private static let options: Set = [
    "-x", "--catalog", "-q", "--quiet", "--no-pager", "-l", "--full", "-a", "--all", "--no-full", "-b",
    "--boot",
    "--no-hostname", "--system", "-e", "--pager-end",
  ]

  /// Reads a command line with its program's name; `nil` for one that is about something else.
  package init?(_ argv: [String]) {
    guard argv.first == "journalctl" else { return nil }
    var rest = Self.apart(argv.dropFirst())
    var units: [String] = []
    while !rest.isEmpty {
      let word = rest.removeFirst()
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      func value() -> String? {
        if parts.count > 1, word.hasPrefix("--") { return parts[1] }
        return rest.isEmpty ? nil : rest.removeFirst()
      }
      switch parts.first ?? "" {
      case "-u", "--unit": units.append(value() ?? "")
      case "-n", "--lines":
        let isInWord = parts.count > 1 && word.hasPrefix("--")
        guard let text = isInWord ? parts[1] : rest.first, Int(text) != nil || text == "all" else {
          count = 10
          continue
        }
        count = value().flatMap { Int($0) }
      case "-r", "--reverse": isNewestFirst = true
      case "-o", "--output":
        let format = value() ?? ""
        isBare = format == "cat"
        if !["cat", "short"].contains(format) { stranger = "-o \(format)" }
      default: if !Self.options.contains(word) { stranger = word }
      }
    }
    guard !units.isEmpty, units.allSatisfy(Self.units.contains) else { return nil }
  }

  /// Single letters that were written as one word, apart: `-xeu docker`, `-n20`.
  private static func apart(_ words: ArraySlice<String>) -> [String] {
    words.flatMap { word -> [String] in
      guard word.hasPrefix("-"), !word.hasPrefix("--") else { return [word] }
      var letters = word.dropFirst()
      var parts: [String] = []
      while let letter = letters.popFirst() {
        parts.append("-\(letter)")
        guard ["u", "n", "o"].contains(letter), !letters.isEmpty else { continue }
        parts.append(String(letters))
        letters = ""
      }
      return parts
    }
  }

  /// What the program shows of a journal, and its exit code.
  package func report(of lines: [JournalLine], host: String, in language: Language) -> (
    output: String, errors: String, exit: Int32
  ) {
    if let stranger {
      let phrase = Phrase(
        en:
          "the journal of a practice machine does not have '\(stranger)'; it has -u, -n, -r, -e, -x and -o cat",
        ja: "練習用マシンの journalctl は '\(stranger)' に対応していません。使えるのは -u、-n、-r、-e、-x、-o cat です")
      return ("", "dojo: \(phrase[language])\n", 1)
    }
    guard !lines.isEmpty else { return ("-- No entries --\n", "", 0) }
    let chosen = Array(count.map { lines.suffix($0) } ?? lines[...])
    let ordered = isNewestFirst ? chosen.reversed() : chosen
    let shown = ordered.map { isBare ? $0.text : "\(Self.date($0.seconds)) \(host) \($0.source): \($0.text)" }
    return (shown.map { "\($0)\n" }.joined(), "", 0)
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Nov 27 05:02:27`.
  private static func date(_ seconds: Int) -> String {
    let moment = Timestamp(seconds: seconds)
    let parts = moment.dateText.split(separator: "-")
    let month = parts.count > 1 ? Int(parts[1]).map { months[($0 - 1 + 12) % 12] } : nil
    return "\(month ?? "") \(parts.last ?? "") \(moment.timeText)"
  }
}

/// A line of the journal of a machine's docker service.
package struct JournalLine: Sendable, Hashable, Codable {
  /// Since 1970.
  package let seconds: Int
  /// The program and its process: `systemd[1]`.
  package let source: String
  package let text: String

  package init(seconds: Int, source: String, text: String) {
    self.seconds = seconds
    self.source = source
    self.text = text
  }
}
