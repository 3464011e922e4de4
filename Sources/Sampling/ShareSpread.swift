internal import Foundation

/// How the shares of strata differ, as far as a few draws of each tell: a beta distribution that is not known, but more
/// or less likely.
///
/// The means and sizes of it are laid on a grid; each stratum's draws are beta-binomial. Where strata show that they
/// are alike, a share from two draws is drawn toward that of all; where they differ, it is not.
///
/// Source: A. Gelman et al. 2013, Bayesian Data Analysis (3rd ed.), 5.3; M. Ghosh and G. Meeden 1997, Bayesian Methods
/// for Finite Population Sampling.
struct ShareSpread {
  /// Draws of a stratum, and those of them with the property.
  struct Draws: Hashable {
    let count: Int
    let positiveCount: Int
  }

  /// A beta distribution of the grid with how likely it is.
  private struct Candidate {
    let positive: Double
    let negative: Double
    var weight: Double
  }

  private var candidates: [Candidate]

  private static let meanCount = 16

  /// From shares that are all near 0 or 1 (0.08 pseudo-draws) to shares that are all one (400).
  private static let sizes = (0..<12).map { exp(-2.5 + 8.5 * Double($0) / 11) }

  init(_ strata: [Draws]) {
    candidates = (0..<Self.meanCount).flatMap { place in
      Self.sizes.map { size in
        let mean = (Double(place) + 0.5) / Double(Self.meanCount)
        // Size / (1 + size) is uniform; on the logarithmic grid that is this.
        let prior = log(size / ((1 + size) * (1 + size)))
        return Candidate(positive: mean * size, negative: (1 - mean) * size, weight: prior)
      }
    }
    let kinds = Dictionary(strata.filter { $0.count > 0 }.map { ($0, 1) }, uniquingKeysWith: +)
      .sorted { ($0.key.count, $0.key.positiveCount) < ($1.key.count, $1.key.positiveCount) }
    for index in candidates.indices {
      candidates[index].weight += kinds.reduce(0) {
        $0 + Double($1.value) * Self.logLikelihood(of: $1.key, candidates[index])
      }
    }
    let greatest = candidates.map(\.weight).max() ?? 0
    for index in candidates.indices { candidates[index].weight = exp(candidates[index].weight - greatest) }
    let total = candidates.reduce(0) { $0 + $1.weight }
    for index in candidates.indices { candidates[index].weight /= total }
  }

  private static func logLikelihood(of draws: Draws, _ candidate: Candidate) -> Double {
    let size = candidate.positive + candidate.negative
    var (sum, product, draw) = (0.0, 1.0, 0)
    while draw < draws.count {
      let isPositive = draw < draws.positiveCount
      let earlier = Double(isPositive ? draw : draw - draws.positiveCount)
      product *= ((isPositive ? candidate.positive : candidate.negative) + earlier) / (size + Double(draw))
      draw += 1
      // A logarithm for each draw would take most of the time; products of more would vanish.
      if draw % 32 == 0 || draw == draws.count {
        sum += log(product)
        product = 1
      }
    }
    return sum
  }

  /// What is expected of a stratum's share *p* after its draws: *p* itself, and *p* (1 − *p*).
  func expectation(after draws: Draws) -> (share: Double, variance: Double) {
    var (share, variance) = (0.0, 0.0)
    for candidate in candidates {
      let positive = candidate.positive + Double(draws.positiveCount)
      let negative = candidate.negative + Double(draws.count - draws.positiveCount)
      let size = positive + negative
      share += candidate.weight * positive / size
      variance += candidate.weight * positive * negative / (size * (size + 1))
    }
    return (share, variance)
  }

  /// The variance between the shares of strata.
  var varianceBetween: Double {
    candidates.reduce(0) { sum, candidate in
      let size = candidate.positive + candidate.negative
      return sum + candidate.weight * candidate.positive * candidate.negative / (size * size * (size + 1))
    }
  }
}
