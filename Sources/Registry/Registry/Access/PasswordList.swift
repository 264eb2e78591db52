import Basics
import Credentials

/// The users of an htpasswd file (Apache HTTP Server, "htpasswd"): lines of `NAME:PASSWORD`, the password in bcrypt.
package struct PasswordList: Equatable, Sendable {
  /// A line that lets nobody in.
  package struct Mistake: Equatable, Sendable {
    package enum Reason: Equatable, Sendable {
      case noColon
      /// MD5, SHA-1, crypt or plain text: forms that are too easily guessed.
      case notBcrypt
      case isRepeated
    }

    package let line: Int
    package let name: String
    package let reason: Reason
  }

  private var users: [String: Bcrypt] = [:]
  package private(set) var mistakes: [Mistake] = []

  package var names: [String] { users.keys.sorted() }

  /// Reads a file's text; empty lines and lines that begin with `#` say nothing.
  package init(_ text: String) {
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (index, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      if let reason = take(name, parts) {
        mistakes.append(Mistake(line: index + 1, name: name, reason: reason))
      }
    }
  }

  private mutating func take(_ name: String, _ parts: [Substring]) -> Mistake.Reason? {
    guard parts.count == 2, !name.isEmpty else { return .noColon }
    // More fields may follow, as in other systems' files.
    let kept = parts[1].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
    let trimmed = kept.reversed().drop { $0 == " " || $0 == "\t" }.reversed()
    guard let password = Bcrypt(String(trimmed)) else { return .notBcrypt }
    guard users[name] == nil else { return .isRepeated }
    users[name] = password
    return nil
  }

  /// Whether a user has this password.
  ///
  /// Who does not exist costs the same work as who does, so that time does not tell who exists.
  func accepts(_ credentials: BasicCredentials) -> Bool {
    guard let kept = users[credentials.name] else {
      _ = standIn?.matches(credentials.password)
      return false
    }
    return kept.matches(credentials.password)
  }

  /// A password that nobody has, as costly as the costliest of the file.
  private var standIn: Bcrypt? {
    let cost = users.values.map(\.cost).max() ?? 10
    let salt = "......................"
    return Bcrypt("$2y$\(cost < 10 ? "0" : "")\(cost)$\(salt)\(String(repeating: ".", count: 31))")
  }
}

/// Why a password file cannot be used.
package enum PasswordFileError: UserFacingError, Equatable {
  case unreadable(SystemError)
  case notText(path: String)
  /// Not one line of it lets anybody in.
  case empty(path: String, mistakes: [PasswordList.Mistake])

  package var summary: Phrase {
    switch self {
    case .unreadable(let error): error.summary
    case .notText(let path):
      Phrase(en: "\(path) is no password file: it is not text", ja: "\(path) はテキストではないため、パスワードファイルとして読めません")
    case .empty(let path, let mistakes):
      mistakes.first.map { first in
        let words = first.words(path)
        return Phrase(
          en: "\(path) lets nobody in: \(words.en)", ja: "\(path) では誰もログインできません。\(words.ja)")
      } ?? Phrase(en: "\(path) names no user", ja: "\(path) にはユーザーが一人も書かれていません")
    }
  }

  package var remedy: Phrase? {
    let command = "htpasswd -Bbn NAME PASSWORD"
    return Phrase(
      en: "Put lines into it that `\(command)` prints.", ja: "`\(command)` が表示する行をファイルに書いてください。")
  }

  package var exitCode: ExitCode { .undetermined }
}

extension PasswordList.Mistake {
  /// What is wrong with the line, as a sentence without a full stop.
  package func words(_ path: String) -> Phrase {
    let place = "\(path):\(line)"
    return switch reason {
    case .noColon: Phrase(en: "\(place) is not NAME:PASSWORD", ja: "\(place) は NAME:PASSWORD の形ではありません")
    case .notBcrypt:
      Phrase(
        en: "\(place): the password of \(name) is not in bcrypt ($2y$…), so \(name) cannot come in",
        ja: "\(place): \(name) のパスワードが bcrypt（$2y$…）ではないので、\(name) はログインできません")
    case .isRepeated:
      Phrase(
        en: "\(place): \(name) is there already; this line is not used",
        ja: "\(place): \(name) はすでに書かれています。この行は使われません")
    }
  }
}
