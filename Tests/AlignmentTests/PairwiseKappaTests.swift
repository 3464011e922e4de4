import Alignment
import Labels
import Statistics
import Testing

/// Labels of annotators, a row an item; `nil` where one gave none.
private func agreement(_ rows: [[Int?]]) throws -> HumanAgreement {
  var table = LabelTable()
  for (item, labels) in rows.enumerated() {
    for (human, label) in labels.enumerated() {
      if let label {
        table.append(
          item: "\(item)", criterion: "c", annotator: "h\(human)", isJudge: false, label: "\(label)")
      }
    }
  }
  let scale = LabelScale(labels: ["0", "1", "2"], kind: .ordinal)
  let ratings = try #require(RatingsReader(scales: ["c": scale]).ratings(in: table).first)
  return HumanAgreementMeasure(resampling: Resampling(resampleCount: 0)).agreement(in: ratings)
}

@Test func `the mean kappa of two annotators takes each pair on the items both labelled`() throws {
  // h0 and h1 agree on all three; h0 and h2 on one of two, which is chance; h1 and h2 share those two.
  let found = try agreement([[0, 0, 0], [1, 1, 0], [0, 0, nil]])
  #expect(abs((found.meanPairwiseKappa?.value ?? 9) - (1 + 0 + 0) / 3) < 1e-12)
}

@Test func `without two labels on an item, or with one label only, there is no mean kappa`() throws {
  #expect(try agreement([[0, nil], [nil, 1]]).meanPairwiseKappa == nil)
  #expect(try agreement([[1, 1], [1, 1]]).meanPairwiseKappa == nil)
}

@Test func `people who agree in full have a kappa of 1 without doubt`() throws {
  let found = try agreement([[0, 0], [1, 1], [2, 2], [0, 0]]).meanPairwiseKappa
  #expect(found?.value == 1)
  #expect(found?.interval == Interval(lower: 1, upper: 1))
}

@Test func `the interval of the mean kappa holds 95 of 100 truths`() throws {
  // Three people who repeat the truth on 8 of 10 items: any two agree on 0.68, by chance on 0.5.
  var generator = SplitMix64(seed: 5)
  let truth = (0.64 + 0.04 - 0.5) / 0.5
  var held = 0
  for _ in 0..<600 {
    let rows = (0..<60).map { _ -> [Int?] in
      let label = generator.integer(below: 2)
      return (0..<3).map { _ in generator.uniform() < 0.8 ? label : 1 - label }
    }
    let interval = try #require(try agreement(rows).meanPairwiseKappa?.interval)
    if interval.contains(truth) { held += 1 }
  }
  print("mean kappa of two: \(held) of 600")
  #expect(abs(Double(held) / 600 - 0.95) < 0.025)
}
