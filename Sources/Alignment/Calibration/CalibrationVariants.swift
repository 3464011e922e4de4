package import Labels
package import LinearAlgebra

/// What the published map leaves open, each tried on held-out pairs.
package struct CalibrationVariant: Sendable, Hashable {
  /// What is done otherwise than in one map of one judge's labels.
  package enum Kind: String, Sendable, Hashable {
    case sideBySide = "all judges in one map"
    case probabilities = "the judge's probabilities"
    case scores = "the judge's score in ten steps"
    case annotator = "one annotator's labels"
    case carriedOver = "a map from another criterion"
  }

  package let kind: Kind
  package let criterion: String
  package let judge: String

  /// The annotator, or the criterion from which the map comes.
  package let detail: String
  package let heldOutCount: Int

  /// The mean agreement over the cuts without a map, with plain ridge and with the guarded map.
  package let none: Double
  package let plain: Double
  package let guarded: Double
}

/// Tries the variants on random halves.
package struct CalibrationVariants: Sendable, Hashable {
  package let set: String
  package let repetitionCount: Int

  package init(set: String, repetitionCount: Int = 20) {
    self.set = set
    self.repetitionCount = repetitionCount
  }

  /// Every variant that the labels allow, judge by judge.
  package func all(in ratings: [Ratings], table: LabelTable) throws(LinearAlgebraError)
    -> [CalibrationVariant]
  {
    var result: [CalibrationVariant] = []
    for criterion in ratings {
      for judge in criterion.judges.indices {
        result += try wide(criterion, judge, table)
        result += try byAnnotator(criterion, judge, table)
        guard criterion.criterion != Ratings.pooledName else { continue }
        for source in ratings
        where source.criterion != criterion.criterion && source.criterion != Ratings.pooledName {
          if let variant = try carriedOver(from: source, to: criterion, judge, table) {
            result.append(variant)
          }
        }
      }
    }
    return result
  }

  private func wide(
    _ ratings: Ratings, _ judge: Int, _ table: LabelTable
  ) throws(LinearAlgebraError) -> [CalibrationVariant] {
    let sources: [(CalibrationVariant.Kind, WideSource)] = [
      (.sideBySide, .judges(ratings.judges)), (.probabilities, .probabilities), (.scores, .scores),
    ]
    let study = WideStudy(set: set, repetitionCount: repetitionCount)
    var result: [CalibrationVariant] = []
    for (kind, source) in sources where ratings.has(source, ofJudge: judge, table: table) {
      guard let (items, names, _) = ratings.wideItems(ofJudge: judge, from: source, table: table),
        items.count > 3
      else { continue }
      let means = try study.means(
        of: items, names, criterion: ratings.criterion, judge: ratings.judges[judge])
      result.append(
        variant(
          kind, ratings, judge, "", items.count - items.count / 2,
          (means.none, means.plain, means.guarded)))
    }
    return result
  }

  private func byAnnotator(
    _ ratings: Ratings, _ judge: Int, _ table: LabelTable
  ) throws(LinearAlgebraError) -> [CalibrationVariant] {
    guard ratings.humans.count > 1 else { return [] }
    var result: [CalibrationVariant] = []
    for (human, name) in ratings.humans.enumerated() {
      let pairs = CalibrationPairs(ofJudge: judge, in: ratings, table: table, human: human)
      guard pairs.count > 3 else { continue }
      let means = try CalibrationSeries(
        set: set, criterion: ratings.criterion, judge: ratings.judges[judge], repetitionCount: repetitionCount
      ).means(of: pairs, size: .half)
      result.append(
        variant(
          .annotator, ratings, judge, name, pairs.count - pairs.count / 2,
          (means.before, means.plain, means.guarded)))
    }
    return result
  }

  /// The map of one criterion on the pairs of another: learnt on all of the one, so without cuts.
  private func carriedOver(
    from source: Ratings, to target: Ratings, _ judge: Int, _ table: LabelTable
  ) throws(LinearAlgebraError) -> CalibrationVariant? {
    guard source.scale.labels == target.scale.labels,
      let sourceJudge = source.judges.firstIndex(of: target.judges[judge])
    else { return nil }
    let learnt = CalibrationPairs(ofJudge: sourceJudge, in: source, table: table).table
    let heldOut = CalibrationPairs(ofJudge: judge, in: target, table: table).table
    guard learnt.total > 0, heldOut.total > 0 else { return nil }
    func agreement(_ map: LabelMap) -> Double {
      Double(heldOut.agreeingCount(under: map)) / Double(heldOut.total)
    }
    return variant(
      .carriedOver, target, judge, source.criterion, heldOut.total,
      (
        agreement(.none(for: heldOut)), agreement(try RidgeCalibration().fit(learnt).map),
        agreement(GuardedCalibration().fit(learnt).learnt.map)
      ))
  }

  private func variant(
    _ kind: CalibrationVariant.Kind, _ ratings: Ratings, _ judge: Int, _ detail: String, _ heldOutCount: Int,
    _ means: (Double, Double, Double)
  ) -> CalibrationVariant {
    CalibrationVariant(
      kind: kind, criterion: ratings.criterion, judge: ratings.judges[judge], detail: detail,
      heldOutCount: heldOutCount, none: means.0, plain: means.1, guarded: means.2)
  }
}
