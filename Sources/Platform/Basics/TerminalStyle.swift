/// How text may be dressed on one output: with colour, or as plain words.
package struct TerminalStyle: Sendable, Equatable {
  /// Whether escape sequences may be printed.
  package let isColoured: Bool

  package static let plain = Self(isColoured: false)
  package static let coloured = Self(isColoured: true)

  package init(isColoured: Bool) {
    self.isColoured = isColoured
  }

  /// The style an output deserves: plain unless it is a terminal that understands colour and nobody said no.
  package init(isTerminal: Bool, environment: [String: String], plain: Bool = false) {
    let refused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    self.init(isColoured: isTerminal && !plain && !refused && environment["TERM"] != "dumb")
  }

  /// A meaning that colour may underline; the words beside it must say it too.
  package enum Tone: String, Sendable {
    case good = "32"
    case bad = "31"
    case attention = "33"
    case quiet = "2"
    case strong = "1"
  }

  /// The text in the colour of its meaning, or as it is where colour is not wanted.
  package func callAsFunction(_ text: String, _ tone: Tone) -> String {
    isColoured ? "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m" : text
  }
}
