import Testing

@testable import ContentHash

/// Messages and digests of NIST's examples for SHA-256, and the empty message of its test vectors.
@Test(arguments: [
  ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
  ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  (
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
  ),
  (
    String(repeating: "a", count: 1_000_000),
    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
  ),
])
func `published messages have their published hash`(message: String, digest: String) {
  #expect(ContentHash.hexadecimal(of: Array(message.utf8)) == digest)
}

@Test func `the hash does not depend on how the bytes are cut`() {
  let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
  for size in [1, 63, 64, 65, 4_096, 10_000] {
    var hash = ContentHash()
    for start in stride(from: 0, to: bytes.count, by: size) {
      let piece = Array(bytes[start..<min(bytes.count, start + size)])
      hash.update(piece.span)
    }
    #expect(hash.hexadecimal() == ContentHash.hexadecimal(of: bytes))
  }
}

@Test func `a hash made again and again is the hash made once`() {
  var hashing = RepeatedHash()
  var digits: [UInt8] = [1, 2, 3]
  for count in [0, 1, 55, 56, 63, 64, 65, 1_000, 100_000, 0] {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    hashing.write(hashOf: unsafe bytes.span.bytes, to: &digits)
    #expect(String(decoding: digits, as: UTF8.self) == ContentHash.hexadecimal(of: bytes))
  }
}
