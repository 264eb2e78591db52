import CTLS
import NIOCore

/// The server's side of one TLS connection, between bytes from and for the peer and plain ones.
@safe struct TLSSession: ~Copyable {
  /// How a connection goes on after reading.
  enum State {
    case goesOn
    /// The peer has said that nothing more will come.
    case ended
    case broken
  }

  /// The most plain bytes that one record of TLS holds (RFC 8446, section 5.1).
  private static let recordSize = 16 * 1024

  private let session: OpaquePointer

  /// Takes over what `dojo_tls_session_make` made.
  fileprivate init(taking session: OpaquePointer) {
    unsafe self.session = session
  }

  deinit {
    unsafe dojo_tls_session_free(session)
  }

  /// Whether the handshake is over and plain bytes may be written.
  var isReady: Bool { unsafe dojo_tls_is_ready(session) != 0 }

  /// Takes bytes from the peer; the plain bytes that they complete are added to `plain`.
  func receive(_ bytes: inout ByteBuffer, into plain: inout ByteBuffer) -> State {
    let isTaken = unsafe bytes.readWithUnsafeReadableBytes { bytes in
      let taken = unsafe dojo_tls_feed(session, bytes.baseAddress, bytes.count) != 0
      return (bytes.count, taken)
    }
    guard isTaken else { return .broken }
    while true {
      var state = DOJO_TLS_WAITS
      unsafe plain.writeWithUnsafeMutableBytes(minimumWritableBytes: Self.recordSize) { room in
        var count = 0
        state = unsafe dojo_tls_read(session, room.baseAddress, room.count, &count)
        return count
      }
      switch state {
      case DOJO_TLS_GOES_ON: continue
      case DOJO_TLS_WAITS: return .goesOn
      case DOJO_TLS_ENDED: return .ended
      default: return .broken
      }
    }
  }

  /// Encrypts plain bytes; `false` when the connection is broken.
  func send(_ plain: ByteBuffer) -> Bool {
    unsafe plain.withUnsafeReadableBytes { bytes in
      unsafe dojo_tls_write(session, bytes.baseAddress, bytes.count) == DOJO_TLS_GOES_ON
    }
  }

  /// Tells the peer that nothing more will come.
  func sayEnd() {
    unsafe dojo_tls_say_end(session)
  }

  /// What is to be sent to the peer; `nil` if that is nothing.
  func takeOutgoing(_ allocator: ByteBufferAllocator) -> ByteBuffer? {
    let count = unsafe dojo_tls_waiting(session)
    guard count > 0 else { return nil }
    var buffer = allocator.buffer(capacity: count)
    unsafe buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { room in
      unsafe dojo_tls_take(session, room.baseAddress, count)
    }
    return buffer
  }
}

/// A certificate chain and its key, ready for connections.
@safe struct TLSPair: ~Copyable {
  private let identity: OpaquePointer

  /// Reads both from PEM; `paths` are those that errors name.
  init(chain: [UInt8], key: [UInt8], paths: (certificate: String, key: String)) throws(TLSIdentityError) {
    var problem = DOJO_TLS_FINE
    let made = unsafe chain.withUnsafeBytes { chain in
      unsafe key.withUnsafeBytes { key in
        unsafe dojo_tls_identity_make(
          chain.baseAddress, chain.count, key.baseAddress, key.count, &problem)
      }
    }
    if let made = unsafe made {
      unsafe identity = made
      return
    }
    switch problem {
    case DOJO_TLS_NO_LIBRARY: throw .noLibrary
    case DOJO_TLS_NO_CERTIFICATE: throw .noCertificate(path: paths.certificate)
    case DOJO_TLS_NO_KEY: throw .noKey(path: paths.key)
    default: throw .notAPair(certificate: paths.certificate, key: paths.key)
    }
  }

  deinit {
    unsafe dojo_tls_identity_free(identity)
  }

  /// A new connection; `nil` without memory.
  func session() -> TLSSession? {
    guard let session = unsafe dojo_tls_session_make(identity) else { return nil }
    return unsafe TLSSession(taking: session)
  }
}
