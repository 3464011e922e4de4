import Foundation
import Statistics
import Testing

@Test(arguments: 1...5)
func `adjusted p values keep their order and never fall below the plain ones`(seed: UInt64) {
  var generator = SplitMix64(seed: seed)
  let values = (0..<50).map { _ in generator.uniform() }
  let adjusted = benjaminiHochberg(values)
  #expect(zip(values, adjusted).allSatisfy { $0 <= $1 && $1 <= 1 })
  let order = values.indices.sorted { values[$0] < values[$1] }
  #expect(order.map { adjusted[$0] } == adjusted.sorted())
  #expect(benjaminiHochberg([]).isEmpty)
}

@Test func `false discoveries keep to the share asked for`() {
  var shares: [Double] = []
  for stream in 0..<400 {
    var generator = SplitMix64(seed: 11, stream: stream)
    // Thirty true effects among a hundred tests.
    let scores = generator.normals(count: 100).enumerated().map { $1 + ($0 < 30 ? 3 : 0) }
    let found = benjaminiHochberg(scores.map(StandardNormal.twoSidedTail)).enumerated().filter { $1 <= 0.1 }
    shares.append(found.isEmpty ? 0 : Double(found.filter { $0.offset >= 30 }.count) / Double(found.count))
  }
  // 0.1 · 70 / 100, give or take three standard errors.
  #expect(abs(shares.reduce(0, +) / 400 - 0.07) < 0.009)
}

@Test func `the log of a sum of exponentials does not overflow`() {
  #expect(logSumExp([1_000, 1_000]) == 1_000 + log(2))
  #expect(logSumExp([]) == -.infinity)
  #expect(logSumExp([-.infinity, 0]) == 0)
  #expect(logSumExp([.infinity, 0]) == .infinity)
}
