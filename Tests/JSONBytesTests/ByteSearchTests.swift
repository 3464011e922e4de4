import JSONBytes
import Statistics
import Testing

/// Ranges of bytes drawn from few values, with words to look for; of lengths about a step of the search and beyond.
private struct DrawnBytes {
  let bytes: [UInt8]
  let range: ByteRange
  let word: [UInt8]

  init(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let values = Array("ab0:\n\u{e9}".utf8)
    let bytes = (0..<Int.random(in: 0...80, using: &generator)).map { _ in
      values[Int.random(in: values.indices, using: &generator)]
    }
    let start = Int.random(in: 0...bytes.count, using: &generator)
    self.bytes = bytes
    range = ByteRange(start: start, count: Int.random(in: 0...(bytes.count - start), using: &generator))
    word = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
      values[Int.random(in: values.indices, using: &generator)]
    }
  }

  /// The first place in the range at which some bytes stand, by comparing them at each.
  func firstPlace(of word: [UInt8]) -> Int? {
    range.indices.first { $0 + word.count <= range.end && bytes[$0..<$0 + word.count].elementsEqual(word) }
  }
}

@Test(arguments: 0..<400)
func `bytes are found where comparing each place finds them`(seed: UInt64) {
  let drawn = DrawnBytes(seed: seed)
  let found = unsafe drawn.bytes.span.bytes.firstPosition(of: drawn.word, in: drawn.range)
  #expect(found == drawn.firstPlace(of: drawn.word))
  let text = unsafe drawn.bytes.span.bytes.firstPosition(of: "ab", in: drawn.range)
  #expect(text == drawn.firstPlace(of: Array("ab".utf8)))
  let byte = unsafe drawn.bytes.span.bytes.firstPosition(of: drawn.word[0], in: drawn.range)
  #expect(byte == drawn.firstPlace(of: [drawn.word[0]]))
}

@Test(arguments: 0..<400)
func `the last of a byte, the first digit and bytes beyond ASCII are found in a range`(seed: UInt64) {
  let drawn = DrawnBytes(seed: seed)
  let (bytes, range) = (drawn.bytes, drawn.range)
  let last = unsafe bytes.span.bytes.lastPosition(of: drawn.word[0], in: range)
  #expect(last == range.indices.last { bytes[$0] == drawn.word[0] })
  let digit = unsafe bytes.span.bytes.firstDigit(in: range)
  #expect(digit == range.indices.first { (0x30...0x39).contains(bytes[$0]) })
  let isASCII = unsafe bytes.span.bytes.isASCII(range)
  #expect(isASCII == range.indices.allSatisfy { bytes[$0] < 0x80 })
}

@Test func `nothing is found of a word longer than the range, nor of no word`() {
  let bytes = Array("abc".utf8)
  let range = ByteRange(start: 1, count: 2)
  #expect(unsafe bytes.span.bytes.firstPosition(of: Array("bcd".utf8), in: range) == nil)
  #expect(unsafe bytes.span.bytes.firstPosition(of: [], in: range) == nil)
  #expect(unsafe bytes.span.bytes.firstDigit(in: range) == nil)
}
