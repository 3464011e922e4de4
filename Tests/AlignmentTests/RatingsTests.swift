import Alignment
import Labels
import Statistics
import Testing

private func ratings(_ csv: String, _ scale: LabelScale? = nil) throws -> Ratings {
  var table = LabelTable()
  try table.append(Array(csv.utf8), file: "labels")
  let scales = scale.map { ["overall": $0] } ?? [:]
  return try #require(RatingsReader(scales: scales).ratings(in: table).first)
}

private let header = "item_id,annotator,role,label,labelled_at\n"

@Test func `the reference is the unique most frequent label`() throws {
  let ratings = try ratings(
    header + "i,a,human,x,\ni,b,human,y,\ni,c,human,x,\nj,a,human,x,\nj,b,human,y,\nk,a,human,z,\n")
  #expect(ratings.references.map { $0.map { ratings.scale.labels[$0] } } == ["x", nil, "z"])
}

@Test func `of one annotator's labels on an item the last dated counts, and undated ones conflict`() throws {
  let dated = try ratings(header + "i,a,human,x,2026-01-02\ni,a,human,y,2026-01-03\n")
  #expect(dated.labels.map { dated.scale.labels[$0.position] } == ["y"])
  let undated = try ratings(header + "i,a,human,x,\ni,a,human,y,2026-01-03\n")
  #expect(undated.labels.isEmpty)
  #expect(undated.conflicts == [LabelConflict(item: "i", annotator: "a", labels: ["x", "y"])])
  let same = try ratings(header + "i,a,human,x,\ni,a,human,x,\n")
  #expect(same.labels.count == 1 && same.conflicts.isEmpty)
}

@Test func `an answer outside the scale is no verdict but was shown`() throws {
  let scale = LabelScale(labels: ["0", "1"], kind: .ordinal)
  let ratings = try ratings(
    header
      + "i,a,human,1,\ni,j,judge,garbage,\nk,j,judge,1.0,\nl,j,judge,10,\nm,a,human,7,\nn,j,judge,NaN,\n",
    scale)
  let agreement = JudgeAgreementMeasure(resampling: Resampling(resampleCount: 10)).agreement(
    ofJudge: 0, in: ratings)
  #expect(agreement.shownCount == 4)
  #expect(agreement.validCount == 1)
  #expect(agreement.pairedCount == 0)
  #expect(agreement.figures.isEmpty)
  #expect(ratings.strayLabelCount == 1)
}

@Test func `the order of the rows changes no figure`() throws {
  var generator = SplitMix64(seed: 3)
  var rows: [String] = []
  for item in 0..<200 {
    for annotator in ["a", "b", "c"] {
      rows.append("i\(item),\(annotator),human,\(generator.integer(below: 3)),")
    }
    rows.append("i\(item),j,judge,\(generator.integer(below: 3)),")
  }
  func figures(_ rows: [String]) throws -> (JudgeAgreement, HumanAgreement) {
    let ratings = try ratings(header + rows.joined(separator: "\n"))
    let resampling = Resampling(resampleCount: 50)
    return (
      JudgeAgreementMeasure(resampling: resampling).agreement(ofJudge: 0, in: ratings),
      HumanAgreementMeasure(resampling: resampling).agreement(in: ratings)
    )
  }
  let (judge, humans) = try figures(rows)
  let (otherJudge, otherHumans) = try figures(generator.shuffled(rows))
  #expect(judge.figures == otherJudge.figures)
  #expect(humans.figures == otherHumans.figures)
}

@Test func `criteria with one scale are also taken together`() throws {
  var table = LabelTable()
  for criterion in ["c", "d"] {
    for item in ["i", "j"] {
      table.append(item: item, criterion: criterion, annotator: "a", isJudge: false, label: "1")
      table.append(
        item: item, criterion: criterion, annotator: "g", isJudge: true, label: item == "i" ? "1" : "2")
    }
  }
  let scale = LabelScale(labels: ["1", "2"], kind: .nominal)
  let given = RatingsReader(scales: ["c": scale, "d": scale]).ratings(in: table)
  #expect(given.map(\.criterion) == ["c", "d", "*"])
  #expect(given[2].items.count == 4)
  #expect(given[2].name(ofItem: 1, in: table) == "j|c")
}
