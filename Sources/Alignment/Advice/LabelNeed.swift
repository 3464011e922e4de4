import Statistics

/// Whether the labels of a criterion suffice to say if a judge agrees enough.
package enum LabelNeed: Sendable, Hashable {
  /// The interval of the agreement lies at or above the target.
  case reached

  /// The interval lies below the target.
  case missed

  /// The interval holds the target.
  ///
  /// So many more labels are needed, best on items of the rarest label.
  case undecided(moreLabels: Int, rarest: String)

  /// Fewer than the least number of labels, or one class only; these are the classes that are missing.
  case noVerdict(moreLabels: Int, missing: [String])
}

/// Decides whether labels suffice.
package struct LabelNeedRule: Sendable, Hashable {
  /// The agreement that is asked of a judge, from 0 to 1.
  package let target: Double
  package let level: Double

  /// No verdict on fewer labels.
  package static let leastLabelCount = 20

  /// A difference from the target that is not worth telling.
  static let indifference = 0.02

  package init(target: Double = 0.8, level: Double = 0.95) {
    self.target = target
    self.level = level
  }

  /// Whether the labels behind a table of agreement decide if the target is reached, by the exact interval.
  ///
  /// - Parameter labels: The names of the classes, in the order of the table.
  package func need(of confusion: Confusion, labels: [String]) -> LabelNeed {
    let counts = confusion.referenceCounts
    let missing = labels.indices.filter { counts[$0] == 0 }.map { labels[$0] }
    let total = confusion.total
    guard total >= LabelNeedRule.leastLabelCount, counts.count(where: { $0 > 0 }) > 1 else {
      return .noVerdict(
        moreLabels: max(LabelNeedRule.leastLabelCount - total, missing.isEmpty ? 0 : 5), missing: missing)
    }
    let share = Proportion(confusion.agreeing, of: total)
    guard let interval = share.exactInterval(level: level), let value = share.value else {
      return .noVerdict(moreLabels: LabelNeedRule.leastLabelCount, missing: missing)
    }
    if interval.lower >= target { return .reached }
    if interval.upper < target { return .missed }
    let rarest = counts.indices.min { (counts[$0], $0) < (counts[$1], $1) } ?? 0
    return .undecided(moreLabels: moreLabels(value, total), rarest: labels[rarest])
  }

  /// The labels with which an interval about the agreement seen would no longer hold the target.
  private func moreLabels(_ agreement: Double, _ count: Int) -> Int {
    let z = StandardNormal.quantile((1 + level) / 2)
    let distance = max(abs(agreement - target), LabelNeedRule.indifference)
    let spread = max(agreement * (1 - agreement), target * (1 - target))
    return max(1, Int((z * z * spread / (distance * distance)).rounded(.up)) - count)
  }
}
