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
      case .sha256: unsafe EVP_sha256()
      case .sha512: unsafe EVP_sha512()
      }
    guard let context = unsafe EVP_MD_CTX_new(), unsafe EVP_DigestInit_ex(context, method, nil) == 1 else {
      preconditionFailure("libcrypto has no memory for a digest")
    }
    self.algorithm = algorithm
    unsafe self.context = context
  }

  deinit {
    unsafe EVP_MD_CTX_free(context)
  }

  /// Adds bytes.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    let done = unsafe EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    precondition(done == 1, "libcrypto refused bytes")
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
    var value = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var length: UInt32 = 0
    guard let copy = unsafe EVP_MD_CTX_new() else {
      preconditionFailure("libcrypto has no memory for a digest")
    }
    defer { unsafe EVP_MD_CTX_free(copy) }
    let copied = unsafe EVP_MD_CTX_copy_ex(copy, context)
    let finished = unsafe EVP_DigestFinal_ex(copy, &value, &length)
    precondition(copied == 1 && finished == 1, "libcrypto could not finish a digest")
    return Digest(algorithm: algorithm, bytes: value.prefix(Int(length)))
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
