internal import Statistics

/// What became of a signature's rate in a week.
package struct Change: Sendable, Hashable {
  /// The kinds, as they are written.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Met for the first time, and too often for chance.
    case new
    /// More frequent than before.
    case growing
    /// Less frequent than before.
    case shrinking
    /// Not met any more, though it would have been if nothing had changed.
    case gone
    /// Met again after it was gone.
    case back
    /// A part of a like signature, or what a part was taken from: together they are as frequent as before.
    case split
    /// Became one with a like signature: together they are as frequent as before.
    case merged
    /// Gave traces to a like signature or took some: together they are as frequent as before.
    case moved
    /// No more different from before than chance makes it.
    case steady
    /// In the first week there is nothing to compare with.
    case first
  }

  package let kind: Kind

  /// The *p* value of the week against those before; `nil` where nothing could be compared.
  package let pValue: Double?

  /// The same, adjusted for all signatures tested in the week.
  package let adjustedPValue: Double?

  /// The rate over that of the weeks before, agent by agent; `nil` if it was not met before.
  package let ratio: Double?

  package init(kind: Kind, pValue: Double? = nil, adjustedPValue: Double? = nil, ratio: Double? = nil) {
    (self.kind, self.pValue, self.adjustedPValue) = (kind, pValue, adjustedPValue)
    self.ratio = ratio
  }
}

/// Tests whether signatures became more or less frequent, all signatures of a week together.
///
/// A week is compared with those since the signature's last change, at most `baselineLimit` of them: one week
/// against one could not tell 20 traces from 40 among two dozen signatures, and a baseline across a change would
/// tell it twice. Rates are compared agent by agent, so that another mix of traffic is no change. Of the changes
/// told, at most `falseDiscoveryRate` are expected to be chance.
package struct ChangeTest: Sendable, Hashable {
  package let falseDiscoveryRate: Double
  package let baselineLimit: Int

  package init(falseDiscoveryRate: Double = 0.05, baselineLimit: Int = 8) {
    precondition((0...1).contains(falseDiscoveryRate) && baselineLimit > 0)
    self.falseDiscoveryRate = falseDiscoveryRate
    self.baselineLimit = baselineLimit
  }

  /// A signature's weeks up to the one that is tested, the earliest first.
  package struct Series: Sendable {
    package let tallies: [WeekTally]

    /// What was told of the weeks before, in their order; one fewer than there are tallies.
    package let earlier: [Change.Kind]

    package init(tallies: [WeekTally], earlier: [Change.Kind]) {
      precondition(tallies.count == earlier.count + 1, "\(tallies.count) weeks, \(earlier.count) told")
      self.tallies = tallies
      self.earlier = earlier
    }
  }

  /// The changes of the last week of each series.
  ///
  /// - Parameter kin: For each series the places of those that are so alike that traces may move between them.
  package func changes(of series: [Series], kin: [[Int]] = []) -> [Change] {
    let tests = series.map(test)
    // What could not be told with so few traces, whatever is seen, is not counted among the tests.
    let tested = tests.indices.filter {
      tests[$0].map { $0.leastExactTest <= falseDiscoveryRate } ?? false
    }
    let values = tests.map { $0?.exactTest }
    let adjusted = benjaminiHochberg(tested.compactMap { values[$0] })
    var adjustedOf = [Double?](repeating: nil, count: series.count)
    for (place, value) in zip(tested, adjusted) { adjustedOf[place] = value }
    return series.indices.map { place in
      guard let test = tests[place] else { return Change(kind: .first) }
      let isTold = adjustedOf[place].map { $0 <= falseDiscoveryRate } ?? false
      let others = kin.isEmpty ? [] : kin[place].map { series[$0] }
      let kind = isTold ? explained(series[place], by: others) ?? kind(of: series[place]) : .steady
      return Change(
        kind: kind, pValue: values[place] ?? nil, adjustedPValue: adjustedOf[place], ratio: test.rateRatio)
    }
  }

  /// The comparison of the last week with those before; `nil` where there is none.
  private func test(_ series: Series) -> StratifiedComparison? {
    guard let now = series.tallies.last, series.tallies.count > 1 else { return nil }
    return now.comparison(to: WeekTally.sum(of: series.tallies[baseline(of: series)]))
  }

  /// The weeks from the last change on.
  private func baseline(of series: Series) -> Range<Int> {
    let end = series.tallies.count - 1
    let lastChange = series.earlier.lastIndex { $0 != .steady && $0 != .first } ?? 0
    return max(lastChange, end - baselineLimit)..<end
  }

  /// How a change is called.
  private func kind(of series: Series) -> Change.Kind {
    guard let now = series.tallies.last else { return .steady }
    let before = WeekTally.sum(of: series.tallies[baseline(of: series)])
    if now.support == 0 { return .gone }
    if before.support == 0 {
      return series.tallies.dropLast().contains { $0.support > 0 } ? .back : .new
    }
    return now.comparison(to: before).excess > 0 ? .growing : .shrinking
  }

  // MARK: Kin

  /// How a change is called that like signatures make up for; `nil` if they do not.
  ///
  /// The clusters of two weeks are cut a little differently, so that traces go from one signature to its like. That
  /// is no change if the others have lost about as much as one has gained, and all together are no more different
  /// from before than chance makes them.
  private func explained(_ series: Series, by kin: [Series]) -> Change.Kind? {
    let weeks = baseline(of: series)
    let excess = excess([series], weeks)
    // All of the kin, not those alone that moved the right way: among several some always do.
    guard !kin.isEmpty, Self.explainedShares.contains(-self.excess(kin, weeks) / excess),
      comparison([series] + kin, weeks).exactTest > falseDiscoveryRate
    else { return nil }
    let isAbsent = { (series: Series) in series.tallies.last?.support == 0 }
    let wasAbsent = { (series: Series) in WeekTally.sum(of: series.tallies[weeks]).support == 0 }
    if isAbsent(series) { return .merged }
    if wasAbsent(series) { return .split }
    if excess > 0, kin.contains(where: { isAbsent($0) && !wasAbsent($0) }) { return .merged }
    return excess < 0 && kin.contains { wasAbsent($0) && !isAbsent($0) } ? .split : .moved
  }

  /// What share of a gain or loss like signatures make up for where traces have moved.
  ///
  /// All of it, and as much more or less as chance adds; where they have lost several times as much, something else
  /// has happened to them.
  private static let explainedShares = 0.5...1.5

  private func excess(_ series: [Series], _ weeks: Range<Int>) -> Double {
    comparison(series, weeks).excess
  }

  /// The last week of signatures taken as one against weeks before.
  private func comparison(_ series: [Series], _ weeks: Range<Int>) -> StratifiedComparison {
    let now = WeekTally.joined(series.compactMap(\.tallies.last))
    return now.comparison(
      to: WeekTally.joined(series.map { WeekTally.sum(of: $0.tallies[weeks]) }))
  }
}
