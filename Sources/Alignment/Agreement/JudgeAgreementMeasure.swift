package import Labels
import Statistics

/// Measures how far judges agree with people.
package struct JudgeAgreementMeasure: Sendable, Hashable {
  package let resampling: Resampling

  package init(resampling: Resampling = Resampling()) {
    self.resampling = resampling
  }

  /// The agreement of one judge with the reference labels of one criterion.
  ///
  /// Shares of items (exact match, true positive and negative rate) have exact intervals, the other figures
  /// bootstrapped ones.
  package func agreement(ofJudge judge: Int, in ratings: Ratings) -> JudgeAgreement {
    let verdicts = ratings.verdicts[judge]
    let confusion = Confusion(
      references: ratings.references, verdicts: verdicts, labelCount: ratings.scale.labels.count)
    return JudgeAgreement(
      criterion: ratings.criterion, judge: ratings.judges[judge], scale: ratings.scale,
      shownCount: verdicts.count { $0.isShown }, validCount: verdicts.count { $0.position != nil },
      confusion: confusion, figures: figures(of: confusion, scale: ratings.scale),
      agreementWithEach: agreementWithEach(verdicts, ratings),
      byLabel: byLabel(confusion, ratings.scale))
  }

  /// The figures of a table of pairs that are defined, with their intervals.
  package func figures(of confusion: Confusion, scale: LabelScale) -> [Figure: Estimate] {
    let table = FigureTable(confusion, scale: scale)
    let defined = Figure.allCases.filter { table.value($0) != nil }
    let resampled = resampling.values(counts: confusion.counts, figureCount: defined.count) { counts in
      let table = FigureTable(counts.map(Double.init), scale: scale)
      return defined.map { table.value($0) }
    }
    var result: [Figure: Estimate] = [:]
    for (index, figure) in defined.enumerated() {
      guard let value = table.value(figure) else { continue }
      let exact = exactShare(figure, confusion, scale)?.exactInterval(level: resampling.level)
      result[figure] = Estimate(
        value, exact ?? Estimate.interval(ofResampled: resampled[index], level: resampling.level))
    }
    return result
  }

  private func exactShare(_ figure: Figure, _ confusion: Confusion, _ scale: LabelScale) -> Proportion? {
    if figure == .exactMatch { return Proportion(confusion.agreeing, of: confusion.total) }
    guard let pass = scale.passPosition else { return nil }
    let fail = 1 - pass
    let counts = confusion.referenceCounts
    switch figure {
    case .truePositiveRate, .recall:
      return Proportion(confusion[reference: pass, verdict: pass], of: counts[pass])
    case .trueNegativeRate:
      return Proportion(confusion[reference: fail, verdict: fail], of: counts[fail])
    case .precision:
      return Proportion(confusion[reference: pass, verdict: pass], of: confusion.verdictCounts[pass])
    default: return nil
    }
  }

  /// The mean share of people who gave the judge's label, over items with both.
  private func agreementWithEach(_ verdicts: [Verdict], _ ratings: Ratings) -> Estimate? {
    var items: [Share: Int] = [:]
    for item in ratings.items.indices {
      let labels = ratings.labels(ofItem: item)
      guard !labels.isEmpty, let verdict = verdicts[item].position else { continue }
      items[Share(part: labels.count { $0.position == verdict }, whole: labels.count), default: 0] += 1
    }
    let kinds = items.sorted { ($0.key.whole, $0.key.part) < ($1.key.whole, $1.key.part) }
    func mean(_ counts: [Int]) -> Double? {
      let total = counts.reduce(0, +)
      let sum = zip(kinds, counts).reduce(0) { $0 + $1.0.key.value * Double($1.1) }
      return total > 0 ? sum / Double(total) : nil
    }
    guard let value = mean(kinds.map(\.value)) else { return nil }
    let resampled = resampling.values(counts: kinds.map(\.value), figureCount: 1) { [mean($0)] }
    return Estimate(value, Estimate.interval(ofResampled: resampled[0], level: resampling.level))
  }

  private func byLabel(_ confusion: Confusion, _ scale: LabelScale) -> [LabelFigures] {
    let (references, verdicts) = (confusion.referenceCounts, confusion.verdictCounts)
    return scale.labels.indices.map { label in
      let hits = confusion[reference: label, verdict: label]
      return LabelFigures(
        label: scale.labels[label], referenceCount: references[label], verdictCount: verdicts[label],
        precision: verdicts[label] > 0 ? Double(hits) / Double(verdicts[label]) : nil,
        recall: references[label] > 0 ? Double(hits) / Double(references[label]) : nil,
        f1: references[label] + verdicts[label] > 0
          ? 2 * Double(hits) / Double(references[label] + verdicts[label]) : nil)
    }
  }
}

/// A part of a whole, as counts.
private struct Share: Hashable {
  let part: Int
  let whole: Int

  var value: Double { Double(part) / Double(whole) }
}
