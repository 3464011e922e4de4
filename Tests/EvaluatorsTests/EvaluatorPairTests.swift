import Statistics
import Testing

@testable import Evaluators

private func pair(_ counts: Int...) -> EvaluatorPair {
  var pair = EvaluatorPair(first: "a", second: "b")
  (pair.bothPassCount, pair.onlyFirstCount) = (counts[0], counts[1])
  (pair.onlySecondCount, pair.bothFailCount) = (counts[2], counts[3])
  return pair
}

@Test func `verdicts are counted by both`() {
  var made = pair(0, 0, 0, 0)
  for (first, second) in [(true, true), (true, false), (true, false), (false, true), (false, false)] {
    made.add(first: first, second: second)
  }
  #expect(made == pair(1, 2, 1, 1))
  #expect(made.sharedCount == 5)
}

@Test func `evaluators that move together count one thing twice, others do not`() {
  #expect(pair(60, 2, 1, 40).isDouble(interval: pair(60, 2, 1, 40).interval()))
  #expect(pair(1, 60, 50, 2).isDouble(interval: pair(1, 60, 50, 2).interval()))
  #expect(!pair(50, 20, 20, 50).isDouble(interval: pair(50, 20, 20, 50).interval()))
  #expect(!pair(30, 30, 30, 30).isDouble(interval: pair(30, 30, 30, 30).interval()))
}

@Test func `of too few traces, and of verdicts that are all the same, nothing is said`() {
  #expect(pair(14, 0, 0, 14).interval() == nil)
  #expect(pair(100, 0, 0, 0).phi == nil)
  #expect(pair(100, 3, 0, 0).phi == nil)
  #expect(pair(100, 0, 0, 0).interval() == nil)
  #expect(pair(0, 0, 0, 0).kappa == nil)
  // One failure in a thousand: most resamples have none of it, and say nothing.
  #expect(!pair(999, 0, 0, 1).isDouble(interval: pair(999, 0, 0, 1).interval()))
}

@Test func `the interval holds the true correlation 95 times of 100`() {
  // Two verdicts of one chance each that agree with a chance of 0.85: phi is 0.7.
  var heldCount = 0
  for seed in 0..<200 {
    var generator = SplitMix64(seed: UInt64(seed))
    var made = pair(0, 0, 0, 0)
    for _ in 0..<200 {
      let first = generator.integer(below: 2) == 0
      let agrees = generator.integer(below: 100) < 85
      made.add(first: first, second: agrees ? first : !first)
    }
    if made.interval(seed: UInt64(seed))?.contains(0.7) == true { heldCount += 1 }
  }
  // 190 are expected; fewer than 180 come by chance once in a thousand times.
  #expect(heldCount >= 180, "\(heldCount)")
}
