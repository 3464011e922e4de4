internal import Clustering
internal import Features
import Foundation
internal import LinearAlgebra

/// Splits clusters that hold one and the same slip at different places of the work.
///
/// What users and assistants say of a slip is the same wherever it happens, so that words alone put all places in
/// one cluster. Where the tools that were called fall into groups that share next to nothing, and each group is
/// far more frequent in the cluster than in good traces, there are as many ways of failing as groups. Strays of
/// a cluster that is at home in one place are no group: they are as common as anywhere.
struct PlaceSplitting {
  let table: EvidenceTable
  let rows: [Int]
  /// The counts that the frequency of a tool is compared with.
  let background: FeatureCounts
  let minimumSupport: Int

  /// How many times as frequent as in the background a tool or step must be to tell a place.
  private static let leastLift = 2.0
  /// And by how many standard errors.
  private static let significance = 3.0
  /// The likeness at which two groups of tools are one place.
  private static let leastLikeness: Float = 0.2
  /// The least share of a cluster that is a place of its own.
  private static let leastShare = 0.05

  /// Returns the clusters, split where they hold several places; new ones get new numbers.
  ///
  /// - Parameter isErrorTold: For each point whether a tool error tells its cluster's place already.
  func split(_ assignments: [Int32], isErrorTold: [Bool]) -> [Int32] {
    var output = assignments
    var next = (assignments.max() ?? -1) + 1
    let members = clusterMembers(of: assignments, clusterCount: Int(next))
    for points in members where points.count >= 2 * minimumSupport {
      guard points.count(where: { isErrorTold[$0] }) * 2 <= points.count else { continue }
      for group in groups(of: points).dropFirst() {
        for point in group { output[point] = next }
        next += 1
      }
    }
    return output
  }

  /// The points of a cluster by place, the largest group first; one group if there is one place.
  private func groups(of points: [Int]) -> [[Int]] {
    let terms = tellingTerms(of: points)
    guard !terms.isEmpty else { return [points] }
    let places = placeMatrix(of: points, terms)
    let merged = DistributionMerging(leastLikeness: Self.leastLikeness)
      .fit(places, start: Self.strongestColumns(of: places))
    let found = clusterMembers(of: merged, clusterCount: Int((merged.max() ?? -1) + 1))
    let least = max(minimumSupport, Int(Self.leastShare * Double(points.count)))
    let large = found.indices.filter { found[$0].count >= least }
      .sorted { (-found[$0].count, $0) < (-found[$1].count, $1) }
    guard large.count > 1 else { return [points] }
    return shared(points, places, among: large, of: merged)
  }

  /// Gives every point to the nearest of the large groups, the first if it shares nothing with any.
  private func shared(
    _ points: [Int], _ places: SparseMatrix, among large: [Int], of merged: [Int32]
  ) -> [[Int]] {
    let numbers = Dictionary(uniqueKeysWithValues: large.enumerated().map { (Int32($1), Int32($0)) })
    let centroids = places.centroids(
      of: merged.map { numbers[$0] ?? -1 }, clusterCount: large.count)
    let similarities = places.similarities(to: centroids)
    var groups = [[Int]](repeating: [], count: large.count)
    for (place, point) in points.enumerated() {
      let products = similarities.row(place)
      var best = 0
      for group in large.indices
      where products[products.startIndex + group] > products[products.startIndex + best] {
        best = group
      }
      groups[best].append(point)
    }
    return groups.filter { !$0.isEmpty }
  }

  /// The tools and steps that are far more frequent in a cluster than in the background, ascending, with weights.
  private func tellingTerms(of points: [Int]) -> [(term: TermKey, weight: Float)] {
    var counts: [TermKey: Int] = [:]
    for point in points {
      for term in table.terms[table.termRange(rows[point])] where term.block == .tool {
        counts[term, default: 0] += 1
      }
    }
    let n = Double(points.count)
    return counts.keys.sorted().compactMap { term in
      let count = counts[term] ?? 0
      let here = Double(count) / n
      let elsewhere = (Double(background[term]) + 0.5) / Double(background.traceCount + 1)
      let error = (elsewhere * (1 - elsewhere) / n).squareRoot()
      guard count >= minimumSupport, here >= Self.leastLift * elsewhere,
        here - elsewhere > Self.significance * error
      else { return nil }
      return (term, Float(log(1 / elsewhere) * (1 - elsewhere / here)))
    }
  }

  private func placeMatrix(of points: [Int], _ terms: [(term: TermKey, weight: Float)]) -> SparseMatrix {
    let columns = Dictionary(uniqueKeysWithValues: terms.enumerated().map { ($1.term, $0) })
    let elements = points.map { point in
      table.terms[table.termRange(rows[point])].compactMap { term -> (column: Int, value: Float)? in
        columns[term].map { ($0, terms[$0].weight) }
      }
    }
    return SparseMatrix(columnCount: terms.count, rows: elements).normalisingRows()
  }

  /// For each row its greatest column, the lowest of equals; −1 for a row of zeros.
  private static func strongestColumns(of matrix: SparseMatrix) -> [Int32] {
    (0..<matrix.rowCount).map { row in
      matrix.elementRange(ofRow: row)
        .max { (matrix.values[$0], -$0) < (matrix.values[$1], -$1) }
        .map { matrix.columns[$0] } ?? -1
    }
  }
}
