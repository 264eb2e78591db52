import Dispatch
import Synchronization

/// Sends requests with libcurl, a few at a time, each on a thread that may block; connections are kept and used again.
package final class HTTPClient: Sendable {
  private struct Waiting {
    var idle: [TransferSlot]
    var callers: [CheckedContinuation<TransferSlot, Never>] = []
  }

  private let slots: Mutex<Waiting>

  /// Makes a client that runs at most `slots` requests at once.
  package init(slots: Int = 4) {
    self.slots = Mutex(Waiting(idle: (0..<max(1, slots)).map { _ in TransferSlot() }))
  }

  /// Sends a request and waits for its whole answer.
  ///
  /// `receive` takes the body of a successful answer (2xx) piece by piece, on a thread that may block; without it the
  /// body is kept in the reply.
  package func send(
    _ request: ClientRequest, receive: (@Sendable ([UInt8]) throws -> Void)? = nil
  ) async throws(HTTPClientError) -> ClientReply {
    let slot = await take()
    defer { giveBack(slot) }
    let transfer = Transfer(request: request, receive: receive)
    let result = await withTaskCancellationHandler {
      await slot.run(transfer)
    } onCancel: {
      transfer.cancel()
    }
    return try result.get()
  }

  private func take() async -> TransferSlot {
    await withCheckedContinuation { continuation in
      let slot = slots.withLock { waiting -> TransferSlot? in
        if let slot = waiting.idle.popLast() { return slot }
        waiting.callers.append(continuation)
        return nil
      }
      if let slot { continuation.resume(returning: slot) }
    }
  }

  private func giveBack(_ slot: TransferSlot) {
    let caller = slots.withLock { waiting -> CheckedContinuation<TransferSlot, Never>? in
      guard waiting.callers.isEmpty else { return waiting.callers.removeFirst() }
      waiting.idle.append(slot)
      return nil
    }
    caller?.resume(returning: slot)
  }
}

/// A thread and the libcurl handle that it alone uses.
final class TransferSlot: Sendable {
  private let queue = DispatchQueue(label: "dojo.http-client")
  private let handle = Mutex<EasyHandle?>(nil)

  func run(_ transfer: Transfer) async -> Result<ClientReply, HTTPClientError> {
    await withCheckedContinuation { continuation in
      queue.async { [self] in
        let result = handle.withLock { handle in
          if handle == nil { handle = EasyHandle() }
          return handle?.perform(transfer) ?? .failure(.other("libcurl did not start"))
        }
        continuation.resume(returning: result)
      }
    }
  }
}
