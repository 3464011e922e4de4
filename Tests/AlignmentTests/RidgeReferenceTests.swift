import Alignment
import Foundation
import Labels
import LinearAlgebra
import Testing

/// The reference means are rounded to six digits.
private let tolerance = 1e-6

/// The golden weights have nine digits.
private let weightTolerance = 1e-9

/// The pairs of one judge on one criterion of a shared set.
private struct Series {
  let set: String
  let criterion: String
  let judge: String
  let pairs: CalibrationPairs
}

private func sharedSeries() throws -> [Series] {
  var series: [Series] = []
  for set in SharedJudgements.sets {
    guard let (table, ratings) = try SharedJudgements.ratings(set) else { continue }
    for criterion in ratings {
      for (index, judge) in criterion.judges.enumerated() {
        series.append(
          Series(
            set: set, criterion: criterion.criterion, judge: judge,
            pairs: CalibrationPairs(ofJudge: index, in: criterion, table: table)))
      }
    }
  }
  return series
}

@Test func `leaving one out and fitting all give the reference figures`() throws {
  guard let references = SharedJudgements.rows("reference_ridge.csv") else { return }
  for series in try sharedSeries() {
    let own = references.filter {
      $0["data_set"] == series.set && $0["criterion"] == series.criterion && $0["judge"] == series.judge
    }
    let table = series.pairs.table
    let fit = try #require(own.first { $0["size"] == "fit" })
    let learnt = try RidgeCalibration().fit(table).map
    #expect(fit["after_own"] == rounded(table.agreeingCount(under: learnt), of: table.total))
    #expect(fit["note"] == note(learnt, table))
    let leftOut = try #require(own.first { $0["size"] == "loo" })
    let keeping = try RidgeCalibration().leaveOneOutAgreeingCount(table)
    let first = try RidgeCalibration(tieRule: .first).leaveOneOutAgreeingCount(table)
    #expect(leftOut["after_own"] == rounded(keeping, of: table.total))
    #expect(leftOut["after_first"] == rounded(first, of: table.total))
  }
}

@Test func `the means over a hundred documented splits are the reference ones`() throws {
  guard let references = SharedJudgements.rows("reference_ridge.csv") else { return }
  for series in try sharedSeries() where series.set != "llmbar" || series.criterion == "*" {
    for reference in references {
      guard reference["data_set"] == series.set, reference["criterion"] == series.criterion,
        reference["judge"] == series.judge, let size = reference["size"].flatMap(CalibrationSize.init(name:)),
        let before = reference["before"].flatMap(Double.init),
        let after = reference["after_own"].flatMap(Double.init),
        let afterFirst = reference["after_first"].flatMap(Double.init)
      else { continue }
      let means = try CalibrationSeries(set: series.set, criterion: series.criterion, judge: series.judge)
        .means(of: series.pairs, size: size)
      let message: Comment = "\(series.set) \(series.criterion) \(series.judge) \(size.name)"
      #expect(abs(means.before - before) <= tolerance, message)
      #expect(abs(means.plain - after) <= tolerance, message)
      #expect(abs(means.plainFirst - afterFirst) <= tolerance, message)
    }
  }
}

@Test func `the golden calibrations are met item by item`() throws {
  let folder = SharedJudgements.folder.appending(path: "golden")
  guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path()) else {
    print("skipped: the golden calibrations are not here")
    return
  }
  let all = try sharedSeries()
  for file in files.sorted() where file.hasSuffix(".json") {
    let golden = try JSONDecoder().decode(
      Golden.self, from: Data(contentsOf: folder.appending(path: file)))
    let series = try #require(
      all.first { $0.set == golden.data_set && $0.criterion == golden.criterion && $0.judge == golden.judge })
    let size = try #require(CalibrationSize(name: golden.size))
    let split = CalibrationSplit(
      set: golden.data_set, criterion: golden.criterion, judge: golden.judge, size: size,
      repetition: golden.repeat)
    #expect(split.seedText == golden.seed_string)
    let indices = split.calibrationIndices(series.pairs)
    #expect(indices.map { series.pairs.items[$0] } == golden.calibration_items)
    let table = series.pairs.table(of: indices)
    let heldOut = series.pairs.table.subtracting(table)
    let own = try RidgeCalibration().fit(table)
    let first = try RidgeCalibration(tieRule: .first).fit(table)
    for (row, weights) in golden.W.enumerated() {
      for (column, weight) in weights.enumerated() {
        #expect(abs(own.weights[row, column] - weight) <= weightTolerance)
      }
    }
    #expect(named(own.map, table) == golden.map_own)
    #expect(named(first.map, table) == golden.map_first)
    #expect(heldOut.total == golden.held_out)
    #expect(heldOut.agreeingCount(under: .none(for: table)) == golden.correct_before)
    #expect(heldOut.agreeingCount(under: own.map) == golden.correct_after_own)
    #expect(heldOut.agreeingCount(under: first.map) == golden.correct_after_first)
  }
}

private struct Golden: Decodable {
  let data_set: String
  let criterion: String
  let judge: String
  let size: String
  let `repeat`: Int
  let seed_string: String
  let calibration_items: [String]
  let W: [[Double]]
  let map_own: [String: String]
  let map_first: [String: String]
  let held_out: Int
  let correct_before: Int
  let correct_after_own: Int
  let correct_after_first: Int
}

private func named(_ map: LabelMap, _ table: CalibrationTable) -> [String: String] {
  var result: [String: String] = [:]
  for (verdict, label) in map.labels.enumerated() {
    result[table.judgeLabels[verdict]] = label.map { table.humanLabels[$0] }
  }
  return result
}

private func note(_ map: LabelMap, _ table: CalibrationTable) -> String {
  map.labels.enumerated().map { verdict, label in
    "\(table.judgeLabels[verdict])>\(label.map { table.humanLabels[$0] } ?? "")"
  }.joined(separator: " ")
}

private func rounded(_ count: Int, of total: Int) -> String {
  String(format: "%.6f", Double(count) / Double(total))
}
