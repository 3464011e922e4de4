import Statistics
import Testing

private struct StratifiedFigures: Decodable {
  let comparisons: [Comparison]

  struct Comparison: Decodable {
    let strata: [[Int]]
    let scoreTest: Double
    let statistic: Double
    let exactTest: Double
    let rateRatio: Double
  }
}

@Test func `stratified tests equal those of statsmodels and SciPy`() throws {
  let file = try figures(StratifiedFigures.self, in: "stratified_reference.json")
  #expect(file.comparisons.count == 12)
  for reference in file.comparisons {
    let comparison = StratifiedComparison(
      reference.strata.map {
        .init(before: Proportion($0[0], of: $0[1]), after: Proportion($0[2], of: $0[3]))
      })
    // Logarithms of gamma functions lose some digits of sixteen.
    #expect(agree(comparison.score.map { $0 * $0 }, reference.statistic, tolerance: 1e-9))
    #expect(agree(comparison.scoreTest, reference.scoreTest, tolerance: 1e-9))
    #expect(agree(comparison.exactTest, reference.exactTest, tolerance: 1e-9))
    #expect(agree(comparison.rateRatio, reference.rateRatio, tolerance: 1e-12))
  }
}
