internal import Clustering
internal import Features
internal import Foundation
internal import LinearAlgebra
internal import Statistics

/// Merges clusters of one tool's errors that assistants explain in the same words.
///
/// One cause comes in as many messages as there are programs behind a tool: `ERESOLVE` of one installer is
/// `ResolutionImpossible` of another. The messages share no word, but an assistant that says what went wrong says of
/// both that versions do not fit together, and of no other error of the tool. Errors of two types are two causes,
/// whatever is said: too slow and too large are both "too much".
struct ExplanationMerging {
  /// The failures as points of their evidence.
  let points: SparseMatrix

  /// Which columns are words of the assistant.
  let isReply: [Bool]

  /// A point's unrepaired errors.
  let errors: (Int) -> [ErrorEvidence]

  /// The least share of a cluster's failures that have an error of its tool.
  private static let leastShare = 0.6

  /// The largest clusters of a tool are looked at.
  private static let mostClusters = 32

  /// So many other failures at the tool show what is said of any of its errors.
  private static let leastOthers = 20

  /// A word is of a cluster's cause if so many of its failures have it, this many times as often as others do.
  private static let (leastCount, leastRatio) = (3, 6.0)

  /// The least share of a cluster's failures that have a word of its cause, beyond that of others.
  private static let leastOwn = 0.12

  /// The least part of that share that another cluster of the same cause has.
  private static let leastPart = 0.5

  /// That others have as many by chance is no likelier.
  private static let mostChance = 0.001

  /// A cluster with fewer failures may have too few words for any of its own.
  private static let smallSize = 24

  /// Returns the clusters with those of one explanation under the number of the first; points in no cluster stay there.
  func merged(_ assignments: [Int32]) -> [Int32] {
    let members = clusterMembers(of: assignments, clusterCount: Int((assignments.max() ?? -1) + 1))
    var ofTool: [UInt64: [Explained]] = [:]
    for (number, rows) in members.enumerated() {
      let found = rows.map(errors)
      guard let tool = found.commonTool(leastShare: Self.leastShare) else { continue }
      let told = zip(rows, found).filter { $0.1.contains { $0.tool == tool } }
      ofTool[tool, default: []].append(
        Explained(
          number: number, type: Self.commonType(told.map { $0.1.filter { $0.tool == tool } }),
          rows: told.map(\.0)))
    }
    var heads = Array(members.indices)
    for clusters in ofTool.values where clusters.count > 2 {
      let large = clusters.sorted { (-$0.rows.count, $0.number) < (-$1.rows.count, $1.number) }
        .prefix(Self.mostClusters)
      for (first, second) in pairs(of: Array(large)) {
        let (one, other) = (heads[first], heads[second])
        heads = heads.map { $0 == max(one, other) ? min(one, other) : $0 }
      }
    }
    return assignments.map { $0 < 0 ? $0 : Int32(heads[Int($0)]) }
  }

  /// A cluster and those of its failures that have an error of its tool.
  private struct Explained {
    let number: Int
    let type: ErrorType
    let rows: [Int]

    /// Whether two may be one cause by their types.
    func isAlike(_ other: Explained) -> Bool {
      type == other.type || type == .other || other.type == .other
    }
  }

  /// The type that most failures have an error of, each failure a list of its errors; of equals the first of the table.
  private static func commonType(_ found: [[ErrorEvidence]]) -> ErrorType {
    var counts: [ErrorType: Int] = [:]
    for types in found.map({ Set($0.map(\.type)) }) {
      for type in types { counts[type, default: 0] += 1 }
    }
    return counts.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key ?? .other
  }

  /// The numbers of each two clusters of one tool that are explained in the same words.
  private func pairs(of clusters: [Explained]) -> [(Int, Int)] {
    let counts = clusters.map { self.counts(ofRows: $0.rows) }
    var all = counts[0]
    for others in counts.dropFirst() { all.merge(others, uniquingKeysWith: +) }
    var found: [(Int, Int)] = []
    for first in clusters.indices {
      for second in clusters.indices.dropFirst(first + 1)
      where clusters[first].isAlike(clusters[second]) {
        let others = clusters.indices.filter { $0 != first && $0 != second }
        let rows = others.flatMap { clusters[$0].rows }
        guard rows.count >= Self.leastOthers else { continue }
        let said = { (column: Int32) in
          (all[column] ?? 0) - (counts[first][column] ?? 0) - (counts[second][column] ?? 0)
        }
        let verdicts = [(first, second), (second, first)].map { own, other in
          verdict(of: clusters[own].rows, on: clusters[other].rows, others: rows, said: said)
        }
        let isSame =
          verdicts.allSatisfy { $0 == true }
          || verdicts.contains(true) && verdicts.contains(nil)
            && zip([first, second], verdicts).allSatisfy {
              $1 != nil || clusters[$0].rows.count < Self.smallSize
            }
        if isSame { found.append((clusters[first].number, clusters[second].number)) }
      }
    }
    return found
  }

  /// Whether failures have what assistants say of the cause of some as often as these; `nil` where they say nothing of
  /// it.
  private func verdict(
    of rows: [Int], on candidates: [Int], others: [Int], said: @escaping (Int32) -> Int
  ) -> Bool? {
    // What is telling is learnt on one half and counted on the other.
    let halves = [0, 1].map { half in rows.indices.filter { $0 % 2 == half }.map { rows[$0] } }
    var own = 0
    for (half, rest) in [(halves[0], halves[1]), (halves[1], halves[0])] {
      let words = self.words(ofCauseOf: half, others: others.count, said: said)
      own += rest.count { hasAny(of: words, $0) }
    }
    let words = self.words(ofCauseOf: rows, others: others.count, said: said)
    let elsewhere = Double(others.count { hasAny(of: words, $0) } + 1) / Double(others.count + 1)
    let ownShare = Double(own) / Double(max(1, rows.count)) - elsewhere
    guard ownShare >= Self.leastOwn else { return nil }
    let hits = candidates.count { hasAny(of: words, $0) }
    let share = Double(hits) / Double(candidates.count) - elsewhere
    return share >= Self.leastPart * ownShare
      && chance(of: hits, among: candidates.count, share: elsewhere) <= Self.mostChance
  }

  /// The probability of so many hits or more, each with a probability.
  private func chance(of hits: Int, among count: Int, share: Double) -> Double {
    guard share < 1 else { return 1 }
    return (hits...max(hits, count)).reduce(0) { sum, many in
      sum + exp(logBinomial(count, many) + Double(many) * log(share) + Double(count - many) * log1p(-share))
    }
  }

  /// The words that failures have much more often than others do.
  private func words(ofCauseOf rows: [Int], others: Int, said: (Int32) -> Int) -> Set<Int32> {
    let counts = self.counts(ofRows: rows)
    return Set(
      counts.filter { column, count in
        let share = Double(count) / Double(rows.count)
        return count >= Self.leastCount
          && share >= Self.leastRatio * Double(said(column) + 1) / Double(others + 1)
      }.keys)
  }

  private func hasAny(of words: Set<Int32>, _ row: Int) -> Bool {
    points.elementRange(ofRow: row).contains { words.contains(points.columns[$0]) }
  }

  /// In how many of some failures each of the assistant's words is.
  private func counts(ofRows rows: [Int]) -> [Int32: Int] {
    var counts: [Int32: Int] = [:]
    for row in rows {
      for place in points.elementRange(ofRow: row) where isReply[Int(points.columns[place])] {
        counts[points.columns[place], default: 0] += 1
      }
    }
    return counts
  }
}
