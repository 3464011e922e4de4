import Statistics
import Testing

@testable import Signatures

/// Words and crumbs of one, two or three, some with marks around them.
private let words = [
  "the", "Card", "not", "NEVER", "refused", "don't", "ab", "a", "expired.", "wait...", "(order", "order)",
  "\"quoted\"", "C:\\temp", "x=1;", "it's", "...", "",
]

@Test(arguments: 0..<200)
func `words of ASCII are read as bytes as they are as characters`(seed: UInt64) {
  var generator = SplitMix64(seed: seed)
  let drawn = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
    words[Int.random(in: words.indices, using: &generator)]
  }
  let text = drawn.joined(separator: " ")
  #expect(TellingWords.core(of: text) == TellingWords.core(ofCharacters: text))
}
