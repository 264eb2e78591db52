import Basics
import DockerAPI
import NIOCore
import NIOPosix

/// An engine as its clients see it.
///
/// A request that stays open (wait, logs, attach) has a connection of its own, and never stands in another one's way.
package struct EngineClient: Sendable {
  package let endpoint: EngineEndpoint
  /// The version of the API that requests ask for; `nil` leaves it to the engine.
  package let version: APIVersion?
  /// What is asked first, when the engine is one of this process.
  private let direct: DirectEngine?
  /// What whole answers are waited for with in a process that does nothing else; `nil` for event loops.
  private let kept: KeptConnection?

  /// A client that has not yet agreed on a version.
  ///
  /// - Parameters:
  ///   - endpoint: Where the engine listens.
  ///   - version: The version to ask for, when it is not to be agreed on.
  ///   - direct: The engine, when it is one of this process.
  ///   - isAlone: Whether this process is there for what the client asks, and may stand still until it is answered.
  package init(
    endpoint: EngineEndpoint, version: APIVersion? = nil, direct: DirectEngine? = nil, isAlone: Bool = false
  ) {
    self.init(
      endpoint: endpoint, version: version, direct: direct, kept: isAlone ? KeptConnection() : nil)
  }

  private init(
    endpoint: EngineEndpoint, version: APIVersion?, direct: DirectEngine?, kept: KeptConnection?
  ) {
    self.endpoint = endpoint
    self.version = version
    self.direct = direct
    self.kept = kept
  }

  /// The same client with the version both sides know.
  ///
  /// - Throws: `EngineClientError.unreachable` when nobody listens.
  package func negotiated() async throws -> Self {
    let head = try await answer(to: EngineRequest(.head, "/_ping")).head
    return Self(
      endpoint: endpoint, version: .negotiated(with: head.headers["api-version"]), direct: direct, kept: kept)
  }

  /// Sends a request and hands over the reply as soon as its head is there, whatever its status.
  package func withReply<Result: Sendable>(
    to request: EngineRequest, _ body: (inout EngineReply) async throws -> Result
  ) async throws -> Result {
    if let answer = await direct?.answer(request, version?.description) {
      var reply = EngineReply(answer)
      return try await body(&reply)
    }
    return try await withConnection { incoming, outgoing, _ in
      try await outgoing.write(encoded(request, upgrades: false))
      var reply = try await EngineReply(
        from: incoming.makeAsyncIterator(), isReplyToHead: request.method == .head)
      return try await body(&reply)
    }
  }

  /// Sends a request whose body comes piece by piece, and hands over the reply while it is still being sent.
  ///
  /// An engine that answers before it has read everything is listened to; the rest is then not sent.
  package func withReply<Result: Sendable>(
    to request: EngineRequest, sending next: @escaping @Sendable () async throws -> [UInt8]?,
    _ body: (inout EngineReply) async throws -> Result
  ) async throws -> Result {
    try await withConnection { incoming, outgoing, _ in
      try await outgoing.write(encoded(request, upgrades: false))
      let upload = Task {
        while let piece = try await next() {
          guard !piece.isEmpty else { continue }
          let head = Array("\(String(piece.count, radix: 16))\r\n".utf8)
          try await outgoing.write(ByteBuffer(bytes: head + piece + Array("\r\n".utf8)))
        }
        try await outgoing.write(ByteBuffer(string: "0\r\n\r\n"))
      }
      defer { upload.cancel() }
      var reply = try await EngineReply(from: incoming.makeAsyncIterator(), isReplyToHead: false)
      return try await body(&reply)
    }
  }

  /// Sends a request and reads the whole reply, whatever its status.
  package func answer(to request: EngineRequest) async throws -> EngineReply {
    if let answer = await direct?.answer(request, version?.description) { return EngineReply(answer) }
    let isHead = request.method == .head
    guard let kept, case .unix(let path) = endpoint else {
      let (head, body) = try await withConnection { incoming, outgoing, _ in
        try await outgoing.write(encoded(request, upgrades: false))
        var reply = try await EngineReply(from: incoming.makeAsyncIterator(), isReplyToHead: isHead)
        return (reply.head, try await reply.allBytes())
      }
      return EngineReply(head: head, body: body)
    }
    let connection = try kept.take() ?? connect(to: path)
    let question = bytes(of: request, upgrades: false)
    let answer = try await Self.withWords { try await connection.answer(to: question, isHead: isHead) }
    guard let answer else { throw EngineClientError.noAnswer }
    if answer.staysOpen { kept.keep(connection) }
    return EngineReply(head: answer.head, body: answer.body)
  }

  /// Sends a request and reads the whole reply.
  ///
  /// - Throws: `EngineClientError.refused` unless its status is a success, or 304 (it was so already).
  @discardableResult
  package func send(_ request: EngineRequest) async throws -> (head: ReplyHead, body: [UInt8]) {
    var reply = try await answer(to: request)
    try await reply.requireSuccess()
    return (reply.head, try await reply.allBytes())
  }

  /// Sends a request and reads its reply as a JSON document.
  package func document(_ request: EngineRequest) async throws -> JSONValue {
    try JSONValue(parsing: try await send(request).body)
  }

  /// Sends a request whose reply turns the connection into a two-way stream (101).
  package func withHijackedStream<Result: Sendable>(
    _ request: EngineRequest, _ body: (inout EngineReply, HijackedInput) async throws -> Result
  ) async throws -> Result {
    try await withConnection { incoming, outgoing, channel in
      try await outgoing.write(encoded(request, upgrades: true))
      var reply = try await EngineReply(from: incoming.makeAsyncIterator(), isReplyToHead: false)
      guard reply.head.status == 101 || reply.head.isSuccess else {
        throw EngineClientError.notUpgraded(status: reply.head.status)
      }
      return try await body(&reply, HijackedInput(outgoing: outgoing, channel: channel))
    }
  }

  private func encoded(_ request: EngineRequest, upgrades: Bool) -> ByteBuffer {
    ByteBuffer(bytes: bytes(of: request, upgrades: upgrades))
  }

  private func bytes(of request: EngineRequest, upgrades: Bool) -> [UInt8] {
    request.bytes(host: endpoint.hostHeader, version: version?.description, upgrades: upgrades)
  }

  private func withConnection<Result: Sendable>(
    _ body: (
      NIOAsyncChannelInboundStream<ByteBuffer>, NIOAsyncChannelOutboundWriter<ByteBuffer>, any Channel
    ) async throws -> Result
  ) async throws -> Result {
    let channel = try await connect()
    return try await Self.withWords {
      try await channel.executeThenClose { incoming, outgoing in
        try await body(incoming, outgoing, channel.channel)
      }
    }
  }

  /// Runs what goes over a connection; what breaks it is told as the loss of it.
  private static func withWords<Result: Sendable>(
    _ body: () async throws -> Result
  ) async throws -> Result {
    do {
      return try await body()
    } catch let error as IOError {
      throw EngineClientError.connectionLost(error.description)
    } catch let error as ChannelError {
      throw EngineClientError.connectionLost("\(error)")
    } catch let error as ReplyParser.Malformation {
      throw EngineClientError.connectionLost("the engine's answer is not HTTP (\(error))")
    }
  }

  private func connect(to path: String) throws(EngineClientError) -> PlainConnection {
    do throws(SystemError) {
      return try PlainConnection(to: path)
    } catch {
      throw .unreachable(endpoint, code: error.code)
    }
  }

  private func connect() async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
    let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
    let wrap: @Sendable (any Channel) -> EventLoopFuture<NIOAsyncChannel<ByteBuffer, ByteBuffer>> = {
      channel in
      channel.eventLoop.makeCompletedFuture {
        try NIOAsyncChannel(
          wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
      }
    }
    do {
      switch endpoint {
      case .unix(let path):
        return try await bootstrap.connect(unixDomainSocketPath: path, channelInitializer: wrap)
      case .tcp(let host, let port):
        return try await bootstrap.connect(host: host, port: port, channelInitializer: wrap)
      }
    } catch {
      throw EngineClientError.unreachable(endpoint, code: (error as? IOError)?.errnoCode)
    }
  }
}
