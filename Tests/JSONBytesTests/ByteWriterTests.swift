import Foundation
import JSONBytes
import Statistics
import Testing

/// What JSON asks for, a byte at a time.
private func naivelyQuoted(_ bytes: [UInt8]) -> [UInt8] {
  let letters: [UInt8: String] = [
    0x22: "\\\"", 0x5C: "\\\\", 0x0A: "\\n", 0x0D: "\\r", 0x09: "\\t", 0x08: "\\b", 0x0C: "\\f",
  ]
  let body = bytes.flatMap { byte -> [UInt8] in
    if let letter = letters[byte] { return Array(letter.utf8) }
    return byte < 0x20 ? Array("\\u00".utf8) + Array(String(format: "%02x", byte).utf8) : [byte]
  }
  return [0x22] + body + [0x22]
}

/// Bytes of which a share must be escaped.
private func bytes(_ count: Int, share: Int, _ generator: inout SplitMix64) -> [UInt8] {
  (0..<count).map { _ in
    generator.integer(below: 8) < share
      ? [0x22, 0x5C, 0x0A, 0x01, 0x1F, 0x00][generator.integer(below: 6)]
      : UInt8(0x20 + generator.integer(below: 0xE0))
  }
}

@Test func `any bytes are quoted as a byte at a time would be, wherever they begin and end`() {
  var generator = SplitMix64(seed: 11)
  var writer = ByteWriter()
  for round in 0..<3_000 {
    let text = bytes(generator.integer(below: 150), share: round % 9, &generator)
    let start = generator.integer(below: text.count + 1)
    let range = start..<start + generator.integer(below: text.count - start + 1)
    let expected = naivelyQuoted(Array(text[range]))
    writer.clear()
    writer.appendQuoted(text.span, range)
    #expect(writer.array == expected)
    var output: [UInt8] = []
    output.appendQuoted(text.span, range)
    #expect(output == expected)
  }
}

@Test func `a text longer than a piece is quoted as a whole`() {
  var generator = SplitMix64(seed: 12)
  for count in [4_095, 4_096, 4_097, 20_000] {
    let text = bytes(count, share: 2, &generator)
    var writer = ByteWriter()
    writer.appendQuoted(text.span, text.indices)
    #expect(writer.array == naivelyQuoted(text))
  }
}

@Test func `what is written is what was handed over, in its order`() {
  var generator = SplitMix64(seed: 13)
  var writer = ByteWriter()
  for _ in 0..<50 {
    var expected: [UInt8] = []
    writer.clear()
    for _ in 0..<generator.integer(below: 60) {
      let some = bytes(generator.integer(below: 90), share: 1, &generator)
      switch generator.integer(below: 6) {
      case 0:
        writer.append("plain")
        expected += "plain".utf8
      case 1:
        writer.append(some)
        expected += some
      case 2:
        let range = some.count / 3..<some.count
        writer.append(some.span, range)
        expected += some[range]
      case 3:
        writer.append("漢字 \(some.count)" as String)
        expected += "漢字 \(some.count)".utf8
      case 4:
        var other = ByteWriter()
        other.append(some)
        writer.append(other)
        expected += some
      default:
        writer.append(some.count, digitCount: 4)
        expected += String(format: "%04d", some.count).utf8
      }
    }
    #expect(writer.count == expected.count && writer.array == expected)
  }
}

@Test func `nothing written is no bytes`() {
  var writer = ByteWriter()
  #expect(writer.count == 0 && writer.array.isEmpty)
  writer.append([])
  writer.append("" as String)
  writer.appendQuoted("")
  #expect(writer.array == Array("\"\"".utf8))
  writer.clear()
  #expect(writer.withBytes { $0.byteCount } == 0)
}
