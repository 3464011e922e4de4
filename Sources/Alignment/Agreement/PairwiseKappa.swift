import Labels
import Statistics

/// The mean of Cohen's kappa over every two annotators, each on the items that both labelled.
///
/// Pairs whose kappa is undefined are left out.
struct PairwiseKappa {
  private let labelCount: Int

  /// What two annotators said, by the pair.
  private var tables: [Pair: Confusion] = [:]

  private struct Pair: Hashable {
    let first: Int
    let second: Int
  }

  init(of ratings: Ratings) {
    labelCount = ratings.scale.labels.count
    for item in ratings.items.indices {
      forEachPair(ratings.labels(ofItem: item)) { pair, first, second in
        tables[pair, default: Confusion(labelCount: labelCount)][reference: first, verdict: second] += 1
      }
    }
  }

  /// The mean and its interval, the items being what is drawn.
  ///
  /// The interval is that of the infinitesimal jackknife: each item's share in the mean is what the mean changes by
  /// when the item weighs a little more.
  ///
  /// Source: L. A. Jaeckel 1972, Bell Laboratories memorandum MM 72-1215-11; J. Cohen 1960,
  /// doi:10.1177/001316446002000104.
  ///
  /// - Returns: `nil` if no two annotators have a kappa.
  func estimate(of ratings: Ratings, level: Double) -> Estimate? {
    let defined = tables.compactMapValues { PairInfluence($0) }
    guard !defined.isEmpty else { return nil }
    let order = defined.keys.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
    let mean = order.reduce(0) { $0 + (defined[$1]?.kappa ?? 0) } / Double(defined.count)
    var variance = 0.0
    for item in ratings.items.indices {
      var share = 0.0
      forEachPair(ratings.labels(ofItem: item)) { pair, first, second in
        share += defined[pair]?.influence(first, second) ?? 0
      }
      variance += share * share
    }
    let reach =
      StandardNormal.quantile((1 + level) / 2) * variance.squareRoot() / Double(defined.count)
    return Estimate(mean, Interval(lower: max(-1, mean - reach), upper: min(1, mean + reach)))
  }

  private func forEachPair(
    _ labels: ArraySlice<HumanLabel>, _ body: (_ pair: Pair, _ first: Int, _ second: Int) -> Void
  ) {
    for (place, one) in labels.enumerated() {
      for other in labels.dropFirst(place + 1) {
        let (first, second) = one.human < other.human ? (one, other) : (other, one)
        body(Pair(first: first.human, second: second.human), first.position, second.position)
      }
    }
  }
}

/// Two annotators' kappa and what one more item would do to it.
private struct PairInfluence {
  let kappa: Double
  private let observed: Double
  private let expected: Double
  private let rows: [Double]
  private let columns: [Double]
  private let total: Double

  init?(_ table: Confusion) {
    guard let kappa = table.kappa else { return nil }
    let total = Double(table.total)
    self.kappa = kappa
    self.total = total
    rows = table.referenceCounts.map { Double($0) / total }
    columns = table.verdictCounts.map { Double($0) / total }
    observed = Double(table.agreeing) / total
    expected = zip(rows, columns).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The derivative of kappa by the weight of an item with these two labels.
  func influence(_ first: Int, _ second: Int) -> Double {
    let ofObserved = (first == second ? 1 : 0) - observed
    let ofExpected = columns[first] + rows[second] - 2 * expected
    let room = 1 - expected
    return (ofObserved / room - (1 - observed) * ofExpected / (room * room)) / total
  }
}
