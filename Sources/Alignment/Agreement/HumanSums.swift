/// Sums over items from which every figure of the agreement among people follows.
///
/// They add up, so that items can be resampled in groups.
struct HumanSums {
  private let labelCount: Int

  /// The coincidences (*K* × *K*), the labels with all items weighing alike (*K*), then the named sums.
  private(set) var values: [Double]

  init(labelCount: Int) {
    self.labelCount = labelCount
    values = Array(repeating: 0, count: HumanSums.width(labelCount: labelCount))
  }

  init(labelCount: Int, values: [Double]) {
    self.labelCount = labelCount
    self.values = values
  }

  static func width(labelCount: Int) -> Int { labelCount * labelCount + labelCount + 4 }

  private var named: Int { labelCount * labelCount + labelCount }

  /// Adds an item with the labels at these positions; one label alone says how frequent labels are, not how far
  /// people agree.
  mutating func add(_ positions: [Int]) {
    for label in positions { values[labelCount * labelCount + label] += 1 / Double(positions.count) }
    guard positions.count > 1 else { return }
    let partners = Double(positions.count - 1)
    var agreeing = 0
    for (i, left) in positions.enumerated() {
      for (j, right) in positions.enumerated() where i != j {
        values[left * labelCount + right] += 1 / partners
        if left == right { agreeing += 1 }
      }
    }
    let pairs = Double(positions.count) * partners
    values[named] += Double(agreeing) / pairs
    values[named + 1] += 1
    values[named + 2] += Double(agreeing) / 2
    values[named + 3] += pairs / 2
  }

  /// Adds some times the sums of a group of items.
  mutating func add(_ other: [Double], times: Double) {
    for index in values.indices { values[index] += times * other[index] }
  }

  /// The mean over items of the share of equal pairs.
  var itemAgreement: Double? { ratio(values[named], values[named + 1]) }

  /// The share of equal pairs.
  var pairAgreement: Double? { ratio(values[named + 2], values[named + 3]) }

  func alpha(_ metric: KrippendorffAlpha.Metric) -> Double? {
    KrippendorffAlpha(metric).value(ofCoincidences: values, labelCount: labelCount)
  }

  /// Fleiss' kappa, and where items have unequal numbers of labels its form in which they weigh alike.
  ///
  /// Source: K. L. Gwet 2014, *Handbook of Inter-Rater Reliability*, 4th edition, ch. 2 (as irrCAC computes it).
  var fleissKappa: Double? {
    let shares = labelShares
    // One label alone agrees by chance in full, whatever the rounding.
    guard shares.count(where: { $0 > 0 }) > 1 else { return nil }
    return beyondChance(shares.reduce(0) { $0 + $1 * $1 })
  }

  /// Gwet's AC1 of many raters.
  ///
  /// Source: K. L. Gwet 2008, doi:10.1348/000711006X126600.
  var gwetAC1: Double? {
    guard labelCount > 1 else { return nil }
    return beyondChance(labelShares.reduce(0) { $0 + $1 * (1 - $1) } / Double(labelCount - 1))
  }

  /// How frequent each label is, all items weighing alike.
  private var labelShares: [Double] {
    let labels = values[(labelCount * labelCount)..<named]
    let total = labels.reduce(0, +)
    return labels.map { total > 0 ? $0 / total : 0 }
  }

  private func beyondChance(_ chance: Double) -> Double? {
    guard let agreement = itemAgreement, chance < 1 else { return nil }
    return (agreement - chance) / (1 - chance)
  }

  private func ratio(_ part: Double, _ whole: Double) -> Double? { whole > 0 ? part / whole : nil }
}
