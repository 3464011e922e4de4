package import LinearAlgebra

/// Calibrates the same pairs again and again on different cuts, to see what a map does on average.
package struct CalibrationSeries: Sendable, Hashable {
  package let set: String
  package let criterion: String
  package let judge: String
  package let repetitionCount: Int
  package let guarded: GuardedCalibration

  package init(
    set: String, criterion: String, judge: String, repetitionCount: Int = 100,
    guarded: GuardedCalibration = GuardedCalibration()
  ) {
    self.set = set
    self.criterion = criterion
    self.judge = judge
    self.repetitionCount = repetitionCount
    self.guarded = guarded
  }

  /// The agreement on held-out pairs, each a mean over the cuts.
  package struct Means: Sendable, Hashable {
    package let size: CalibrationSize

    /// The pairs learnt from, as a mean over the cuts.
    package let calibrationCount: Double

    /// The agreement without a map.
    package let before: Double

    /// The agreement after plain ridge with the tie rule `own`.
    package let plain: Double

    /// The agreement after plain ridge with the tie rule `first`.
    package let plainFirst: Double

    /// The agreement after the guarded map.
    package let guarded: Double

    /// The standard error of the mean gain of the guarded map.
    package let guardedStandardError: Double
  }

  /// The mean agreement over the cuts of one size.
  package func means(
    of pairs: CalibrationPairs, size: CalibrationSize
  ) throws(LinearAlgebraError) -> Means {
    let whole = pairs.table
    var sums = (count: 0, before: 0.0, plain: 0.0, first: 0.0, guarded: 0.0, gainSquares: 0.0)
    for repetition in 0..<repetitionCount {
      let split = CalibrationSplit(
        set: set, criterion: criterion, judge: judge, size: size, repetition: repetition)
      let table = pairs.table(of: split.calibrationIndices(pairs))
      let heldOut = whole.subtracting(table)
      let total = Double(max(1, heldOut.total))
      func agreement(_ map: LabelMap) -> Double { Double(heldOut.agreeingCount(under: map)) / total }
      let before = agreement(.none(for: table))
      let after = agreement(guarded.fit(table).learnt.map)
      sums.count += table.total
      sums.before += before
      sums.plain += agreement(try RidgeCalibration().fit(table).map)
      sums.first += agreement(try RidgeCalibration(tieRule: .first).fit(table).map)
      sums.guarded += after
      sums.gainSquares += (after - before) * (after - before)
    }
    let n = Double(repetitionCount)
    let gain = (sums.guarded - sums.before) / n
    let spread = max(0, sums.gainSquares / n - gain * gain)
    return Means(
      size: size, calibrationCount: Double(sums.count) / n, before: sums.before / n, plain: sums.plain / n,
      plainFirst: sums.first / n, guarded: sums.guarded / n,
      guardedStandardError: (spread / n).squareRoot())
  }
}
