import NIOCore

/// The way into a stream that has been taken over: what a container reads as its standard input.
package struct HijackedInput: Sendable {
  let outgoing: NIOAsyncChannelOutboundWriter<ByteBuffer>
  let channel: any Channel

  /// Sends bytes, and waits while the engine does not take them.
  package func send(_ bytes: [UInt8]) async throws {
    try await outgoing.write(ByteBuffer(bytes: bytes))
  }

  /// Says that nothing more will come; output still arrives.
  package func end() {
    outgoing.finish()
  }

  /// Closes the stream in both directions; reading it then ends.
  package func disconnect() {
    channel.close(promise: nil)
  }
}
