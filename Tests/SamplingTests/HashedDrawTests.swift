import Sampling
import Statistics
import Testing

@Test func `a draw by hash takes its share, the same ones every time, and more of a larger share`() {
  var generator = SplitMix64(seed: 3)
  let keys = (0..<50_000).map { _ in generator.next() }
  let tenth = keys.filter { HashedDraw(share: 0.1).takes($0) }
  let half = Set(keys.filter { HashedDraw(share: 0.5).takes($0) })
  // Four standard deviations of a count of 50,000 with one chance in ten are 268.
  #expect(abs(tenth.count - 5_000) < 268)
  #expect(abs(half.count - 25_000) < 447)
  #expect(tenth.allSatisfy { half.contains($0) })
  #expect(tenth == keys.filter { HashedDraw(share: 0.1).takes($0) })
  #expect(keys.allSatisfy { HashedDraw(share: 1).takes($0) && !HashedDraw(share: 0).takes($0) })
  // Keys that follow one another are drawn no more often than others.
  #expect(abs((0..<50_000).count { HashedDraw(share: 0.1).takes(UInt64($0)) } - 5_000) < 268)
}
