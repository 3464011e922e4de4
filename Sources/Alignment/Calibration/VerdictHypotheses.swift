import Foundation

/// What the verdicts of a judge may stand for, each possibility weighed by the pairs.
///
/// A judge may mean what it says, be one label too high or too low throughout, have the labels the wrong way round,
/// or be off in single verdicts. That it is off throughout is one hypothesis, to which all verdicts bear witness: so
/// few pairs tell it.
///
/// Under a hypothesis the chances of the human labels, given a verdict, are Dirichlet with
/// *c*((1 − ρ)**m** + ρ**e**): **e** is the label that the verdict means, **m** how frequent the labels are among all
/// pairs, ρ how much the judge knows, *c* how many pairs the hypothesis is worth. Both are summed over, as one value
/// for all verdicts: the verdicts lend each other strength (empirical Bayes).
///
/// Source: A. Gelman et al. 2013, *Bayesian Data Analysis*, §5.3 and §7.4 (Dirichlet and multinomial, hierarchical).
struct VerdictHypotheses {
  /// The verdicts that were met and are labels of people too; only of these something is said.
  let verdicts: [Int]

  /// The posterior weight of each hypothesis; they sum to 1.
  private(set) var weights: [Double] = []

  /// The pairs each hypothesis is worth.
  private(set) var strengths: [Double] = []

  /// For each hypothesis, the chance of label *y* given the verdict at place *v* in `verdicts` at *v* · *K* + *y*.
  private(set) var chances: [[Double]] = []

  // The shares are guesses made before any judge was looked at; the decisions hardly move if they are halved or doubled.
  private static let single = 0.2
  private static let meanings: [(share: Double, label: @Sendable (_ own: Int, _ labelCount: Int) -> Int)] = [
    (0.7, { own, _ in own }),
    (0.025, { own, labelCount in min(own + 1, labelCount - 1) }),
    (0.025, { own, _ in max(own - 1, 0) }),
    (0.05, { own, labelCount in labelCount - 1 - own }),
  ]
  private static let chanceOfOther = 0.15
  private static let strengthsTried = [5.0, 20]
  private static let knowledgeTried = [0, 0.25, 0.5, 0.75, 0.9]

  /// - Complexity: O(*K*²), for each hypothesis.
  init(of table: CalibrationTable) {
    let owns = table.ownLabels
    verdicts = table.judgeLabels.indices.filter { owns[$0] != nil && table.count(ofVerdict: $0) > 0 }
    let rows = verdicts.compactMap { verdict in
      owns[verdict].map { Row(of: verdict, own: $0, table) }
    }
    let total = Double(table.total + table.humanLabels.count)
    let frequencies = table.humanLabels.indices.map { Double(table.count(ofReference: $0) + 1) / total }
    var evidence: [Double] = []
    for strength in Self.strengthsTried {
      for knowledge in Self.knowledgeTried {
        let prior = Prior(strength: strength, knowledge: knowledge, frequencies: frequencies)
        let fits = rows.map(prior.fits)
        let singles = zip(rows, fits).map { Self.singleMeaning($0, fits: $1) }
        evidence.append(log(Self.single) + singles.reduce(0) { $0 + $1.evidence })
        chances.append(zip(rows, singles).flatMap { prior.chances(of: $0, meaning: $1.chances) })
        for meaning in Self.meanings {
          let labels = rows.map { meaning.label($0.own, frequencies.count) }
          evidence.append(log(meaning.share) + zip(fits, labels).reduce(0) { $0 + $1.0[$1.1] })
          chances.append(
            zip(rows, labels).flatMap { row, label in
              prior.chances(of: row, meaning: frequencies.indices.map { $0 == label ? 1 : 0 })
            })
        }
        strengths += Array(repeating: strength, count: Self.meanings.count + 1)
      }
    }
    weights = normalised(evidence).shares
  }

  /// The chances of the labels, given the verdict at a place of `verdicts`, over all hypotheses.
  func meanChances(ofPlace place: Int, labelCount: Int) -> [Double] {
    (0..<labelCount).map { label in
      zip(weights, chances).reduce(0) { $0 + $1.0 * $1.1[place * labelCount + label] }
    }
  }

  /// What one verdict means on its own: mostly what it says.
  private static func singleMeaning(_ row: Row, fits: [Double]) -> (evidence: Double, chances: [Double]) {
    let other = log(chanceOfOther / Double(max(1, fits.count - 1)))
    let (chances, evidence) = normalised(
      fits.indices.map { fits[$0] + ($0 == row.own ? log(1 - chanceOfOther) : other) })
    return (evidence, chances)
  }

  /// The pairs of one verdict.
  private struct Row {
    let own: Int
    let counts: [Double]
    let total: Double

    init(of verdict: Int, own: Int, _ table: CalibrationTable) {
      self.own = own
      counts = table.humanLabels.indices.map { Double(table[verdict: verdict, reference: $0]) }
      total = counts.reduce(0, +)
    }
  }

  /// What is thought of a row before its pairs are seen, but for which label it means.
  private struct Prior {
    let strength: Double

    /// The pairs that the label which is meant is worth, on top of its frequency.
    let ofMeaning: Double
    let ofFrequencies: [Double]

    init(strength: Double, knowledge: Double, frequencies: [Double]) {
      self.strength = strength
      ofMeaning = strength * knowledge
      ofFrequencies = frequencies.map { $0 * strength * (1 - knowledge) }
    }

    /// The logarithm of the chance of a row's pairs, for each label that the verdict may mean.
    func fits(_ row: Row) -> [Double] {
      let apart = zip(ofFrequencies, row.counts).map(rising)
      let shared = apart.reduce(0, +) - rising(strength, row.total)
      return apart.indices.map { label in
        shared + rising(ofFrequencies[label] + ofMeaning, row.counts[label]) - apart[label]
      }
    }

    /// The chances of the labels once the pairs are seen.
    func chances(of row: Row, meaning: [Double]) -> [Double] {
      meaning.indices.map {
        (row.counts[$0] + ofFrequencies[$0] + ofMeaning * meaning[$0]) / (row.total + strength)
      }
    }

    /// log Γ(*a* + *n*) − log Γ(*a*).
    private func rising(_ start: Double, _ count: Double) -> Double {
      count == 0 ? 0 : lgamma(start + count).0 - lgamma(start).0
    }
  }
}

/// Shares in proportion to numbers given by their logarithms, and the logarithm of their sum.
private func normalised(_ logarithms: [Double]) -> (shares: [Double], sum: Double) {
  let greatest = logarithms.max() ?? 0
  let parts = logarithms.map { exp($0 - greatest) }
  let sum = parts.reduce(0, +)
  return (parts.map { $0 / sum }, greatest + log(sum))
}
