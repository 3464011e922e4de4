import Foundation
import Statistics

/// How well two ways of dividing the same points agree; renumbering clusters changes nothing.
package struct AgreementOfPartitions: Sendable, Hashable {
  /// The number of points in each pair of clusters that share some.
  private let cells: [Cell]
  private let truthSizes: [Int]
  private let foundSizes: [Int]
  private let pointCount: Int

  private struct Cell: Sendable, Hashable {
    let truth: Int
    let found: Int
    let count: Int
  }

  /// Compares a division found with the true one.
  ///
  /// - Precondition: Both are of the same points.
  package init(truth: [Int32], found: [Int32]) {
    precondition(truth.count == found.count, "\(truth.count) and \(found.count) points")
    let truth = numberedByFirstPoint(truth.map(Int.init))
    let found = numberedByFirstPoint(found.map(Int.init))
    pointCount = truth.count
    truthSizes = clusterSizes(of: truth, clusterCount: Int(truth.max() ?? -1) + 1)
    foundSizes = clusterSizes(of: found, clusterCount: Int(found.max() ?? -1) + 1)
    var counts: [Int: Int] = [:]
    for (row, column) in zip(truth, found) {
      counts[Int(row) * foundSizes.count + Int(column), default: 0] += 1
    }
    let width = max(1, foundSizes.count)
    cells = counts.sorted { $0.key < $1.key }.map {
      Cell(truth: $0.key / width, found: $0.key % width, count: $0.value)
    }
  }

  /// The adjusted Rand index: 1 if equal, 0 as by chance, down to −0.5.
  ///
  /// Source: L. Hubert and P. Arabie 1985, doi:10.1007/BF01908075.
  package var adjustedRandIndex: Double {
    func pairs(_ count: Int) -> Double { Double(count) * Double(count - 1) / 2 }
    let both = cells.reduce(0) { $0 + pairs($1.count) }
    let inTruth = truthSizes.reduce(0) { $0 + pairs($1) }
    let inFound = foundSizes.reduce(0) { $0 + pairs($1) }
    let all = pairs(pointCount)
    let expected = all > 0 ? inTruth * inFound / all : 0
    let greatest = (inTruth + inFound) / 2
    return greatest == expected ? 1 : (both - expected) / (greatest - expected)
  }

  /// From 0 to 1: whether each cluster found holds points of one true cluster only.
  ///
  /// Source: A. Rosenberg and J. Hirschberg 2007 (EMNLP, D07-1043), as completeness and V-measure.
  package var homogeneity: Double {
    let entropy = entropy(of: truthSizes)
    return entropy > 0 ? min(1, mutualInformation / entropy) : 1
  }

  /// From 0 to 1: whether the points of each true cluster are in one cluster found.
  package var completeness: Double {
    let entropy = entropy(of: foundSizes)
    return entropy > 0 ? min(1, mutualInformation / entropy) : 1
  }

  /// From 0 to 1: the harmonic mean of homogeneity and completeness.
  package var vMeasure: Double {
    let sum = homogeneity + completeness
    return sum > 0 ? 2 * homogeneity * completeness / sum : 0
  }

  /// From 0 to 1: the mutual information over the arithmetic mean of both entropies.
  ///
  /// It equals the V-measure; both names are in use.
  package var normalisedMutualInformation: Double {
    let mean = (entropy(of: truthSizes) + entropy(of: foundSizes)) / 2
    return mean > 0 ? min(1, mutualInformation / mean) : 1
  }

  /// The mutual information beyond chance, over the mean of both entropies beyond chance: 1 if equal, 0 as by
  /// chance.
  ///
  /// Source: N. X. Vinh, J. Epps and J. Bailey 2010 (JMLR 11, pp. 2837–2854).
  ///
  /// - Complexity: O(true clusters · clusters found · size of a cluster).
  package var adjustedMutualInformation: Double {
    let mean = (entropy(of: truthSizes) + entropy(of: foundSizes)) / 2
    let isTrivial =
      truthSizes.count == foundSizes.count && (truthSizes.count <= 1 || truthSizes.count == pointCount)
    guard !isTrivial else { return 1 }
    let expected = expectedMutualInformation
    let room = mean - expected
    guard abs(room) > 1e-15 else { return 0 }
    return (mutualInformation - expected) / room
  }

  /// The number of true clusters that were found again.
  ///
  /// A true cluster is found again if some cluster found holds at least the share `coverage` of its points, is made of
  /// them to at least the share `purity`, and has more than one of them.
  package func recoveredClusterCount(purity: Double = 0.8, coverage: Double = 0.5) -> Int {
    let recovered = cells.filter { cell in
      let count = Double(cell.count)
      return cell.count > 1 && count >= purity * Double(foundSizes[cell.found])
        && count >= coverage * Double(truthSizes[cell.truth])
    }
    return Set(recovered.map(\.truth)).count
  }

  /// The number of true clusters.
  package var trueClusterCount: Int { truthSizes.count }

  private func entropy(of sizes: [Int]) -> Double {
    let n = Double(pointCount)
    return sizes.reduce(0) { sum, size in
      size > 0 ? sum - Double(size) / n * log(Double(size) / n) : sum
    }
  }

  private var mutualInformation: Double {
    let n = Double(pointCount)
    let sum = cells.reduce(0) { sum, cell in
      let expected = Double(truthSizes[cell.truth]) * Double(foundSizes[cell.found]) / n
      return sum + Double(cell.count) / n * log(Double(cell.count) / expected)
    }
    return max(0, sum)
  }

  /// The mean of the mutual information over all ways of dealing the points with the sizes as they are.
  private var expectedMutualInformation: Double {
    let n = pointCount
    // Pairs of sizes are few even where clusters are many.
    var pairs: [Int: Int] = [:]
    for a in truthSizes {
      for b in foundSizes { pairs[a * (n + 1) + b, default: 0] += 1 }
    }
    return pairs.sorted { $0.key < $1.key }.reduce(0) { sum, pair in
      sum + Double(pair.value) * expectedTerm(pair.key / (n + 1), pair.key % (n + 1))
    }
  }

  private func expectedTerm(_ a: Int, _ b: Int) -> Double {
    let n = pointCount
    var sum = 0.0
    for shared in max(1, a + b - n)...max(1, min(a, b)) {
      // The hypergeometric chance of so many points in common.
      let logChance = logBinomial(a, shared) + logBinomial(n - a, b - shared) - logBinomial(n, b)
      let information = log(Double(n) * Double(shared) / (Double(a) * Double(b)))
      sum += Double(shared) / Double(n) * information * exp(logChance)
    }
    return sum
  }
}
