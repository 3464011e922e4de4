import JSONBytes
import Statistics
import Testing

/// Phrase and end of each match, in the order of the ends, at one end the longest first.
private func found(_ phrases: [String], _ bytes: [UInt8], _ range: ByteRange) -> [[Int]] {
  var matches: [[Int]] = []
  PhraseMatcher(phrases).forEachMatch(in: bytes.span, range) { matches.append([$0.phrase, $0.end]) }
  let lengths = phrases.map(\.utf8.count)
  return matches.sorted { ($0[1], -lengths[$0[0]]) < ($1[1], -lengths[$1[0]]) }
}

private func found(_ phrases: [String], _ text: String) -> [String] {
  let bytes = Array(text.utf8)
  return found(phrases, bytes, ByteRange(start: 0, count: bytes.count)).map { phrases[$0[0]] }
}

/// The same by comparing every phrase at every place.
private func compared(_ phrases: [String], _ bytes: [UInt8], _ range: ByteRange) -> [[Int]] {
  func isWordByte(_ byte: UInt8) -> Bool {
    let scalar = Unicode.Scalar(byte)
    return scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
  }
  func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 32 : byte }
  var matches: [[Int]] = []
  for end in range.start...range.end {
    var here: [(length: Int, phrase: Int)] = []
    for (index, phrase) in phrases.enumerated() where phrases.firstIndex(of: phrase) == index {
      let letters = Array(phrase.utf8)
      let start = end - letters.count
      guard start >= range.start, bytes[start..<end].map(lower).elementsEqual(letters) else { continue }
      let isCutBefore = start > range.start && isWordByte(bytes[start - 1]) && isWordByte(bytes[start])
      let isCutAfter = end < range.end && isWordByte(bytes[end]) && isWordByte(bytes[end - 1])
      if !isCutBefore, !isCutAfter { here.append((letters.count, index)) }
    }
    matches += here.sorted { $0.length > $1.length }.map { [$0.phrase, end] }
  }
  return matches
}

@Test func `phrases count between word borders alone`() {
  #expect(
    found(["error"], "Error: an ERROR, no terror, no errors, error_1 error")
      == Array(repeating: "error", count: 4))
  #expect(found(["not found", "found"], "NOT FOUND") == ["not found", "found"])
  #expect(found(["404"], "404 4040 1404 v404 (404)") == ["404", "404"])
}

@Test func `scripts without borders need none`() {
  #expect(found(["错误", "超时"], "请求超时错误。") == ["超时", "错误"])
}

@Test func `a phrase outside of the range, or across its end, is not found`() {
  let bytes = Array("error one error".utf8)
  #expect(found(["error"], bytes, ByteRange(start: 5, count: 5)).isEmpty)
  #expect(found(["error"], bytes, ByteRange(start: 6, count: 8)).isEmpty)
  // The range is all there is: what stands before it is no part of the word.
  #expect(found(["rror"], bytes, ByteRange(start: 1, count: 4)) == [[0, 5]])
}

@Test func `random phrases are found where comparing finds them`() {
  let letters = ["a", "b", "A", "1", " ", "_", "é", "错"]
  var generator = SplitMix64(seed: 3)
  func text(_ longest: Int) -> String {
    (0..<1 + generator.integer(below: longest)).map { _ in letters[generator.integer(below: letters.count)] }
      .joined()
  }
  for _ in 0..<400 {
    let phrases = (0..<1 + generator.integer(below: 12)).map { _ in text(4).lowercased() }
    let bytes = Array(text(60).utf8)
    let start = generator.integer(below: bytes.count)
    let range = ByteRange(start: start, count: generator.integer(below: bytes.count - start + 1))
    #expect(found(phrases, bytes, range) == compared(phrases, bytes, range), "\(phrases)")
  }
}
