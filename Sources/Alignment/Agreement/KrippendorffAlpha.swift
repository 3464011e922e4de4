/// Krippendorff's alpha: agreement of any number of raters, with gaps, beyond chance.
///
/// Source: A. F. Hayes and K. Krippendorff 2007, doi:10.1080/19312450709336664.
package struct KrippendorffAlpha: Sendable, Hashable {
  /// How far two labels are apart.
  package enum Metric: Sendable, Hashable {
    case nominal, ordinal, interval
  }

  package let metric: Metric

  package init(_ metric: Metric) {
    self.metric = metric
  }

  /// Returns alpha, at most 1; 0 is what chance gives.
  ///
  /// - Parameter coincidences: How often label *c* met label *k* within an item, a *K* × *K* symmetric table,
  ///   each item's pairs divided by its number of labels less one.
  /// - Returns: `nil` when fewer than two labels were met.
  package func value(ofCoincidences coincidences: [Double], labelCount: Int) -> Double? {
    let sums = (0..<labelCount).map { label in
      (0..<labelCount).reduce(0.0) { $0 + coincidences[label * labelCount + $1] }
    }
    let total = sums.reduce(0, +)
    guard total > 1 else { return nil }
    var observed = 0.0
    var expected = 0.0
    for left in 0..<labelCount {
      for right in (left + 1)..<max(labelCount, left + 1) {
        let distance = distance(left, right, sums)
        observed += coincidences[left * labelCount + right] * distance
        expected += sums[left] * sums[right] * distance
      }
    }
    return expected > 0 ? 1 - (total - 1) * observed / expected : nil
  }

  private func distance(_ left: Int, _ right: Int, _ sums: [Double]) -> Double {
    switch metric {
    case .nominal: return 1
    case .interval: return Double((left - right) * (left - right))
    case .ordinal:
      let between = sums[left...right].reduce(0, +) - (sums[left] + sums[right]) / 2
      return between * between
    }
  }
}
