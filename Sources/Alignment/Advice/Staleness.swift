package import Labels
import Statistics

/// Whether labels still stand for the traces that a judge answers on.
package struct Staleness: Sendable, Hashable {
  /// The first and last time of a label and of a verdict, in seconds since 1970; `nil` where none is dated.
  package let labelTimes: ClosedRange<Double>?
  package let verdictTimes: ClosedRange<Double>?

  /// Half the sum of the differences between the shares of each verdict on items with a label and without, from
  /// 0 (alike) to 1; `nil` if either are lacking.
  package let verdictMixDistance: Double?

  /// The *p* value that such a difference comes by chance.
  package let verdictMixPValue: Double?

  /// The days from the last label to the last verdict.
  package var daysBehind: Double? {
    guard let labels = labelTimes, let verdicts = verdictTimes else { return nil }
    return (verdicts.upperBound - labels.upperBound) / 86_400
  }
}

extension Ratings {
  /// How old the labels are beside a judge's verdicts, and whether the labelled items are like the others.
  package func staleness(ofJudge judge: Int, in table: LabelTable) -> Staleness {
    var labelled = Array(repeating: 0, count: scale.labels.count)
    var others = labelled
    for index in items.indices {
      guard let verdict = verdicts[judge][index].position else { continue }
      if labels(ofItem: index).isEmpty { others[verdict] += 1 } else { labelled[verdict] += 1 }
    }
    let (n, m) = (Double(labelled.reduce(0, +)), Double(others.reduce(0, +)))
    var distance: Double?
    var pValue: Double?
    if n > 0, m > 0 {
      distance = zip(labelled, others).reduce(0) { $0 + abs(Double($1.0) / n - Double($1.1) / m) } / 2
      pValue = homogeneity(labelled, others)
    }
    return Staleness(
      labelTimes: range(labels.lazy.compactMap { table.labelledAt(row: $0.row) }),
      verdictTimes: range(
        verdicts[judge].lazy.filter { $0.row >= 0 }.compactMap { table.labelledAt(row: Int($0.row)) }),
      verdictMixDistance: distance, verdictMixPValue: pValue)
  }

  private func homogeneity(_ first: [Int], _ second: [Int]) -> Double? {
    let (n, m) = (Double(first.reduce(0, +)), Double(second.reduce(0, +)))
    var statistic = 0.0
    var kinds = 0
    for (one, other) in zip(first, second) where one + other > 0 {
      kinds += 1
      let share = Double(one + other) / (n + m)
      statistic += (Double(one) - n * share) * (Double(one) - n * share) / (n * share)
      statistic += (Double(other) - m * share) * (Double(other) - m * share) / (m * share)
    }
    return kinds > 1 ? ChiSquare(degreesOfFreedom: Double(kinds - 1)).upperTail(statistic) : nil
  }

  private func range(_ times: some Sequence<Double>) -> ClosedRange<Double>? {
    var result: ClosedRange<Double>?
    for time in times {
      result = min(result?.lowerBound ?? time, time)...max(result?.upperBound ?? time, time)
    }
    return result
  }
}
