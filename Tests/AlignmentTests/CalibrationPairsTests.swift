import Alignment
import Labels
import Testing

private func ratings(_ scale: LabelScale) throws -> (LabelTable, Ratings) {
  var table = LabelTable()
  for item in 0..<40 {
    let label = ["bad", "fair", "good"][item % 3]
    table.append(item: "\(item)", criterion: "c", annotator: "a", isJudge: false, label: label)
    table.append(
      item: "\(item)", criterion: "c", annotator: "j", isJudge: true, label: label == "fair" ? "so-so" : label
    )
  }
  return (table, try #require(RatingsReader(scales: ["c": scale]).ratings(in: table).first))
}

private let labels = ["bad", "fair", "good"]

@Test func `a judge's label that people do not have is invalid unless its labels are named or all are taken`()
  throws
{
  let (table, narrow) = try ratings(LabelScale(labels: labels, kind: .nominal))
  #expect(CalibrationPairs(ofJudge: 0, in: narrow, table: table).count == 27)
  let all = CalibrationPairs(ofJudge: 0, in: narrow, table: table, takesAllVerdicts: true)
  #expect(all.judgeLabels == ["bad", "fair", "good", "so-so"])
  #expect(all.count == 40)
  let (_, wide) = try ratings(
    LabelScale(labels: labels, kind: .nominal, judgeLabels: ["bad", "so-so", "good", "great"]))
  let named = CalibrationPairs(ofJudge: 0, in: wide, table: table)
  #expect(named.judgeLabels.count == 4 && named.humanLabels.count == 3 && named.count == 40)
  #expect(GuardedCalibration().fit(named.table).learnt.map == LabelMap([0, 1, 2, nil]))
  #expect(try RidgeCalibration().fit(named.table).map == LabelMap([0, 1, 2, nil]))
  #expect(try RidgeCalibration(tieRule: .first).fit(named.table).map == LabelMap([0, 1, 2, 0]))
}

@Test func `of a size beyond all numbers a half is learnt from`() throws {
  let (table, narrow) = try ratings(LabelScale(labels: labels, kind: .nominal))
  let pairs = CalibrationPairs(ofJudge: 0, in: narrow, table: table)
  let size = try #require(CalibrationSize(name: "r\(Int.max)"))
  #expect(CalibrationSplit(size: size, seedText: "a").calibrationIndices(pairs).count == pairs.count / 2)
}
