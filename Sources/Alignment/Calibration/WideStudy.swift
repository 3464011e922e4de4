import ContentHash
package import Labels
package import LinearAlgebra
import Statistics

/// A judge's calibration on a criterion from more than its one label.
package struct WideOutcome: Sendable {
  package let criterion: String
  package let judge: String
  package let judgeVersion: String?
  package let source: WideSource

  /// The labels of people, which are the judge's too.
  package let labels: [String]
  package let pairCount: Int

  /// The mean agreement on random halves held out: without a map, with plain ridge and with the guarded map.
  package let none: Double
  package let plain: Double
  package let guarded: Double
  package let cutCount: Int

  /// What the guarded map gains on pairs that it was not learnt on, cross-validated.
  package let expectedGain: Estimate?

  /// The maps learnt from all pairs.
  package let plainMap: WideMap
  package let guardedMap: WideMap

  /// The SHA-256 of what was learnt from.
  package let contentHash: String
}

/// Calibrates a judge on a criterion from its probabilities, its scores or several judges side by side.
package struct WideStudy: Sendable, Hashable {
  /// The set's name in the seeds of the cuts.
  package let set: String
  package let repetitionCount: Int
  package let level: Double

  private static let foldCount = 10

  package init(set: String = "", repetitionCount: Int = 20, level: Double = 0.95) {
    (self.set, self.repetitionCount, self.level) = (set, repetitionCount, level)
  }

  /// The calibration of a judge; `nil` if fewer than four items have a verdict, a reference and what is asked for.
  package func outcome(
    ofJudge judge: Int, from source: WideSource, in ratings: Ratings, table: LabelTable
  ) throws(LinearAlgebraError) -> WideOutcome? {
    guard ratings.has(source, ofJudge: judge, table: table),
      let (items, names, _) = ratings.wideItems(ofJudge: judge, from: source, table: table), items.count > 3
    else { return nil }
    let name = ratings.judges[judge]
    let means = try means(of: items, names, criterion: ratings.criterion, judge: name)
    let all = Array(0..<items.count)
    return WideOutcome(
      criterion: ratings.criterion, judge: name,
      judgeVersion: ratings.judgeVersion(ofJudge: judge, in: table),
      source: source, labels: ratings.scale.labels, pairCount: items.count, none: means.none,
      plain: means.plain, guarded: means.guarded, cutCount: repetitionCount,
      expectedGain: try expectedGain(on: items),
      plainMap: try WideCalibration(isGuarded: false).fit(items, learning: all),
      guardedMap: try WideCalibration(isGuarded: true).fit(items, learning: all),
      contentHash: Self.hash(of: items, names, source))
  }

  /// The mean agreement over random halves held out.
  func means(
    of items: WideItems, _ names: [String], criterion: String, judge: String
  ) throws(LinearAlgebraError) -> (none: Double, plain: Double, guarded: Double) {
    var sums = (none: 0.0, plain: 0.0, guarded: 0.0)
    let labels = (0..<items.labelCount).map { "\($0)" }
    let pairs = CalibrationPairs(
      judgeLabels: labels, humanLabels: labels,
      pairs: names.indices.map { (names[$0], items.ownLabels[$0], items.references[$0]) })
    for repetition in 0..<repetitionCount {
      let split = CalibrationSplit(
        set: set, criterion: criterion, judge: judge, size: .half, repetition: repetition)
      let learning = split.calibrationIndices(pairs)
      let isLearning = Set(learning)
      let heldOut = items.references.indices.filter { !isLearning.contains($0) }
      func agreement(_ labels: [Int]) -> Double {
        Double(zip(heldOut, labels).count { items.references[$0] == $1 }) / Double(heldOut.count)
      }
      sums.none += agreement(heldOut.map { items.ownLabels[$0] })
      sums.plain += agreement(
        try WideCalibration(isGuarded: false).labels(of: items, learning: learning, heldOut: heldOut))
      sums.guarded += agreement(
        try WideCalibration(isGuarded: true).labels(of: items, learning: learning, heldOut: heldOut))
    }
    let n = Double(repetitionCount)
    return (sums.none / n, sums.plain / n, sums.guarded / n)
  }

  /// The gain of the guarded map, each fold of the items mapped by what was learnt on the others.
  private func expectedGain(on items: WideItems) throws(LinearAlgebraError) -> Estimate? {
    var (won, lost) = (0, 0)
    for fold in 0..<min(Self.foldCount, items.count) {
      let heldOut = (0..<items.count).filter { $0 % Self.foldCount == fold }
      let learning = (0..<items.count).filter { $0 % Self.foldCount != fold }
      let labels = try WideCalibration(isGuarded: true)
        .labels(of: items, learning: learning, heldOut: heldOut)
      for (place, label) in zip(heldOut, labels) {
        let (own, reference) = (items.ownLabels[place], items.references[place])
        if label == reference, own != reference { won += 1 }
        if label != reference, own == reference { lost += 1 }
      }
    }
    return pairedDifference(won: won, lost: lost, of: items.count, level: level)
  }

  private static func hash(of items: WideItems, _ names: [String], _ source: WideSource) -> String {
    var text = source.name + "\n"
    for (place, name) in names.enumerated() {
      let features = items.features.row(place).map { "\($0)" }.joined(separator: " ")
      text += "\(name)\u{0}\(items.ownLabels[place])\u{0}\(items.references[place])\u{0}\(features)\n"
    }
    return ContentHash.hexadecimal(of: Array(text.utf8))
  }
}
