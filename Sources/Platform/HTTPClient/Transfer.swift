import Synchronization

/// One exchange under way: what libcurl's callbacks read and fill.
final class Transfer: Sendable {
  private struct State {
    var status = 0
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []
    var unsent: ArraySlice<UInt8> = []
    var uploadEnded = false
    var failure: HTTPClientError?
  }

  let request: ClientRequest
  private let receive: (@Sendable ([UInt8]) throws -> Void)?
  private let state = Mutex(State())
  private let isCancelled = Atomic(false)

  init(request: ClientRequest, receive: (@Sendable ([UInt8]) throws -> Void)?) {
    self.request = request
    self.receive = receive
  }

  func cancel() { isCancelled.store(true, ordering: .relaxed) }

  var wasCancelled: Bool { isCancelled.load(ordering: .relaxed) }

  /// What stopped the transfer on our side, if something did.
  var failure: HTTPClientError? { state.withLock { $0.failure } }

  var reply: ClientReply {
    state.withLock { ClientReply(status: $0.status, headers: $0.headers, body: $0.body) }
  }

  /// Takes one line of the head; a status line begins a new head, after `100 Continue` or a redirect.
  func takeHeader(_ line: String) {
    let line = line.split(whereSeparator: \.isNewline).first ?? ""
    state.withLock { state in
      if line.hasPrefix("HTTP/") {
        state.headers = []
        state.body = []
        let words = line.split(separator: " ")
        state.status = words.count > 1 ? Int(words[1]) ?? 0 : 0
      } else if let colon = line.firstIndex(of: ":") {
        let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        state.headers.append((String(line[..<colon]), String(value)))
      }
    }
  }

  /// Takes a piece of the body; false stops the transfer.
  func takeBody(_ bytes: [UInt8]) -> Bool {
    let status = state.withLock { $0.status }
    if let receive, (200..<300).contains(status) {
      do {
        try receive(bytes)
        return true
      } catch {
        fail(.bodyFailed("\(error)"))
        return false
      }
    }
    return state.withLock { state in
      guard state.body.count + bytes.count <= request.bodyLimit else {
        state.failure = .tooLong(limit: request.bodyLimit)
        return false
      }
      state.body += bytes
      return true
    }
  }

  /// The next bytes to send, at most `limit`; none at the end, `nil` to stop.
  func nextUpload(atMost limit: Int) -> ArraySlice<UInt8>? {
    let (unsent, ended) = state.withLock { ($0.unsent, $0.uploadEnded) }
    var rest = unsent
    if rest.isEmpty, !ended {
      do {
        rest = try nextPiece()
      } catch {
        fail(.bodyFailed("\(error)"))
        return nil
      }
    }
    let piece = rest.prefix(limit)
    state.withLock { $0.unsent = rest.dropFirst(limit) }
    return piece
  }

  /// Begins the upload anew; false when its bytes are not to be had again.
  func rewindUpload() -> Bool {
    if case .pieces = request.body { return false }
    state.withLock { state in
      state.unsent = []
      state.uploadEnded = false
    }
    return true
  }

  private func nextPiece() throws -> ArraySlice<UInt8> {
    switch request.body {
    case .none:
      return []
    case .bytes(let bytes):
      state.withLock { $0.uploadEnded = true }
      return bytes[...]
    case .pieces(_, let next):
      while let piece = try next() {
        if !piece.isEmpty { return piece[...] }
      }
      state.withLock { $0.uploadEnded = true }
      return []
    }
  }

  private func fail(_ error: HTTPClientError) {
    state.withLock { $0.failure = error }
  }
}
