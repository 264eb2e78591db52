import NIOCore
import NIOHTTP1

/// One request and its reply, on the connection's event loop.
final class Exchange {
  let isHead: Bool
  let minorVersion: Int
  let pipe: BytePipe
  let hasBody: Bool
  /// Whether the connection may serve another request afterwards.
  var keepsAlive: Bool
  /// Whether the client waits for `100 Continue` before it sends the body.
  var awaitsContinue: Bool
  var requestEnded = false
  var replyStarted = false
  var replyEnded = false
  /// Bytes of the body that came after the reply.
  var drained = 0
  /// Body bytes sent so far.
  var sentBytes = 0
  var status = 0
  var isChunked = false
  var endsWithPeer = false
  var whenSent: (@Sendable (SentReply) -> Void)?
  /// Told to those who write from other threads.
  let connection = ConnectionLife()
  var task: Task<Void, Never>?
  /// What waits for the end of the request, if anything does.
  var whenRequestEnds: (() -> Void)?

  init(head: HTTPRequestHead, fields: HTTPFields, pipe: BytePipe) {
    self.pipe = pipe
    isHead = head.method == .HEAD
    minorVersion = head.version.minor
    hasBody =
      fields["Transfer-Encoding"] != nil || (fields["Content-Length"].map { $0 != "0" } ?? false)
    let mayStay =
      head.version.minor >= 1
      ? !fields.list("Connection", has: "close") : fields.list("Connection", has: "keep-alive")
    // The parser stops after a request that names another protocol, whether we change to it or not.
    keepsAlive = mayStay && fields["Upgrade"] == nil && head.method != .CONNECT
    awaitsContinue = hasBody && head.version.minor >= 1 && fields.list("Expect", has: "100-continue")
  }

  /// Tells the service how the sending went; only the first call counts.
  func report(complete: Bool) {
    whenSent.take()?(SentReply(status: status, bodyBytes: sentBytes, isComplete: complete))
  }
}
