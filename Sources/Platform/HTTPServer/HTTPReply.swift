/// What a service answers.
package struct HTTPReply: Sendable {
  package var status: Int
  /// The words after the status; the usual ones when `nil`.
  package var reason: String?
  package var headers: HTTPFields
  package var body: Body
  /// Called once, when the reply has been sent or has failed.
  package var whenSent: (@Sendable (SentReply) -> Void)?
  /// Status and fields as they go out, if they were spelled out before.
  var frozenHead: FrozenHead?

  /// What follows the head.
  package enum Body: Sendable {
    case none
    case bytes([UInt8])
    /// A value, and how it is spelled; who asks within this process takes it as it is.
    case value(any Sendable, spelled: @Sendable () throws -> [UInt8])
    /// Part of a file, sent without passing through memory.
    case file(OpenFile, Range<Int>)
    /// Bytes that come over time. The head is on its way before the closure starts.
    case stream(endsWithPeer: Bool, @Sendable (BodyWriter) async throws -> Void)
    /// The head, then the bare connection; it is closed when the closure returns.
    case hijack(@Sendable (HijackedConnection) async -> Void)
  }

  package init(
    _ status: Int, reason: String? = nil, headers: HTTPFields = HTTPFields(), body: Body = .none
  ) {
    self.status = status
    self.reason = reason
    self.headers = headers
    self.body = body
  }

  /// The same reply with a value spelled out, or 500 if that fails.
  package var spelledOut: Self {
    guard case .value(_, let spelled) = body else { return self }
    do {
      var reply = self
      reply.body = .bytes(try spelled())
      return reply
    } catch {
      return .text(500, "\(error)\n")
    }
  }

  /// A reply of text that has its own type.
  package static func text(
    _ status: Int, _ text: String, type: String = "text/plain; charset=utf-8"
  ) -> Self {
    Self(status, headers: ["Content-Type": type], body: .bytes(Array(text.utf8)))
  }

  /// A reply of a stream that ends by itself, even if the peer says it will send nothing more.
  package static func stream(
    _ status: Int, headers: HTTPFields = HTTPFields(),
    _ write: @escaping @Sendable (BodyWriter) async throws -> Void
  ) -> Self {
    Self(status, headers: headers, body: .stream(endsWithPeer: false, write))
  }

  /// A reply of a stream without an end of its own: its task is cancelled when the peer stops sending or goes away.
  package static func endlessStream(
    _ status: Int, headers: HTTPFields = HTTPFields(),
    _ write: @escaping @Sendable (BodyWriter) async throws -> Void
  ) -> Self {
    Self(status, headers: headers, body: .stream(endsWithPeer: true, write))
  }

  /// A reply that hands the bare connection over: `101 UPGRADED` if the client asked, else 200, as docker does.
  package static func hijack(
    _ request: HTTPRequest, headers: HTTPFields = HTTPFields(),
    _ serve: @escaping @Sendable (HijackedConnection) async -> Void
  ) -> Self {
    guard let wanted = request.upgrade else { return Self(200, headers: headers, body: .hijack(serve)) }
    var headers = headers
    headers["Connection"] = "Upgrade"
    headers["Upgrade"] = wanted
    return Self(101, reason: "UPGRADED", headers: headers, body: .hijack(serve))
  }
}

/// How the sending of a reply ended.
package struct SentReply: Sendable, Equatable {
  package let status: Int
  /// Bytes of the body that were handed to the system.
  package let bodyBytes: Int
  /// Whether the whole reply went out.
  package let isComplete: Bool
}

/// Answers requests: at once on the connection's own thread where that takes microseconds, else in a task.
package struct HTTPService: Sendable {
  /// Whether `respond` waits for disks, so that it needs threads of its own.
  let blocks: Bool
  let respondAtOnce: @Sendable (HTTPRequest) -> HTTPReply?
  let respond: @Sendable (HTTPRequest) async -> HTTPReply

  /// Makes a service; `atOnce` must not block and sees only requests without a body.
  package init(
    blocks: Bool = false,
    atOnce: @escaping @Sendable (HTTPRequest) -> HTTPReply? = { _ in nil },
    _ respond: @escaping @Sendable (HTTPRequest) async -> HTTPReply
  ) {
    self.blocks = blocks
    respondAtOnce = atOnce
    self.respond = respond
  }

  /// The same service, which looks at a request once `wait` is over; without waiting while `isOpen`.
  package func held(
    while isOpen: @escaping @Sendable () -> Bool, by wait: @escaping @Sendable () async -> Void
  ) -> Self {
    Self(
      blocks: blocks,
      atOnce: { [respondAtOnce] request in isOpen() ? respondAtOnce(request) : nil },
      { [respond] request in
        await wait()
        // Whoever is gone by now has asked nothing.
        return Task.isCancelled ? HTTPReply(503) : await respond(request)
      })
  }

  /// The same service, which tells of each request it has answered before the answer leaves.
  package func observed(_ observe: @escaping @Sendable (HTTPRequest) -> Void) -> Self {
    Self(
      blocks: blocks,
      atOnce: { [respondAtOnce] request in
        let reply = respondAtOnce(request)
        if reply != nil { observe(request) }
        return reply
      },
      { [respond] request in
        let reply = await respond(request)
        observe(request)
        return reply
      })
  }
}
