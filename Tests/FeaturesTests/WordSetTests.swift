import Statistics
import Testing

@testable import Features

@Test(arguments: 0..<5) func `a set of words is a set`(_ seed: UInt64) {
  var generator = SplitMix64(seed: seed)
  // Zero is a word too, and some differ in their first bits alone.
  let words = (0..<300).map { _ in
    UInt64.random(in: 0..<200, using: &generator) << (Bool.random(using: &generator) ? 0 : 50)
  }
  var (one, other) = (WordSet(), WordSet())
  #expect(one.isEmpty && one.commonCount(with: other) == 0)
  for word in words { one.insert(word) }
  for word in words.prefix(40) + [7_000] { other.insert(word) }
  let few = Set(words.prefix(40) + [7_000])
  #expect(one.count == Set(words).count)
  #expect(other.count == few.count)
  #expect(one.commonCount(with: other) == few.intersection(words).count)
  #expect(other.commonCount(with: one) == few.intersection(words).count)
}
