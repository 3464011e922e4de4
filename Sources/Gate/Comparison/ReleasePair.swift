import Labels
import Statistics

/// The scores of one evaluator on two releases, side by side.
///
/// Both tables give their texts the same numbers.
struct ReleasePair {
  let baseline: EvaluatorRows
  let candidate: EvaluatorRows

  /// The rows of the traces that both releases have, readable in both.
  let pairs: [(before: Int32, after: Int32)]

  /// Whether traces are compared each with itself.
  ///
  /// They are where at least half of those of the smaller side are on the other too.
  let isPaired: Bool

  /// The readable rows that are compared where traces differ.
  let before: [Int32]
  let after: [Int32]

  /// How the labels of the baseline pass by its own calibration, by number; absent: not met.
  private let passOfLabel: [Int32: Bool]
  private let baselineCalibration: Int32

  init(_ baseline: EvaluatorRows, _ candidate: EvaluatorRows) {
    (self.baseline, self.candidate) = (baseline, candidate)
    before = baseline.rows.filter { baseline.table.verdict[Int($0)] != .unreadable }
    after = candidate.rows.filter { candidate.table.verdict[Int($0)] != .unreadable }
    let isCanaryOnly = { (side: EvaluatorRows) in side.canaryCount == 0 }
    pairs = after.compactMap { row in
      let other = baseline.row(ofTrace: candidate.table.trace[Int(row)])
      guard other >= 0, baseline.table.verdict[Int(other)] != .unreadable,
        isCanaryOnly(baseline) || !baseline.table.isCanary[Int(other)]
      else { return nil }
      return (before: other, after: row)
    }
    isPaired = !pairs.isEmpty && pairs.count * 2 >= min(before.count, after.count)
    baselineCalibration = baseline.source?.calibration ?? -1
    passOfLabel = Self.passOfLabel(baseline, calibration: baselineCalibration)
  }

  /// Pairs the scores of one evaluator; `nil` where one of the tables has none.
  init?(scoresOf evaluator: String, baseline: ScoreTable, candidate: ScoreTable) {
    let candidate = candidate.renumbered(like: baseline)
    guard let number = candidate.words.find(evaluator).map(Int32.init),
      let before = baseline.rowsByEvaluator[number], let after = candidate.rowsByEvaluator[number]
    else { return nil }
    let traceCount = candidate.traces.count
    self.init(
      EvaluatorRows(baseline, rows: before, traceCount: traceCount),
      EvaluatorRows(candidate, rows: after, traceCount: traceCount))
  }

  /// What the labels of a side mean: the verdict that most of the traces with a label have.
  private static func passOfLabel(_ side: EvaluatorRows, calibration: Int32) -> [Int32: Bool] {
    let table = side.table
    var counts: [Int32: (pass: Int, fail: Int)] = [:]
    for row in side.rows.map(Int.init)
    where table.label[row] >= 0 && table.sources[Int(table.source[row])].calibration == calibration {
      switch table.verdict[row] {
      case .pass: counts[table.label[row], default: (0, 0)].pass += 1
      case .fail: counts[table.label[row], default: (0, 0)].fail += 1
      case .unreadable: continue
      }
    }
    return counts.mapValues { $0.pass > $0.fail }
  }

  // MARK: Verdicts

  func passedBefore(_ row: Int32) -> Bool { baseline.table.verdict[Int(row)] == .pass }

  /// The verdict as it was given.
  func passedAfter(_ row: Int32) -> Bool { candidate.table.verdict[Int(row)] == .pass }

  /// The candidate's verdict by the baseline's calibration; `nil` where it cannot be told.
  func passedByOldMap(_ row: Int32) -> Bool? {
    let table = candidate.table
    guard table.verdict[Int(row)] != .unreadable else { return nil }
    guard table.sources[Int(table.source[Int(row)])].calibration != baselineCalibration else {
      return table.verdict[Int(row)] == .pass
    }
    return passOfLabel[table.label[Int(row)]]
  }

  /// Whether a trace is the very same on both sides, and not another run of the same task.
  func isSameContent(_ before: Int32, _ after: Int32) -> Bool {
    let hash = baseline.table.traceHash[Int(before)]
    return hash != 0 && hash == candidate.table.traceHash[Int(after)]
  }

  /// Whether calibrations differ.
  var hasOtherCalibration: Bool {
    baseline.source?.calibration != candidate.source?.calibration
  }

  // MARK: Shares

  /// The pass rates that are compared, as verdicts were given.
  var proportions: (before: Proportion, after: Proportion) {
    if isPaired {
      return (
        Proportion(pairs.count { passedBefore($0.before) }, of: pairs.count),
        Proportion(pairs.count { passedAfter($0.after) }, of: pairs.count)
      )
    }
    return (
      Proportion(before.count { passedBefore($0) }, of: before.count),
      Proportion(after.count { passedAfter($0) }, of: after.count)
    )
  }
}
