package import LinearAlgebra

/// Ridge regression from one-hot verdicts to one-hot reference labels, as published.
///
/// W = (ZᵀZ + λI)⁻¹ ZᵀY; a verdict becomes the label with the greatest weight in its row.
///
/// Source: arXiv 2502.04997.
package struct RidgeCalibration: Sendable, Hashable {
  /// What decides between labels of equal weight, and for verdicts that were never met.
  package enum TieRule: String, Sendable, Hashable, Codable {
    /// The judge's own label if it is among the greatest, else the first; a verdict never met keeps its label.
    case own

    /// The first label of the greatest; a verdict never met becomes the first label.
    case first
  }

  package let penalty: Double
  package let tieRule: TieRule

  package init(penalty: Double = 1e-6, tieRule: TieRule = .own) {
    self.penalty = penalty
    self.tieRule = tieRule
  }

  /// Learns the weights and the map.
  package func fit(_ table: CalibrationTable) throws(LinearAlgebraError) -> LabelWeights {
    let weights = try weights(table)
    return LabelWeights(weights: weights, map: map(of: weights, table))
  }

  /// The weights W, a row for each label of the judge and a column for each human one.
  private func weights(_ table: CalibrationTable) throws(LinearAlgebraError) -> Matrix {
    let judgeCount = table.judgeLabels.count
    var gram = Matrix(rowCount: judgeCount, columnCount: judgeCount)
    for verdict in 0..<judgeCount {
      gram[verdict, verdict] = Double(table.count(ofVerdict: verdict)) + penalty
    }
    let products = Matrix(
      rowCount: judgeCount, columnCount: table.humanLabels.count, elements: table.counts.map(Double.init))
    return try gram.positiveDefiniteSolution(for: products)
  }

  private func map(of weights: Matrix, _ table: CalibrationTable) -> LabelMap {
    LabelMap(
      table.judgeLabels.indices.map { verdict in
        if tieRule == .own, table.count(ofVerdict: verdict) == 0 { return table.ownLabels[verdict] }
        return RidgeCalibration.greatest(
          of: weights.row(verdict), preferring: tieRule == .own ? table.ownLabels[verdict] : nil,
          slack: tieRule == .own ? RidgeCalibration.tieSlack : 0)
      })
  }

  /// Weights this close are equal under the rule `own`.
  static let tieSlack = 1e-9

  static func greatest(of row: ArraySlice<Double>, preferring own: Int?, slack: Double) -> Int? {
    guard let most = row.max() else { return nil }
    if let own, row[row.startIndex + own] >= most - slack { return own }
    return row.firstIndex { $0 >= most - slack }.map { $0 - row.startIndex }
  }

  /// The pairs that agree when each is mapped by a map learnt on all the others.
  package func leaveOneOutAgreeingCount(_ table: CalibrationTable) throws(LinearAlgebraError) -> Int {
    var agreeing = 0
    var failure: LinearAlgebraError?
    table.forEachLeftOut { rest, verdict, reference, count in
      do throws(LinearAlgebraError) {
        if try fit(rest).map.labels[verdict] == reference { agreeing += count }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return agreeing
  }
}

/// What a calibration learnt.
package struct LabelWeights: Sendable, Hashable {
  /// A row for each label of the judge, a column for each human label.
  package let weights: Matrix
  package let map: LabelMap
}
