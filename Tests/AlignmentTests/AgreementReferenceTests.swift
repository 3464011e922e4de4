import Alignment
import Foundation
import Labels
import Statistics
import Testing

/// Both sides compute in double precision, in another order.
private let tolerance = 1e-10

private struct References: Decodable {
  struct Judge: Decodable {
    let labels: Int
    let counts: [Int]
    let figures: [String: Double]
  }

  struct Humans: Decodable {
    let labels: Int
    let ratings: [[Int?]]
    let alpha: [String: Double]
  }

  let judges: [Judge]
  let humans: [Humans]

  static func load() throws -> References {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "References/agreement_reference.json")
    return try JSONDecoder().decode(References.self, from: Data(contentsOf: file))
  }
}

@Test func `the figures of pairs are those of scikit-learn, SciPy, statsmodels and krippendorff`() throws {
  for judge in try References.load().judges {
    let scale = LabelScale(labels: (0..<judge.labels).map { "\($0)" }, kind: .ordinal)
    let table = FigureTable(Confusion(labelCount: judge.labels, counts: judge.counts), scale: scale)
    for (name, expected) in judge.figures {
      let figure = try #require(Figure(rawValue: name))
      let value = try #require(table.value(figure))
      #expect(abs(value - expected) <= tolerance * max(1, abs(expected)), "\(name) of \(judge.counts)")
    }
  }
}

@Test func `alpha of many people with gaps is that of krippendorff`() throws {
  for humans in try References.load().humans {
    var table = LabelTable()
    for (person, row) in humans.ratings.enumerated() {
      for (item, rating) in row.enumerated() {
        guard let rating else { continue }
        table.append(
          item: "\(item)", criterion: "c", annotator: "h\(person)", isJudge: false, label: "\(rating)")
      }
    }
    let scale = LabelScale(labels: (0..<humans.labels).map { "\($0)" }, kind: .ordinal)
    let ratings = try #require(RatingsReader(scales: ["c": scale]).ratings(in: table).first)
    let agreement = HumanAgreementMeasure(resampling: Resampling(resampleCount: 0)).agreement(in: ratings)
    for (name, figure) in [
      ("nominal", HumanFigure.alphaNominal), ("ordinal", .alphaOrdinal), ("interval", .alphaInterval),
    ] {
      let value = try #require(agreement.figures[figure]?.value)
      let expected = try #require(humans.alpha[name])
      #expect(abs(value - expected) <= tolerance, "\(name)")
    }
  }
}

/// People with gaps, whose items weigh alike.
private struct PeopleReferences: Decodable {
  struct Humans: Decodable {
    let labels: Int
    let ratings: [[Int?]]
    let fleiss_kappa: Double
    let gwet_ac1: Double
  }

  let humans: [Humans]

  static func load() throws -> PeopleReferences {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "References/people_reference.json")
    return try JSONDecoder().decode(PeopleReferences.self, from: Data(contentsOf: file))
  }
}

/// irrCAC is asked for twelve digits.
private let digits = 1e-10

@Test func `kappa of Fleiss and AC1 of many people with gaps are those of irrCAC`() throws {
  for humans in try PeopleReferences.load().humans {
    var table = LabelTable()
    for (person, row) in humans.ratings.enumerated() {
      for (item, rating) in row.enumerated() {
        guard let rating else { continue }
        table.append(
          item: "\(item)", criterion: "c", annotator: "h\(person)", isJudge: false, label: "\(rating)")
      }
    }
    let scale = LabelScale(labels: (0..<humans.labels).map { "\($0)" }, kind: .nominal)
    let ratings = try #require(RatingsReader(scales: ["c": scale]).ratings(in: table).first)
    let agreement = HumanAgreementMeasure(resampling: Resampling(resampleCount: 50)).agreement(in: ratings)
    let kappa = try #require(agreement.figures[.fleissKappa])
    let gwet = try #require(agreement.figures[.gwetAC1])
    #expect(abs(kappa.value - humans.fleiss_kappa) <= digits)
    #expect(abs(gwet.value - humans.gwet_ac1) <= digits)
    let interval = try #require(kappa.interval)
    #expect(interval.lower <= kappa.value && kappa.value <= interval.upper)
  }
}

@Test func `people who all give one label have no kappa`() throws {
  var table = LabelTable()
  for item in 0..<30 {
    for person in 0..<3 {
      table.append(item: "\(item)", criterion: "c", annotator: "h\(person)", isJudge: false, label: "1")
    }
  }
  let scale = LabelScale(labels: ["0", "1", "2"], kind: .nominal)
  let ratings = try #require(RatingsReader(scales: ["c": scale]).ratings(in: table).first)
  let measure = HumanAgreementMeasure(resampling: Resampling(resampleCount: 50))
  let figures = measure.agreement(in: ratings).figures
  #expect(figures[.fleissKappa] == nil)
  #expect(figures[.alphaNominal] == nil)
  #expect(figures[.exactMatchItems]?.value == 1)
}
