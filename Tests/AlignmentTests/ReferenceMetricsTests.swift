import Alignment
import Foundation
import Labels
import Statistics
import Testing

/// The reference figures are rounded to six digits.
private let tolerance = 1e-6

private let quick = Resampling(resampleCount: 0)

@Test func `the figures of the shared judges are the reference ones`() throws {
  guard let references = SharedJudgements.rows("reference_metrics.csv") else { return }
  for set in SharedJudgements.sets {
    guard let (_, ratings) = try SharedJudgements.ratings(set) else { continue }
    for reference in references where reference["data_set"] == set {
      let criterion = try #require(ratings.first { $0.criterion == reference["criterion"] })
      let judge = try #require(criterion.judges.firstIndex { $0 == reference["judge"] })
      let agreement = JudgeAgreementMeasure(resampling: quick).agreement(ofJudge: judge, in: criterion)
      #expect("\(agreement.shownCount)" == reference["shown"])
      #expect("\(agreement.validCount)" == reference["valid"])
      #expect("\(agreement.pairedCount)" == reference["paired"])
      let figures: [(String, Double?)] = [
        ("coverage", agreement.reliability.value), ("em", agreement.figures[.exactMatch]?.value),
        ("kappa", agreement.figures[.kappa]?.value), ("qwk", agreement.figures[.kappaQuadratic]?.value),
        ("nmse100", agreement.figures[.nmse]?.value),
        ("nmse_var", agreement.figures[.nmseVariance]?.value),
        ("em_each", agreement.agreementWithEach?.value),
      ]
      for (name, value) in figures {
        let expected = reference[name].flatMap(Double.init)
        let isEqual = matches(value, expected)
        #expect(isEqual, "\(set) \(criterion.criterion) \(agreement.judge) \(name)")
      }
    }
  }
}

@Test func `the agreement among the shared annotators is the reference one`() throws {
  guard let references = SharedJudgements.rows("reference_humans.csv") else { return }
  for set in SharedJudgements.sets {
    guard let (_, ratings) = try SharedJudgements.ratings(set) else { continue }
    for reference in references where reference["data_set"] == set {
      let criterion = try #require(ratings.first { $0.criterion == reference["criterion"] })
      let agreement = HumanAgreementMeasure(resampling: quick).agreement(in: criterion)
      #expect("\(agreement.itemCount)" == reference["items"])
      #expect("\(agreement.sharedItemCount)" == reference["items_ge2"])
      #expect("\(agreement.ratingCount)" == reference["ratings"])
      #expect("\(agreement.referencedItemCount)" == reference["items_with_reference"])
      let counts = zip(agreement.scale.labels, agreement.referenceCounts).map { "\($0):\($1)" }
      #expect(counts.joined(separator: " ") == reference["reference_counts"])
      let figures: [(String, HumanFigure)] = [
        ("ih_em", .exactMatchItems), ("ih_em_pairs", .exactMatchPairs), ("alpha_nominal", .alphaNominal),
        ("alpha_ordinal", .alphaOrdinal), ("alpha_interval", .alphaInterval),
      ]
      let kappa = reference["mean_pairwise_kappa"].flatMap(Double.init)
      #expect(
        matches(agreement.meanPairwiseKappa?.value, kappa), "\(set) \(criterion.criterion) kappa of two")
      for (name, figure) in figures {
        let isEqual = matches(
          agreement.figures[figure]?.value, reference[name].flatMap(Double.init))
        #expect(isEqual, "\(set) \(criterion.criterion) \(name)")
      }
    }
  }
}

private func matches(_ value: Double?, _ expected: Double?) -> Bool {
  guard let value, let expected else { return value == nil && expected == nil }
  return abs(value - expected) <= tolerance
}
