import Basics

/// The program `htpasswd` of the web server image, where it prints a line in bcrypt: `htpasswd -Bbn NAME PASSWORD`.
enum HtpasswdCommand {
  /// What such a line is made of.
  struct Line: Hashable, Sendable {
    let name: String
    let password: String
    /// The binary logarithm of the work that one comparison takes.
    let cost: Int
  }

  static func choice(_ commandLine: CommandLine) -> ProgramChoice {
    var letters: Set<Character> = []
    var words: [String] = []
    var cost: String?
    var rest = commandLine.arguments[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("-"), word.count > 1, words.isEmpty else {
        words.append(word)
        continue
      }
      letters.formUnion(word.dropFirst())
      if word.hasSuffix("C") { cost = rest.popFirst() }
    }
    // Other forms ask for a password, change a file, or make lines that no registry takes.
    guard letters.isSuperset(of: "Bbn"), letters.isSubset(of: "BbnC") else {
      return .isBeyondPractice(refusal)
    }
    guard words.count == 2, let cost = Int(cost ?? "5"), (4...17).contains(cost) else {
      return .runs(.fails("Usage:\n\thtpasswd -nb[mBdps] [-C cost] username password\n", exitCode: 2))
    }
    guard !words[0].contains(":") else {
      return .runs(.fails("htpasswd: username contains illegal character ':'\n", exitCode: 5))
    }
    return .runs(.passwordLine(Line(name: words[0], password: words[1], cost: cost)))
  }

  private static let refusal = Phrase(
    en:
      "this practice machine runs htpasswd only as 'htpasswd -Bbn NAME PASSWORD', which prints a line in bcrypt, "
      + "the one form that a registry accepts; start dojo with --docker system to use a real Docker for more",
    ja: "この練習用マシンの htpasswd は、レジストリが受け付ける bcrypt の行を表示する "
      + "'htpasswd -Bbn 名前 パスワード' の形でだけ使えます。"
      + "ほかの形を本物の Docker で試すには、dojo を --docker system を付けて起動してください")
}
