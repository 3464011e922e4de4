package import Labels

/// How far people agree with each other on one criterion.
package struct HumanAgreement: Sendable {
  package let criterion: String
  package let scale: LabelScale

  /// The items with a label on the scale.
  package let itemCount: Int

  /// Of those, the items with two labels or more.
  package let sharedItemCount: Int
  package let ratingCount: Int

  /// The items with a unique most frequent label.
  package let referencedItemCount: Int

  /// How often each label is that most frequent one.
  package let referenceCounts: [Int]

  /// The figures that are defined.
  package let figures: [HumanFigure: Estimate]

  /// The mean of kappa over every two people.
  package let meanPairwiseKappa: Estimate?

  /// How far each person agrees with the rest.
  package let humans: [LeftOutHuman]
}

/// One person against the most frequent label of the others.
package struct LeftOutHuman: Sendable, Hashable {
  package let name: String

  /// The items that this person labelled and the others have a reference for.
  package let itemCount: Int
  package let agreement: Estimate
  package let kappa: Double?
}

/// Measures how far people agree.
package struct HumanAgreementMeasure: Sendable, Hashable {
  package let resampling: Resampling

  package init(resampling: Resampling = Resampling()) {
    self.resampling = resampling
  }

  /// The agreement among the people who labelled one criterion.
  ///
  /// - Complexity: Linear in the labels, plus the resamples times the distinct patterns of labels, of which at
  ///   most a few thousand are told apart.
  package func agreement(in ratings: Ratings) -> HumanAgreement {
    let labelCount = ratings.scale.labels.count
    let groups = ItemGroups(of: ratings)
    var sums = HumanSums(labelCount: labelCount)
    for (group, count) in zip(groups.sums, groups.counts) { sums.add(group, times: Double(count)) }
    let isOrdinal = ratings.scale.kind == .ordinal
    let resampled = resampling.values(counts: groups.counts, figureCount: HumanFigure.allCases.count) {
      counts in
      var sums = HumanSums(labelCount: labelCount)
      for (group, count) in zip(groups.sums, counts) where count > 0 { sums.add(group, times: Double(count)) }
      return HumanFigure.allCases.map { sums.value($0, isOrdinal: isOrdinal) }
    }
    var figures: [HumanFigure: Estimate] = [:]
    for (index, figure) in HumanFigure.allCases.enumerated() {
      guard let value = sums.value(figure, isOrdinal: isOrdinal) else { continue }
      figures[figure] = Estimate(
        value, Estimate.interval(ofResampled: resampled[index], level: resampling.level))
    }
    let references = ratings.references.compactMap { $0 }
    var referenceCounts = Array(repeating: 0, count: labelCount)
    for reference in references { referenceCounts[reference] += 1 }
    let sizes = ratings.items.indices.map { ratings.labels(ofItem: $0).count }
    return HumanAgreement(
      criterion: ratings.criterion, scale: ratings.scale, itemCount: sizes.count { $0 > 0 },
      sharedItemCount: sizes.count { $0 > 1 }, ratingCount: ratings.labels.count,
      referencedItemCount: references.count, referenceCounts: referenceCounts, figures: figures,
      meanPairwiseKappa: PairwiseKappa(of: ratings).estimate(of: ratings, level: resampling.level),
      humans: leftOutHumans(ratings))
  }

  private func leftOutHumans(_ ratings: Ratings) -> [LeftOutHuman] {
    guard ratings.humans.count > 1 else { return [] }
    return ratings.humans.indices.compactMap { human in
      let rest = ratings.references(withoutHuman: human)
      var confusion = Confusion(labelCount: ratings.scale.labels.count)
      for item in ratings.items.indices {
        guard let reference = rest[item],
          let own = ratings.labels(ofItem: item).first(where: { $0.human == human })
        else { continue }
        confusion[reference: reference, verdict: own.position] += 1
      }
      guard let agreement = confusion.exactMatch(level: resampling.level) else { return nil }
      return LeftOutHuman(
        name: ratings.humans[human], itemCount: confusion.total, agreement: agreement,
        kappa: FigureTable(confusion, scale: ratings.scale).value(.kappa))
    }
  }
}
