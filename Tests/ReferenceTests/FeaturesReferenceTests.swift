import Features
import Foundation
import LinearAlgebra
import Testing
import Traces

private struct FeatureFigures: Decodable {
  /// The terms of each document.
  let documents: [[Int]]
  let idf: [Double]
  let rows: [[Float]]

  static func read() throws -> FeatureFigures {
    try figures(FeatureFigures.self, in: "features_reference.json")
  }

  func term(_ place: Int) -> TermKey { TermKey(.request, hash: UInt64(place) &* 0x9E37_79B9_7F4A_7C15) }

  /// The documents as failures, a row each.
  var table: EvidenceTable {
    var table = EvidenceTable()
    for document in documents {
      var evidence = Evidence()
      evidence.terms = document.map(term)
      table.append(evidence, outcome: .failure)
    }
    return table
  }
}

@Test func `inverse document frequencies equal those of scikit-learn, times the contrast with successes`()
  throws
{
  let figures = try FeatureFigures.read()
  var successes = EvidenceTable()
  for _ in 0..<1_000 { successes.append(Evidence(), outcome: .success) }
  var background = FeatureCounts()
  background.add(successes, rows: Array(0..<1_000))
  let rows = Array(figures.documents.indices)
  let space = FeatureWeights(minimumCount: 1, significance: 0)
    .fitted(to: figures.table, rows: rows, background: background).space
  #expect(space.columns.count == Set(figures.documents.joined()).count)
  for (place, idf) in figures.idf.enumerated() {
    guard let column = space.columns.first(where: { $0.term == figures.term(place) }) else { continue }
    let share = Double(column.count) / Double(rows.count)
    let contrast = 1 - 1 / 1_001 / share
    #expect(abs(Double(column.weight) / (idf * contrast) - 1) < 1e-6)
  }
}

@Test func `rows of TF-IDF equal those of scikit-learn up to the share of their block`() throws {
  let figures = try FeatureFigures.read()
  let rows = Array(figures.documents.indices)
  // With no successes a term that all have counts nothing: rarity is the frequency's logarithm alone.
  let (space, points) = FeatureWeights(minimumCount: 1)
    .fitted(to: figures.table, rows: rows, background: FeatureCounts())
  let places = Dictionary(uniqueKeysWithValues: figures.idf.indices.map { (figures.term($0), $0) })
  var fullRows = 0
  for row in rows {
    let range = points.elementRange(ofRow: row)
    let length = range.reduce(Float(0)) { $0 + points.values[$1] * points.values[$1] }.squareRoot()
    let reference = figures.rows[row].reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
    guard length > 0 else {
      #expect(reference == 0)
      continue
    }
    // Rows below the median length are not raised to it; their direction is the same.
    if abs(length - 0.3) < 1e-5 { fullRows += 1 }
    #expect(length < 0.3 + 1e-5)
    for index in range {
      let place = try #require(places[space.columns[Int(points.columns[index])].term])
      #expect(abs(points.values[index] / length - figures.rows[row][place]) < 1e-5)
    }
  }
  #expect(fullRows >= rows.count / 2)
}
