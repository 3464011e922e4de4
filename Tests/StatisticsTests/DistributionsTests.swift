import Statistics
import Testing

@Test func `a quantile of chi-square is not exceeded with its chance`() {
  for degrees in [0.3, 1, 2, 5, 21.5, 400, 4_000] {
    let distribution = ChiSquare(degreesOfFreedom: degrees)
    for chance in [0.001, 0.025, 0.3, 0.5, 0.8, 0.975, 0.9999] {
      let quantile = distribution.quantile(chance)
      #expect(abs(1 - distribution.upperTail(quantile) - chance) < 1e-9, "\(degrees) \(chance)")
    }
    #expect(distribution.quantile(0) == 0)
  }
}

/// SciPy 1.17.1, `scipy.stats.chi2.ppf`.
@Test func `quantiles of chi-square are those of SciPy`() {
  let reference: [(degrees: Double, chance: Double, quantile: Double)] = [
    (0.3, 0.025, 2.6300743566293655e-11), (1, 0.025, 0.0009820691171752555), (1, 0.975, 5.023886187314888),
    (5, 0.5, 4.351460191095526), (21.5, 0.9999, 54.74491525914127), (4_000, 0.001, 3729.2907174069337),
  ]
  for row in reference {
    let quantile = ChiSquare(degreesOfFreedom: row.degrees).quantile(row.chance)
    #expect(abs(quantile / row.quantile - 1) < 1e-9, "\(row): \(quantile)")
  }
}
