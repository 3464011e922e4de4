internal import CCrypto

/// The SHA-256 of one content after another, for the million hashes of an evaluation.
///
/// What OpenSSL looks up and allocates for a hash is looked up and allocated once.
@safe package struct RepeatedHash: ~Copyable {
  private let context: OpaquePointer
  private var digest = [UInt8](repeating: 0, count: ContentHash.byteCount)

  package init() {
    let context = unsafe EVP_MD_CTX_new()
    guard let context = unsafe context else { preconditionFailure("OpenSSL gives no memory for a SHA-256") }
    unsafe self.context = context
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// The hash of bytes, as the digits of ``ContentHash``, in ASCII in place of what `digits` held.
  package mutating func write(hashOf bytes: RawSpan, to digits: inout [UInt8]) {
    let status = unsafe bytes.withUnsafeBytes { bytes in
      guard unsafe EVP_DigestInit_ex(context, ContentHash.algorithm, nil) == 1 else { return Int32(0) }
      return unsafe EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }
    let end = unsafe EVP_DigestFinal_ex(context, &digest, nil)
    precondition(status == 1 && end == 1, "OpenSSL makes no SHA-256 of \(bytes.byteCount) bytes")
    digits.removeAll(keepingCapacity: true)
    ContentHash.append(digest, to: &digits)
  }
}
