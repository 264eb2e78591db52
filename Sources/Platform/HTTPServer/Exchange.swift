/// One request and its reply, on the connection's event loop.
final class Exchange {
  let head: RequestHead
  /// The body on its way to the service; `nil` for a request that has none.
  let pipe: BytePipe?
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

  init(head: RequestHead, pipe: BytePipe?) {
    self.head = head
    self.pipe = pipe
    keepsAlive = head.keepsAlive
    awaitsContinue = head.awaitsContinue
  }

  var isHead: Bool { head.method == "HEAD" }
  var minorVersion: Int { head.minorVersion }
  /// Whether more of the body may be read now.
  var hasRoom: Bool { pipe?.hasRoom ?? true }

  /// Tells the service how the sending went; only the first call counts.
  func report(complete: Bool) {
    whenSent.take()?(SentReply(status: status, bodyBytes: sentBytes, isComplete: complete))
  }
}
