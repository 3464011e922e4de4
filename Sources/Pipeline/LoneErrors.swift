internal import Clustering
internal import Features
internal import LinearAlgebra

/// Takes small clusters apart whose errors have nothing in common but their tool and type.
///
/// In any week tools fail for reasons that come once. A few of those at one tool look like a way of failing, though
/// no two of their messages say the same; where a trace has other evidence, that tells why it failed.
struct LoneErrors {
  /// The failures as points of their evidence.
  let points: SparseMatrix
  let columns: [FeatureColumn]

  /// Whether each point has a tool error.
  let isErrorTold: [Bool]

  /// The words of each point's unrepaired errors, at their tools, ascending.
  let words: [[TermKey]]

  let minimumSupport: Int
  let threadCount: Int

  /// Two errors with so many of their words in common say the same.
  private static let leastShared = 0.6

  /// From this size on errors of one tool and type are a way of failing, whatever they say.
  private static let convincingSize = 25

  /// In a small corpus few failures make a large part: one in so many counts, whatever the errors say.
  private static let convincingPart = 300

  /// Returns the clusters without those errors that stand alone in a small one; each goes to the cluster without
  /// tool errors that its other evidence fits, or nowhere.
  func released(_ assignments: [Int32]) -> [Int32] {
    let count = Int((assignments.max() ?? -1) + 1)
    let members = clusterMembers(of: assignments, clusterCount: count)
    let limit = min(Self.convincingSize, points.rowCount / Self.convincingPart)
    let lone = members.flatMap { $0.count < limit ? self.lone(in: $0) : [] }.sorted()
    guard !lone.isEmpty else { return assignments }
    var output = assignments
    for point in lone { output[point] = -1 }
    for (point, cluster) in zip(lone, fitting(lone, to: output, clusterCount: count)) {
      output[point] = cluster
    }
    return output
  }

  /// The points of a cluster whose errors say what no other of it says, if they are most of it.
  private func lone(in members: [Int]) -> [Int] {
    let told = members.filter { isErrorTold[$0] && !words[$0].isEmpty }
    guard told.count * 2 > members.count else { return [] }
    let alone = told.filter { point in !told.contains { $0 != point && saysTheSame($0, point) } }
    let isDissolved = members.count - alone.count < minimumSupport
    return alone.count * 2 >= told.count ? isDissolved ? told : alone : []
  }

  private func saysTheSame(_ one: Int, _ other: Int) -> Bool {
    let (one, other) = (words[one], words[other])
    let shared = one.count { word in other.contains(word) }
    return Double(shared) >= Self.leastShared * Double(min(one.count, other.count))
  }

  /// For each of some points the cluster without tool errors that its other evidence fits; −1 where none does.
  private func fitting(_ lone: [Int], to assignments: [Int32], clusterCount: Int) -> [Int32] {
    let members = clusterMembers(of: assignments, clusterCount: clusterCount)
    let isOpen = members.map { rows in rows.count(where: { isErrorTold[$0] }) * 2 < rows.count }
    let centroids = points.centroids(of: assignments, clusterCount: clusterCount)
    let reach = members.enumerated().map { cluster, rows -> Float in
      guard isOpen[cluster], rows.count >= minimumSupport else { return .infinity }
      let near = points.rows(rows).similarities(to: centroids, threadCount: threadCount)
      let sorted = rows.indices.map { near[$0, cluster] }.sorted()
      return sorted[sorted.count / 20]
    }
    let similarities = withoutErrors(lone).similarities(to: centroids, threadCount: threadCount)
    return lone.indices.map { place in
      var (best, greatest): (Int32, Float) = (-1, 0)
      for (cluster, similarity) in similarities.row(place).enumerated()
      where similarity >= reach[cluster] && similarity > greatest {
        (best, greatest) = (Int32(cluster), similarity)
      }
      return best
    }
  }

  private func withoutErrors(_ rows: [Int]) -> SparseMatrix {
    SparseMatrix(
      columnCount: points.columnCount,
      rows: rows.map { row in
        points.elementRange(ofRow: row).compactMap { place in
          let column = Int(points.columns[place])
          return columns[column].term.block == .error ? nil : (column: column, value: points.values[place])
        }
      })
  }
}
