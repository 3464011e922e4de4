package import LinearAlgebra
import Statistics

/// What a map gains on pairs held out, by the number of pairs it was learnt on.
package struct LearningCurve: Sendable, Hashable {
  /// The mean gains of maps learnt on one number of pairs, as shares of the pairs held out.
  package struct Point: Sendable, Hashable, Codable {
    package let pairCount: Int

    /// The mean gains in agreement.
    package let plainGain: Double
    package let guardedGain: Double

    /// The standard error of the guarded gain over the cuts.
    package let guardedStandardError: Double

    enum CodingKeys: String, CodingKey {
      case pairCount = "pairs"
      case plainGain = "plain_gain"
      case guardedGain = "guarded_gain"
      case guardedStandardError = "guarded_standard_error"
    }
  }

  package let points: [Point]

  /// The first number of pairs whose guarded gain is within two standard errors of the last one's; `nil` if that
  /// is the last itself, so that more labels may gain more, or if nothing is gained.
  package var flatteningCount: Int? {
    guard let last = points.last, last.guardedGain > 0 else { return nil }
    let found = points.first { $0.guardedGain >= last.guardedGain - 2 * last.guardedStandardError }
    return found?.pairCount == last.pairCount ? nil : found?.pairCount
  }
}

/// Draws a learning curve.
package struct LearningCurveMeasure: Sendable, Hashable {
  /// The random cuts made for each number of pairs.
  package let repetitionCount: Int
  package let seed: UInt64
  package let plain: RidgeCalibration
  package let guarded: GuardedCalibration

  package init(
    repetitionCount: Int = 100, seed: UInt64 = 1, plain: RidgeCalibration = RidgeCalibration(),
    guarded: GuardedCalibration = GuardedCalibration()
  ) {
    self.repetitionCount = repetitionCount
    self.seed = seed
    self.plain = plain
    self.guarded = guarded
  }

  /// The numbers of pairs tried: 5, 10, 20, 50 and so on, up to half of those there are.
  package func sizes(upTo total: Int) -> [Int] {
    var sizes: [Int] = []
    var decade = 1
    while decade <= total / 2 {
      sizes += [1, 2, 5].map { $0 * decade }.filter { $0 >= 5 && $0 < total / 2 }
      decade *= 10
    }
    return total >= 4 ? sizes + [total / 2] : sizes
  }

  /// The gains of maps learnt on random parts of a table, each tried on the rest of it.
  ///
  /// - Throws: If ridge meets pairs that it cannot be solved for.
  package func curve(on table: CalibrationTable) throws(LinearAlgebraError) -> LearningCurve {
    var points: [LearningCurve.Point] = []
    for size in sizes(upTo: table.total) { points.append(try point(table, size)) }
    return LearningCurve(points: points)
  }

  private func point(_ table: CalibrationTable, _ size: Int) throws(LinearAlgebraError) -> LearningCurve.Point
  {
    var generator = SplitMix64(seed: seed, stream: size)
    var plainSum = 0.0
    var guardedSum = 0.0
    var squares = 0.0
    for _ in 0..<repetitionCount {
      let drawn = draw(size, from: table, &generator)
      let heldOut = table.subtracting(drawn)
      let before = heldOut.agreeingCount(under: .none(for: table))
      func gain(_ map: LabelMap) -> Double {
        Double(heldOut.agreeingCount(under: map) - before) / Double(heldOut.total)
      }
      let guardedGain = gain(guarded.fit(drawn).learnt.map)
      plainSum += gain(try plain.fit(drawn).map)
      guardedSum += guardedGain
      squares += guardedGain * guardedGain
    }
    let n = Double(repetitionCount)
    let mean = guardedSum / n
    return LearningCurve.Point(
      pairCount: size, plainGain: plainSum / n, guardedGain: mean,
      guardedStandardError: (max(0, squares / n - mean * mean) / n).squareRoot())
  }

  /// Draws pairs without putting them back.
  private func draw(
    _ size: Int, from table: CalibrationTable, _ generator: inout SplitMix64
  ) -> CalibrationTable {
    var left = table
    var counts = Array(repeating: 0, count: table.counts.count)
    var total = table.total
    for _ in 0..<size {
      var place = generator.integer(below: total)
      var cell = 0
      while place >= left.counts[cell] {
        place -= left.counts[cell]
        cell += 1
      }
      left[verdict: cell / table.humanLabels.count, reference: cell % table.humanLabels.count] -= 1
      counts[cell] += 1
      total -= 1
    }
    return CalibrationTable(judgeLabels: table.judgeLabels, humanLabels: table.humanLabels, counts: counts)
  }
}
