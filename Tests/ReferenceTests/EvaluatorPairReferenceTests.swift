import Evaluators
import Foundation
import Testing

private struct Figures: Decodable {
  struct Pair: Decodable {
    let counts: [Int]
    let phi: Double
    let kappa: Double
  }

  let pairs: [Pair]
}

@Test func `the correlation of two evaluators' verdicts is that of scikit-learn`() throws {
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("pairs_reference.json")
  let figures = try JSONDecoder().decode(Figures.self, from: Data(contentsOf: file))
  #expect(figures.pairs.count >= 20)
  for known in figures.pairs {
    var pair = EvaluatorPair(first: "a", second: "b")
    pair.bothPassCount = known.counts[0]
    pair.onlyFirstCount = known.counts[1]
    pair.onlySecondCount = known.counts[2]
    pair.bothFailCount = known.counts[3]
    // Both are a few operations on whole numbers: they may differ in the last digits.
    #expect(abs(try #require(pair.phi) - known.phi) < 1e-12, "\(known.counts)")
    #expect(abs(try #require(pair.kappa) - known.kappa) < 1e-12, "\(known.counts)")
  }
}
