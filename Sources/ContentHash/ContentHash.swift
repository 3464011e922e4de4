internal import CCrypto

/// The SHA-256 of bytes that come in pieces, by which a content is known again.
///
/// OpenSSL takes the processor's own instructions where it has them, so hashing what is read costs little beside
/// reading it.
///
/// Source: NIST 2015, FIPS PUB 180-4, doi:10.6028/NIST.FIPS.180-4.
@safe package struct ContentHash: ~Copyable {
  private let context: OpaquePointer

  package init() {
    let context = unsafe EVP_MD_CTX_new()
    guard let context = unsafe context, unsafe EVP_DigestInit_ex(context, Self.algorithm, nil) == 1 else {
      preconditionFailure("OpenSSL gives no SHA-256")
    }
    unsafe self.context = context
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// Takes in the next bytes.
  package mutating func update(_ bytes: Span<UInt8>) {
    let status = unsafe bytes.withUnsafeBufferPointer {
      unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count)
    }
    precondition(status == 1, "OpenSSL did not take \(bytes.count) bytes")
  }

  /// Takes in the next bytes.
  package mutating func update(_ bytes: RawSpan) {
    let status = unsafe bytes.withUnsafeBytes { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
    precondition(status == 1, "OpenSSL did not take \(bytes.byteCount) bytes")
  }

  /// The hash of all bytes so far, as 64 hexadecimal digits; nothing can be taken in afterwards.
  package consuming func hexadecimal() -> String {
    var digits: [UInt8] = []
    append(to: &digits)
    return String(decoding: digits, as: UTF8.self)
  }

  /// The hash of bytes that are all at hand, as 64 hexadecimal digits.
  package static func hexadecimal(of bytes: [UInt8]) -> String {
    var hash = ContentHash()
    hash.update(bytes.span)
    return hash.hexadecimal()
  }

  private borrowing func append(to output: inout [UInt8]) {
    var digest = [UInt8](repeating: 0, count: Self.byteCount)
    let status = unsafe EVP_DigestFinal_ex(context, &digest, nil)
    precondition(status == 1, "OpenSSL does not finish a SHA-256")
    Self.append(digest, to: &output)
  }

  /// Appends bytes as hexadecimal digits.
  static func append(_ digest: [UInt8], to output: inout [UInt8]) {
    for byte in digest {
      output.append(digit(byte >> 4))
      output.append(digit(byte & 15))
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  static let byteCount = 32

  /// SHA-256 as OpenSSL knows it, which is never changed, nor freed.
  ///
  /// Looked up once: OpenSSL would look for it by name for each hash.
  nonisolated(unsafe) static let algorithm: OpaquePointer? = unsafe EVP_MD_fetch(nil, "SHA256", nil)
}
