import Basics

/// Why there was no answer.
package enum HTTPClientError: UserFacingError, Equatable {
  case couldNotResolve(host: String)
  /// Nobody listens there, or the way is closed; `code` is `errno` where the system gave one.
  case couldNotConnect(address: String, code: Int32)
  case timedOut(address: String)
  /// The connection ended before there was an answer.
  case closed(address: String)
  /// The server answered a TLS handshake in plain HTTP.
  case serverSpeaksPlainHTTP(address: String)
  /// A certificate that is not trusted, or another failure of TLS, in libcurl's words.
  case tls(String)
  /// The body was longer than the request allowed.
  case tooLong(limit: Int)
  case cancelled
  /// The closure that gave or took the body failed.
  case bodyFailed(String)
  /// Anything else, in libcurl's words.
  case other(String)

  package var summary: Phrase {
    switch self {
    case .couldNotResolve(let host):
      Phrase(en: "There is no computer named \(host)", ja: "\(host) という名前のコンピューターが見つかりません")
    case .couldNotConnect(let address, let code):
      Phrase(
        en:
          "Nothing answers at \(address) (\(SystemError(operation: "connect", subject: address, code: code).reason))",
        ja: "\(address) に接続できません（\(SystemError(operation: "connect", subject: address, code: code).reason)）")
    case .timedOut(let address):
      Phrase(en: "\(address) did not answer in time", ja: "\(address) から時間内に応答がありませんでした")
    case .closed(let address):
      Phrase(en: "\(address) closed the connection without an answer", ja: "\(address) が応答せずに接続を閉じました")
    case .serverSpeaksPlainHTTP(let address):
      Phrase(
        en: "\(address) speaks plain HTTP, but was asked over HTTPS",
        ja: "\(address) は HTTP で話していますが、HTTPS で接続しました")
    case .tls(let words): Phrase(en: "TLS failed: \(words)", ja: "TLS の接続に失敗しました: \(words)")
    case .tooLong(let limit):
      Phrase(en: "The answer is longer than \(limit) bytes", ja: "応答が \(limit) バイトを超えています")
    case .cancelled: Phrase(en: "The request was stopped", ja: "リクエストは中断されました")
    case .bodyFailed(let words), .other(let words):
      Phrase(en: "The request failed: \(words)", ja: "リクエストに失敗しました: \(words)")
    }
  }

  package var exitCode: ExitCode { .undetermined }
}
