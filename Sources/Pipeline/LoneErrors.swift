internal import Clustering
internal import Features
internal import LinearAlgebra

/// Takes small clusters apart whose errors have nothing in common but their tool and type.
///
/// In any week tools fail for reasons that come once. A few of those at one tool look like a way of failing, though
/// no two of their messages say the same; where a trace has other evidence, that tells why it failed. An error whose
/// type is the whole cause needs no words.
struct LoneErrors {
  /// The failures as points of their evidence.
  let points: SparseMatrix
  let columns: [FeatureColumn]

  /// Whether each point has a tool error.
  let isErrorTold: [Bool]

  /// The words of a point's unrepaired errors, at their tools, ascending.
  let words: (Int) -> [TermKey]

  /// What a point's errors are of their type, where their words tell.
  let causes: (Int) -> [ErrorCause]

  let minimumSupport: Int
  let threadCount: Int

  /// Two errors with so many of their words in common, of those of the shorter, say the same.
  ///
  /// Chosen by hand, as the two sizes below are: no other values were tried.
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
    guard CauseMerging(points: points, columns: columns, causes: causes).told(by: members) == nil else {
      return []
    }
    let told = members.filter { isErrorTold[$0] }.map { (point: $0, words: said($0)) }
      .filter { !$0.words.isEmpty }
    guard told.count * 2 > members.count else { return [] }
    let alone = told.filter { one in
      !told.contains { $0.point != one.point && saysTheSame($0.words, one.words) }
    }
    guard alone.count * 2 >= told.count else { return [] }
    let isDissolved = members.count - alone.count < minimumSupport
    return (isDissolved ? told : alone).map(\.point)
  }

  /// The words of a point's errors; of one without any the words of its tools' answers that tell failures.
  private func said(_ point: Int) -> [TermKey] {
    let found = words(point)
    guard found.isEmpty else { return found }
    return points.elementRange(ofRow: point).lazy.map { columns[Int(points.columns[$0])] }
      .filter { $0.term.block == .error && $0.errorTerm == nil }.map(\.term)
  }

  private func saysTheSame(_ one: [TermKey], _ other: [TermKey]) -> Bool {
    let shared = one.count { word in other.contains(word) }
    return Double(shared) >= Self.leastShared * Double(min(one.count, other.count))
  }

  /// For each of some points the cluster without tool errors that its other evidence fits; −1 where none does.
  private func fitting(_ lone: [Int], to assignments: [Int32], clusterCount: Int) -> [Int32] {
    let members = clusterMembers(of: assignments, clusterCount: clusterCount)
    let open = members.indices.filter { cluster in
      let rows = members[cluster]
      return rows.count >= minimumSupport && rows.count(where: { isErrorTold[$0] }) * 2 < rows.count
    }
    guard !open.isEmpty else { return lone.map { _ in -1 } }
    var openNumbers = [Int32](repeating: -1, count: clusterCount)
    for (number, cluster) in open.enumerated() { openNumbers[cluster] = Int32(number) }
    let centroids = points.centroids(
      of: assignments.map { $0 < 0 ? -1 : openNumbers[Int($0)] }, clusterCount: open.count)
    let leastSimilarities = open.enumerated().map { number, cluster in
      let sorted = members[cluster].map { similarity(of: $0, to: centroids.row(number)) }.sorted()
      return sorted[sorted.count / 20]
    }
    let similarities = withoutErrors(lone).similarities(to: centroids, threadCount: threadCount)
    return lone.indices.map { place in
      var (best, greatest): (Int32, Float) = (-1, 0)
      for (number, similarity) in similarities.row(place).enumerated()
      where similarity >= leastSimilarities[number] && similarity > greatest {
        (best, greatest) = (Int32(open[number]), similarity)
      }
      return best
    }
  }

  /// The cosine of a point and a centroid.
  private func similarity(of point: Int, to centroid: ArraySlice<Float>) -> Float {
    var (product, square): (Float, Float) = (0, 0)
    for place in points.elementRange(ofRow: point) {
      let value = points.values[place]
      product += value * centroid[centroid.startIndex + Int(points.columns[place])]
      square += value * value
    }
    return square > 0 ? product / square.squareRoot() : 0
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
