/// Sums over items from which every figure of the agreement among people follows.
///
/// They add up, so that items can be resampled in groups.
struct HumanSums {
  private let labelCount: Int

  /// The coincidences (*K* × *K*), the labels of items with two or more (*K*), then the named sums.
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

  /// Adds an item with the labels at these positions; one label alone says nothing of agreement.
  mutating func add(_ positions: [Int]) {
    guard positions.count > 1 else { return }
    let partners = Double(positions.count - 1)
    var agreeing = 0
    for (i, left) in positions.enumerated() {
      values[labelCount * labelCount + left] += 1
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

  /// Fleiss' kappa, where items with unequal numbers of labels count alike.
  var fleissKappa: Double? {
    let labels = values[(labelCount * labelCount)..<named]
    let total = labels.reduce(0, +)
    guard total > 0, let agreement = itemAgreement else { return nil }
    let chance = labels.reduce(0) { $0 + ($1 / total) * ($1 / total) }
    return chance < 1 ? (agreement - chance) / (1 - chance) : nil
  }

  /// Gwet's AC1 of many raters.
  var gwetAC1: Double? {
    let labels = values[(labelCount * labelCount)..<named]
    let total = labels.reduce(0, +)
    guard total > 0, labelCount > 1, let agreement = itemAgreement else { return nil }
    let chance =
      labels.reduce(0) { $0 + ($1 / total) * (1 - $1 / total) } / Double(labelCount - 1)
    return chance < 1 ? (agreement - chance) / (1 - chance) : nil
  }

  private func ratio(_ part: Double, _ whole: Double) -> Double? { whole > 0 ? part / whole : nil }
}
