import Basics
import NIOCore
import NIOPosix
import Synchronization

/// An engine that answers with what a real one answered to the same command.
final class ReplayEngine: Sendable {
  private struct State {
    var unused: [RecordedExchange]
    var used: [RecordedExchange] = []
    var unexpected: [String] = []
  }

  private let state: Mutex<State>

  init(_ exchanges: [RecordedExchange]) {
    state = Mutex(State(unused: exchanges))
  }

  /// Requests that no recorded exchange answers.
  var unexpected: [String] { state.withLock { $0.unexpected } }

  /// Serves on a unix socket while `body` runs.
  func serve<Result>(at path: String, _ body: () async throws -> Result) async throws -> Result {
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(ReplayHandler(engine: self))
        }
      }
      .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
    do {
      let result = try await body()
      try await channel.close()
      return result
    } catch {
      try await channel.close()
      throw error
    }
  }

  /// The reply to a request, as bytes; `closes` tells whether the connection ends with it.
  fileprivate func reply(method: String, target: String, body: [UInt8]) -> (bytes: [UInt8], closes: Bool) {
    let parts = target.split(separator: "?", maxSplits: 1)
    let path = Self.withoutVersion(String(parts.first ?? ""))
    let query = parts.count > 1 ? String(parts[1]) : ""
    if path == "/_ping" {
      return (Array("HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Length: 0\r\n\r\n".utf8), false)
    }
    let exchange = state.withLock { state -> RecordedExchange? in
      let matches = { (exchange: RecordedExchange) in
        exchange.method == method && Self.withoutEscapes(exchange.path) == Self.withoutEscapes(path)
      }
      let index =
        state.unused.firstIndex { matches($0) && $0.query == query }
        ?? state.unused.firstIndex(where: matches)
      guard let index else {
        if let again = state.used.last(where: matches) { return again }
        state.unexpected.append("\(method) \(target)")
        return nil
      }
      let exchange = state.unused.remove(at: index)
      state.used.append(exchange)
      if let expected = exchange.request, let sent = try? JSONValue(parsing: body),
        Self.sorted(expected) != Self.sorted(sent)
      {
        state.unexpected.append("\(path) with \(sent.text()), recorded \(expected.text())")
      }
      if exchange.query != query {
        state.unexpected.append("\(method) \(target), recorded ?\(exchange.query)")
      }
      return exchange
    }
    guard let exchange else {
      let body = #"{"message":"replay: nothing recorded for \#(method) \#(path)"}"#
      return (
        Array(
          "HTTP/1.1 500 X\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
            .utf8),
        false
      )
    }
    return (Self.bytes(of: exchange), exchange.isHijacked)
  }

  private static func bytes(of exchange: RecordedExchange) -> [UInt8] {
    if exchange.isHijacked {
      return Array("HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n".utf8)
        + exchange.body
    }
    let head =
      "HTTP/1.1 \(exchange.status) X\r\nApi-Version: 1.41\r\nContent-Type: \(exchange.contentType)\r\n"
    guard exchange.status != 204, exchange.status != 304 else { return Array((head + "\r\n").utf8) }
    // In two chunks, so that readers cannot rely on getting a message in one piece.
    let cut = exchange.body.count / 2
    let chunks = [exchange.body[..<cut], exchange.body[cut...]].filter { !$0.isEmpty }.flatMap { chunk in
      Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + Array("\r\n".utf8)
    }
    return Array((head + "Transfer-Encoding: chunked\r\n\r\n").utf8) + chunks + Array("0\r\n\r\n".utf8)
  }

  /// The same document with its keys in order, and without members that are empty or null: how they are left out differs.
  private static func sorted(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let elements): return .array(elements.map(sorted))
    case .object(let object):
      let members = object.members.map { ($0.key, sorted($0.value)) }.sorted { $0.0 < $1.0 }
      let empty: [JSONValue] = [.null, "", 0, false, [], [:]]
      return .object(JSONObject(members.filter { !empty.contains($0.1) }))
    default: return value
    }
  }

  private static func withoutVersion(_ path: String) -> String {
    guard path.hasPrefix("/v1."), let slash = path.dropFirst().firstIndex(of: "/") else { return path }
    return String(path[slash...])
  }

  private static func withoutEscapes(_ path: String) -> String {
    path.replacing("%3A", with: ":").replacing("%40", with: "@")
  }
}

private final class ReplayHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let engine: ReplayEngine
  private var pending: [UInt8] = []
  private var isRaw = false

  init(engine: ReplayEngine) {
    self.engine = engine
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    pending += unwrapInboundIn(data).readableBytesView
    while !isRaw, let (method, target, body) = nextRequest() {
      let (bytes, closes) = engine.reply(method: method, target: target, body: body)
      isRaw = closes
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
      if closes { context.close(promise: nil) }
    }
  }

  private func nextRequest() -> (method: String, target: String, body: [UInt8])? {
    let blank = Array("\r\n\r\n".utf8)
    guard let end = pending.indices.first(where: { pending[$0...].starts(with: blank) }) else { return nil }
    let lines = String(decoding: pending[..<end], as: UTF8.self).split(separator: "\r\n")
    let words = (lines.first ?? "").split(separator: " ")
    let length =
      lines.first { $0.lowercased().hasPrefix("content-length:") }
      .flatMap { Int($0.dropFirst(15).drop { $0 == " " }) } ?? 0
    if lines.contains(where: { $0.lowercased() == "transfer-encoding: chunked" }) {
      let last = Array("\r\n0\r\n\r\n".utf8)
      let whole = pending[(end + 2)...]
      guard words.count >= 2, let stop = whole.indices.first(where: { whole[$0...].starts(with: last) })
      else { return nil }
      // What was uploaded is of no interest; no recording holds it.
      pending.removeFirst(stop + last.count)
      return (String(words[0]), String(words[1]), [])
    }
    guard words.count >= 2, pending.count >= end + 4 + length else { return nil }
    let body = Array(pending[(end + 4)..<(end + 4 + length)])
    pending.removeFirst(end + 4 + length)
    return (String(words[0]), String(words[1]), body)
  }
}
