import LinearAlgebra

/// Learns a map that changes a verdict only where the pairs say so plainly.
///
/// Ridge that shrinks toward *no change*: W = (ZᵀZ + λI)⁻¹ (ZᵀY + λP), where P keeps each label. A verdict must
/// win more than λ pairs over what it loses before its row even leans the other way. Of the
/// moves that lean, those are taken that make the lower bound of the gain in agreement greatest: their wins less
/// their losses, less λ each, less some standard errors of the whole. If no choice has a bound above zero, nothing
/// changes. The standard errors asked for grow with the number of labels, as a verdict that may go to many labels
/// has more chances to look better by luck.
///
/// The best choice is a head of the moves sorted by gain per variance (Z.-J. Shen, C. Coullard and M. Daskin
/// 2003, doi:10.1287/trsc.37.1.40.12823).
package struct GuardedCalibration: Sendable, Hashable {
  /// The penalty λ of the pull toward no change, in pairs.
  package let penalty: Double

  /// The standard errors of the gain asked for each label a verdict could wrongly go to.
  package let standardErrorsPerLabel: Double

  /// Chi-square per degree of freedom, 1 being what chance gives, below which judge and people are unrelated.
  package let leastAssociation: Double

  /// Makes a calibration with defaults that were picked in sample, on the 21 shared series of the report.
  ///
  /// That flatters them. Of 0.45 to 0.65 standard errors a label only 0.55 meets the target at all sizes there; with it a
  /// penalty of 1.25 pairs does so as well as one of 1, and makes a quarter as many simulated judges worse at 5 pairs a
  /// label: a verdict on its own must win three pairs, and two only where another leans too.
  ///
  /// What was found beyond: on new draws of the same series the target is met at 1 to 20 pairs a label, and missed
  /// in half of them with half of the pairs: there plain ridge makes four series worse, so that one or two decide.
  /// Without LLMBar any constant from 0.5 to 1 does as well. On LLMBar alone, many of whose judges agree less than
  /// chance, none from 0.3 to 1 meets the target: to keep 0.9 of a gain that plain ridge finds on two pairs is to
  /// move on two pairs. On simulated judges the mean change is −0.0013 at the lowest; of judges that are mostly right
  /// plain ridge makes several times as many worse; judges shifted by a label keep a twentieth to a half of plain
  /// ridge's gain at 5 to 20 pairs a label.
  ///
  /// What was tried and left: correcting for the labels' frequencies by those of all verdicts (worse at every
  /// size), a penalty alone, and a growth by the greatest of as many normal numbers (no better on new draws).
  package init(
    penalty: Double = 1.25, standardErrorsPerLabel: Double = 0.55, leastAssociation: Double = 0.25
  ) {
    self.penalty = penalty
    self.standardErrorsPerLabel = standardErrorsPerLabel
    self.leastAssociation = leastAssociation
  }

  /// Why a map was refused, and nothing is changed.
  package enum Refusal: Sendable, Hashable {
    case noPairs
    case missingLabels([String])

    /// People, or the judge, gave one and the same label throughout.
    case peopleAreConstant, judgeIsConstant
    case unrelated(chiSquare: Double, degreesOfFreedom: Int)
    case gainNotSupported
  }

  /// What is suspicious of a map that was learnt.
  package enum Warning: Sendable, Hashable {
    case vanishingLabels([String])
    case kappaFalls(before: Double, after: Double)
  }

  /// Learns the weights and the map.
  package func fit(_ table: CalibrationTable) -> GuardedMap {
    if let refusal = refusal(of: table) { return unchanged(table, refusal) }
    let moves = chosenMoves(table)
    guard !moves.isEmpty else { return unchanged(table, .gainNotSupported) }
    var labels = table.ownLabels
    for move in moves { labels[move.verdict] = move.label }
    let map = LabelMap(labels)
    return GuardedMap(
      learnt: LabelWeights(weights: weights(table, moved: Set(moves.map(\.verdict))), map: map),
      refusal: nil, warnings: warnings(of: map, table))
  }

  // MARK: Refusals

  private func refusal(of table: CalibrationTable) -> Refusal? {
    guard table.total > 0 else { return .noPairs }
    let missing = table.humanLabels.indices.filter { table.count(ofReference: $0) == 0 }
    guard missing.isEmpty else { return .missingLabels(missing.map { table.humanLabels[$0] }) }
    guard table.humanLabels.count > 1 else { return .peopleAreConstant }
    guard table.judgeLabels.indices.count(where: { table.count(ofVerdict: $0) > 0 }) > 1 else {
      return .judgeIsConstant
    }
    let (chiSquare, degrees) = association(table)
    guard chiSquare > leastAssociation * Double(degrees) else {
      return .unrelated(chiSquare: chiSquare, degreesOfFreedom: degrees)
    }
    return nil
  }

  /// Pearson's chi-square of the table and its degrees of freedom.
  private func association(_ table: CalibrationTable) -> (chiSquare: Double, degreesOfFreedom: Int) {
    let rows = table.judgeLabels.indices.map { Double(table.count(ofVerdict: $0)) }
    let columns = table.humanLabels.indices.map { Double(table.count(ofReference: $0)) }
    let total = rows.reduce(0, +)
    var chiSquare = 0.0
    for verdict in rows.indices where rows[verdict] > 0 {
      for reference in columns.indices where columns[reference] > 0 {
        let expected = rows[verdict] * columns[reference] / total
        let distance = Double(table[verdict: verdict, reference: reference]) - expected
        chiSquare += distance * distance / expected
      }
    }
    let degrees = (rows.count { $0 > 0 } - 1) * (columns.count { $0 > 0 } - 1)
    return (chiSquare, degrees)
  }

  // MARK: Moves

  /// A verdict that would become another label, with what that wins and loses.
  private struct Move {
    let verdict: Int
    let label: Int
    let gain: Double
    let variance: Double
  }

  private func chosenMoves(_ table: CalibrationTable) -> [Move] {
    let leaning = table.judgeLabels.indices.compactMap { leaningMove(of: $0, table) }
      .sorted { ($1.gain * $0.variance, $0.verdict) < ($0.gain * $1.variance, $1.verdict) }
    let asked = standardErrorsPerLabel * Double(table.humanLabels.count - 1)
    var best = (bound: 0.0, count: 0)
    var gain = 0.0
    var variance = 0.0
    for (index, move) in leaning.enumerated() {
      gain += move.gain
      variance += move.variance
      let bound = gain - asked * variance.squareRoot()
      if bound > best.bound { best = (bound, index + 1) }
    }
    return Array(leaning.prefix(best.count))
  }

  /// The most frequent label of a verdict, if it wins more than the penalty over the verdict's own.
  private func leaningMove(of verdict: Int, _ table: CalibrationTable) -> Move? {
    let counts = table.humanLabels.indices.map { table[verdict: verdict, reference: $0] }
    let kept = table.ownLabels[verdict].map { counts[$0] } ?? 0
    guard let most = counts.max(), let label = counts.firstIndex(of: most), label != table.ownLabels[verdict]
    else { return nil }
    let gain = Double(most - kept) - penalty
    return gain > 0
      ? Move(verdict: verdict, label: label, gain: gain, variance: Double(most + kept)) : nil
  }

  // MARK: Results

  private func unchanged(_ table: CalibrationTable, _ refusal: Refusal) -> GuardedMap {
    GuardedMap(
      learnt: LabelWeights(weights: weights(table, moved: []), map: .none(for: table)), refusal: refusal,
      warnings: [])
  }

  /// The weights: a verdict that is not moved keeps its label (an endless penalty), a moved one has the ridge
  /// row that shrinks toward no change.
  private func weights(_ table: CalibrationTable, moved: Set<Int>) -> Matrix {
    var weights = Matrix(rowCount: table.judgeLabels.count, columnCount: table.humanLabels.count)
    for verdict in table.judgeLabels.indices {
      let own = table.ownLabels[verdict]
      guard moved.contains(verdict) else {
        if let own { weights[verdict, own] = 1 }
        continue
      }
      let total = Double(table.count(ofVerdict: verdict)) + penalty
      for reference in table.humanLabels.indices {
        let kept = reference == own ? penalty : 0
        weights[verdict, reference] = (Double(table[verdict: verdict, reference: reference]) + kept) / total
      }
    }
    return weights
  }

  private func warnings(of map: LabelMap, _ table: CalibrationTable) -> [Warning] {
    var warnings: [Warning] = []
    let before = table.confusion(under: .none(for: table))
    let after = table.confusion(under: map)
    let vanishing = table.humanLabels.indices.filter {
      before.verdictCounts[$0] > 0 && after.verdictCounts[$0] == 0
    }
    if !vanishing.isEmpty { warnings.append(.vanishingLabels(vanishing.map { table.humanLabels[$0] })) }
    if let kappaBefore = before.kappa, let kappaAfter = after.kappa, kappaAfter < kappaBefore {
      warnings.append(.kappaFalls(before: kappaBefore, after: kappaAfter))
    }
    return warnings
  }
}

/// A map that was learnt, or refused.
package struct GuardedMap: Sendable, Hashable {
  package let learnt: LabelWeights

  /// Why nothing is changed; `nil` if something is.
  package let refusal: GuardedCalibration.Refusal?
  package let warnings: [GuardedCalibration.Warning]
}

extension Confusion {
  /// Cohen's kappa, unweighted; `nil` where undefined.
  package var kappa: Double? {
    let n = Double(total)
    let chance =
      zip(referenceCounts, verdictCounts).reduce(0.0) { $0 + Double($1.0) * Double($1.1) } / (n * n)
    return n > 0 && chance < 1 ? (Double(agreeing) / n - chance) / (1 - chance) : nil
  }
}
