package import LinearAlgebra
import Statistics

/// Ridge from any numbers known of an item, such as a judge's probabilities or the verdicts of several judges, to
/// the reference label.
///
/// Plain, it is W = (ZᵀZ + λI)⁻¹ ZᵀY. Guarded, it learns what to add to a judge's own label (Y − P in place of Y,
/// so that it shrinks toward no change), with the penalty that cross-validates best, and changes nothing if the
/// cross-validated gain is not above its standard errors.
package struct WideCalibration: Sendable, Hashable {
  package let isGuarded: Bool
  package let penalty: Double

  /// The standard errors of the cross-validated gain that are asked for.
  private static let askedStandardErrors = 1.0
  private static let guardedPenalties = [1.0, 10, 100]
  private static let foldCount = 5

  package init(isGuarded: Bool, penalty: Double = 1e-6) {
    self.isGuarded = isGuarded
    self.penalty = penalty
  }

  /// Learns a map.
  ///
  /// - Parameters:
  ///   - items: All items; the folds of the cross-validation are taken in their order.
  ///   - learning: The places of the items to learn from.
  package func fit(_ items: WideItems, learning: [Int]) throws(LinearAlgebraError) -> WideMap {
    guard !learning.isEmpty else { return .none }
    guard isGuarded else { return try fitted(items, learning, penalty: penalty, towardOwn: false) }
    guard let best = try supportedPenalty(items, learning) else { return .none }
    return try fitted(items, learning, penalty: best, towardOwn: true)
  }

  /// Returns the labels of items held out, as learnt on others.
  package func labels(
    of items: WideItems, learning: [Int], heldOut: [Int]
  ) throws(LinearAlgebraError) -> [Int] {
    try fit(items, learning: learning).labels(of: items, at: heldOut)
  }

  /// The penalty with the greatest cross-validated gain; `nil` if that gain is not supported.
  private func supportedPenalty(_ items: WideItems, _ learning: [Int]) throws(LinearAlgebraError) -> Double? {
    var best: (bound: Double, penalty: Double)?
    for penalty in WideCalibration.guardedPenalties {
      var won = 0
      var lost = 0
      for fold in 0..<WideCalibration.foldCount {
        let inside = learning.indices.filter { $0 % WideCalibration.foldCount != fold }.map { learning[$0] }
        let outside = learning.indices.filter { $0 % WideCalibration.foldCount == fold }.map { learning[$0] }
        guard !inside.isEmpty else { continue }
        let labels = try fitted(items, inside, penalty: penalty, towardOwn: true)
          .labels(of: items, at: outside)
        for (place, label) in zip(outside, labels) {
          let (own, reference) = (items.ownLabels[place], items.references[place])
          if label == reference, own != reference { won += 1 }
          if label != reference, own == reference { lost += 1 }
        }
      }
      let bound =
        Double(won - lost) - 1 - WideCalibration.askedStandardErrors * Double(won + lost).squareRoot()
      if bound > best?.bound ?? 0 { best = (bound, penalty) }
    }
    return best?.penalty
  }

  private func fitted(
    _ items: WideItems, _ learning: [Int], penalty: Double, towardOwn: Bool
  ) throws(LinearAlgebraError) -> WideMap {
    let features = items.features(of: learning)
    var targets = Matrix(rowCount: learning.count, columnCount: items.labelCount)
    for (row, place) in learning.enumerated() {
      targets[row, items.references[place]] += 1
      if towardOwn { targets[row, items.ownLabels[place]] -= 1 }
    }
    var gram = features.transposedTimes(features)
    for index in 0..<gram.rowCount { gram[index, index] += penalty }
    return WideMap(
      weights: try gram.positiveDefiniteSolution(for: features.transposedTimes(targets)),
      addsToOwn: towardOwn, penalty: penalty)
  }
}

/// A map from numbers known of an item to a label.
package struct WideMap: Sendable, Hashable {
  /// A row for each number, a column for each label; `nil` for a map that changes nothing.
  package let weights: Matrix?

  /// Whether what the weights give is added to the judge's own label.
  package let addsToOwn: Bool
  package let penalty: Double

  package static let none = WideMap(weights: nil, addsToOwn: true, penalty: 0)

  package init(weights: Matrix?, addsToOwn: Bool, penalty: Double) {
    (self.weights, self.addsToOwn, self.penalty) = (weights, addsToOwn, penalty)
  }

  /// The labels of items; of equals a judge's own.
  package func labels(of items: WideItems, at places: [Int]) -> [Int] {
    guard let weights, !places.isEmpty else { return places.map { items.ownLabels[$0] } }
    let scores = items.features(of: places).times(weights)
    return places.indices.map { row in
      let own = items.ownLabels[places[row]]
      var values = Array(scores.row(row))
      if addsToOwn { values[own] += 1 }
      return RidgeCalibration.greatest(of: values[...], preferring: own, slack: RidgeCalibration.tieSlack)
        ?? own
    }
  }
}

/// Items with any numbers known of them, a judge's label and a reference.
package struct WideItems: Sendable {
  package let labelCount: Int

  /// An *n* × *p* matrix, an item a row.
  package let features: Matrix
  package let ownLabels: [Int]
  package let references: [Int]

  package init(labelCount: Int, features: Matrix, ownLabels: [Int], references: [Int]) {
    precondition(
      features.rowCount == ownLabels.count && ownLabels.count == references.count,
      "\(features.rowCount) rows, \(ownLabels.count) labels and \(references.count) references")
    self.labelCount = labelCount
    self.features = features
    self.ownLabels = ownLabels
    self.references = references
  }

  package var count: Int { references.count }

  func features(of places: [Int]) -> Matrix {
    Matrix(
      rowCount: places.count, columnCount: features.columnCount, elements: places.flatMap { features.row($0) }
    )
  }
}
