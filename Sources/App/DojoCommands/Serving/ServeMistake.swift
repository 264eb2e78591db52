import Basics
import HTTPServer

/// Options of `dojo registry serve` that do not go together, or that say nothing.
enum ServeMistake: UserFacingError, Equatable {
  case badAddress(option: String, text: String)
  /// An address that others reach, and nothing that keeps them out.
  case openToAnyone(ListenAddress)
  /// An option that needs another one.
  case missing(option: String, neededBy: String)
  /// An option that has no meaning with the chosen way to tell who asks.
  case pointless(option: String, with: String)
  case notURL(option: String, text: String)

  var summary: Phrase {
    switch self {
    case .badAddress(let option, let text):
      Phrase(en: "\(option) \(text) is no address", ja: "\(option) \(text) はアドレスとして読めません")
    case .openToAnyone(let address):
      Phrase(
        en: "\(address) can be reached from other computers, and anyone could pull and push there",
        ja: "\(address) にはほかのコンピューターからも接続でき、誰でも pull や push ができてしまいます")
    case .missing(let option, let other):
      Phrase(en: "\(other) needs \(option)", ja: "\(other) には \(option) が必要です")
    case .pointless(let option, let other):
      Phrase(en: "\(option) means nothing with \(other)", ja: "\(option) は \(other) では意味がありません")
    case .notURL(let option, let text):
      Phrase(en: "\(option) \(text) is no URL", ja: "\(option) \(text) は URL ではありません")
    }
  }

  var remedy: Phrase? {
    switch self {
    case .badAddress:
      Phrase(
        en: "Write HOST:PORT, for example 127.0.0.1:5000.", ja: "HOST:PORT の形で指定してください（例: 127.0.0.1:5000）。")
    case .openToAnyone:
      Phrase(
        en:
          "Add --htpasswd FILE, --tls-cert and --tls-key, or say --insecure-anyone if that is what you want.",
        ja: "--htpasswd FILE か、--tls-cert と --tls-key を付けてください。誰でも使えてよければ --insecure-anyone を付けてください。")
    case .missing(let option, _): Phrase(en: "Add \(option).", ja: "\(option) を付けてください。")
    case .pointless(let option, _): Phrase(en: "Leave \(option) out.", ja: "\(option) を外してください。")
    case .notURL:
      Phrase(
        en:
          "Write the address at which clients get their tokens, for example https://auth.example.com/token.",
        ja: "クライアントがトークンを取得する URL を指定してください（例: https://auth.example.com/token）。")
    }
  }

  var exitCode: ExitCode { .usage }
}
