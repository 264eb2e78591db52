import CCrypto

/// Computes the digest of content that arrives in pieces.
@safe package struct Digester: ~Copyable {
  package let algorithm: Digest.Algorithm
  private let context: OpaquePointer

  /// Starts an empty digest.
  ///
  /// The only possible failure of libcrypto here is lack of memory, which ends the process.
  package init(_ algorithm: Digest.Algorithm = .sha256) {
    let method =
      switch algorithm {
      case .sha256: DOJO_SHA256
      case .sha512: DOJO_SHA512
      }
    guard let context = unsafe dojo_digest_make(method) else {
      preconditionFailure("libcrypto has no memory for a digest")
    }
    self.algorithm = algorithm
    unsafe self.context = context
  }

  deinit {
    unsafe dojo_digest_free(context)
  }

  /// Adds bytes.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    let done = unsafe dojo_digest_update(context, bytes.baseAddress, bytes.count)
    precondition(done != 0, "libcrypto refused bytes")
  }

  /// Adds bytes.
  package mutating func update(_ bytes: some Sequence<UInt8>) {
    let added: Void? = bytes.withContiguousStorageIfAvailable { buffer in
      unsafe update(UnsafeRawBufferPointer(buffer))
    }
    guard added == nil else { return }
    unsafe Array(bytes).withUnsafeBytes { bytes in unsafe update(bytes) }
  }

  /// The digest of everything added so far; more may be added afterwards.
  package func digest() -> Digest {
    guard let copy = unsafe dojo_digest_copy(context) else {
      preconditionFailure("libcrypto has no memory for a digest")
    }
    defer { unsafe dojo_digest_free(copy) }
    let value = unsafe [UInt8](unsafeUninitializedCapacity: Int(DOJO_DIGEST_ROOM)) { room, count in
      count = unsafe dojo_digest_finish(copy, room.baseAddress)
    }
    precondition(!value.isEmpty, "libcrypto could not finish a digest")
    return Digest(algorithm: algorithm, bytes: value)
  }
}

extension Digest {
  /// The digest of bytes in memory.
  package static func of(_ bytes: some Sequence<UInt8>, _ algorithm: Algorithm = .sha256) -> Self {
    var digester = Digester(algorithm)
    digester.update(bytes)
    return digester.digest()
  }

  /// The SHA-256 digest of bytes in memory.
  package static func sha256(of bytes: some Sequence<UInt8>) -> Self { of(bytes, .sha256) }
}
