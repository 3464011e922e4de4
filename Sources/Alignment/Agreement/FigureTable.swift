package import Labels

/// The figures of one table of weights, all computed from its sums.
///
/// Weights are counts, or resampled counts. Every figure of the pairs is a function of the table alone, so that
/// a bootstrap over items is a multinomial draw of its cells and never touches an item.
package struct FigureTable: Sendable {
  private let size: Int
  private let weights: [Double]
  private let total: Double
  private let rows: [Double]
  private let columns: [Double]
  private let passPosition: Int?
  private let isOrdinal: Bool

  /// - Parameter weights: The weight of reference label *i* with verdict *j* at `i * K + j`.
  package init(_ weights: [Double], scale: LabelScale) {
    let size = scale.labels.count
    precondition(weights.count == size * size, "\(weights.count) weights for \(size) labels")
    var rows = Array(repeating: 0.0, count: size)
    var columns = rows
    for row in 0..<size {
      for column in 0..<size {
        rows[row] += weights[row * size + column]
        columns[column] += weights[row * size + column]
      }
    }
    self.size = size
    self.weights = weights
    self.rows = rows
    self.columns = columns
    total = rows.reduce(0, +)
    passPosition = scale.passPosition
    isOrdinal = scale.kind == .ordinal
  }

  package init(_ confusion: Confusion, scale: LabelScale) {
    self.init(confusion.counts.map(Double.init), scale: scale)
  }

  /// A figure; `nil` where it is undefined, as with no pairs, or a correlation where one side is constant.
  package func value(_ figure: Figure) -> Double? {
    guard total > 0 else { return nil }
    if figure.needsOrder, !isOrdinal { return nil }
    if figure.needsPositions, !isOrdinal, size != 2 { return nil }
    switch figure {
    case .exactMatch: return agreement
    case .kappa: return kappa { $0 == $1 ? 0 : 1 }
    case .kappaLinear: return kappa { Double(abs($0 - $1)) }
    case .kappaQuadratic: return kappa { Double(($0 - $1) * ($0 - $1)) }
    case .gwetAC1: return gwet
    case .alphaNominal: return alpha(.nominal)
    case .alphaOrdinal: return alpha(.ordinal)
    case .alphaInterval: return alpha(.interval)
    case .fleissKappa: return fleiss
    case .mse: return mean { Double(($0 - $1) * ($0 - $1)) }
    case .nmse: return nmse
    case .nmseVariance: return nmseVariance
    case .mae: return mean { Double(abs($0 - $1)) }
    case .pearson: return correlation(positions, positions)
    case .spearman: return correlation(midranks(rows), midranks(columns))
    case .kendall: return kendall
    case .precision: return averaged { share(at($0, $0), of: columns[$0]) }
    case .recall: return averaged { share(at($0, $0), of: rows[$0]) }
    case .f1: return averaged { share(2 * at($0, $0), of: rows[$0] + columns[$0]) }
    case .truePositiveRate: return passPosition.flatMap { share(at($0, $0), of: rows[$0]) }
    case .trueNegativeRate: return passPosition.flatMap { share(at(1 - $0, 1 - $0), of: rows[1 - $0]) }
    }
  }

  private func at(_ row: Int, _ column: Int) -> Double { weights[row * size + column] }

  private var positions: [Double] { (0..<size).map(Double.init) }

  private func share(_ part: Double, of whole: Double) -> Double? { whole > 0 ? part / whole : nil }

  private func mean(_ distance: (Int, Int) -> Double) -> Double {
    var sum = 0.0
    for row in 0..<size {
      for column in 0..<size { sum += at(row, column) * distance(row, column) }
    }
    return sum / total
  }

  private var agreement: Double {
    (0..<size).reduce(0) { $0 + at($1, $1) } / total
  }

  /// Cohen's kappa with weights of disagreement; undefined when chance alone would agree in full.
  ///
  /// Source: J. Cohen 1968, doi:10.1037/h0026256.
  private func kappa(_ distance: (Int, Int) -> Double) -> Double? {
    var expected = 0.0
    for row in 0..<size {
      for column in 0..<size { expected += rows[row] * columns[column] * distance(row, column) }
    }
    return expected > 0 ? 1 - mean(distance) * total * total / expected : nil
  }

  /// Gwet's AC1.
  ///
  /// Source: K. L. Gwet 2008, doi:10.1348/000711006X126600.
  private var gwet: Double? {
    guard size > 1 else { return nil }
    let chance =
      (0..<size).reduce(0.0) { sum, label in
        let share = (rows[label] + columns[label]) / (2 * total)
        return sum + share * (1 - share)
      } / Double(size - 1)
    return chance < 1 ? (agreement - chance) / (1 - chance) : nil
  }

  /// Fleiss' kappa of two raters, whose chance agreement is that of the labels of both together.
  ///
  /// Source: J. L. Fleiss 1971, doi:10.1037/h0031619.
  private var fleiss: Double? {
    let chance = (0..<size).reduce(0.0) { sum, label in
      let share = (rows[label] + columns[label]) / (2 * total)
      return sum + share * share
    }
    return chance < 1 ? (agreement - chance) / (1 - chance) : nil
  }

  private func alpha(_ metric: KrippendorffAlpha.Metric) -> Double? {
    var coincidences = Array(repeating: 0.0, count: size * size)
    for row in 0..<size {
      for column in 0..<size { coincidences[row * size + column] = at(row, column) + at(column, row) }
    }
    return KrippendorffAlpha(metric).value(ofCoincidences: coincidences, labelCount: size)
  }

  private var nmse: Double? {
    guard size > 1 else { return nil }
    return 100 * mean { Double(($0 - $1) * ($0 - $1)) } / Double((size - 1) * (size - 1))
  }

  private var nmseVariance: Double? {
    let spread = variance(positions, rows)
    return spread > 0 ? mean { Double(($0 - $1) * ($0 - $1)) } / spread : nil
  }

  private func variance(_ values: [Double], _ weights: [Double]) -> Double {
    let mean = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    return zip(values, weights).reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) } / total
  }

  /// Pearson's correlation of the references' values with the verdicts'.
  private func correlation(_ left: [Double], _ right: [Double]) -> Double? {
    let spread = variance(left, rows) * variance(right, columns)
    guard spread > 0 else { return nil }
    let leftMean = zip(left, rows).reduce(0) { $0 + $1.0 * $1.1 } / total
    let rightMean = zip(right, columns).reduce(0) { $0 + $1.0 * $1.1 } / total
    return mean { (left[$0] - leftMean) * (right[$1] - rightMean) } / spread.squareRoot()
  }

  /// The mean rank of each label among tied ones.
  private func midranks(_ weights: [Double]) -> [Double] {
    var below = 0.0
    return weights.map { weight in
      defer { below += weight }
      return below + (weight + 1) / 2
    }
  }

  /// Kendall's tau-b.
  ///
  /// Source: M. G. Kendall 1945, doi:10.1093/biomet/33.3.239.
  private var kendall: Double? {
    var concordant = 0.0
    var discordant = 0.0
    var above = Array(repeating: 0.0, count: size)
    for row in 0..<size {
      var before = 0.0
      var after = above.reduce(0, +)
      for column in 0..<size {
        after -= above[column]
        concordant += at(row, column) * before
        discordant += at(row, column) * max(after, 0)
        before += above[column]
      }
      for column in 0..<size { above[column] += at(row, column) }
    }
    let pairs = total * (total - 1) / 2
    let tiedRows = rows.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    let tiedColumns = columns.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    let free = (pairs - tiedRows) * (pairs - tiedColumns)
    return free > 0 ? (concordant - discordant) / free.squareRoot() : nil
  }

  /// A figure of the passing label in a scale of two, else the mean over the labels that are references.
  private func averaged(_ figure: (Int) -> Double?) -> Double? {
    if let passPosition { return figure(passPosition) }
    let met = (0..<size).filter { rows[$0] > 0 }
    return met.isEmpty ? nil : met.reduce(0) { $0 + (figure($1) ?? 0) } / Double(met.count)
  }
}
