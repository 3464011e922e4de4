package import LinearAlgebra
import Threads

/// How far two points are apart.
package enum Metric: Sendable, Hashable, Codable {
  /// The length of the difference.
  case euclidean
  /// One less the cosine, from 0 to 2; 1 from a point of length 0 to any other.
  case cosine
}

/// The distances of points from points, in `Double`: the difference of close points is that of large squares.
package struct PairwiseDistances: Sendable, Hashable {
  package let metric: Metric

  package init(_ metric: Metric) {
    self.metric = metric
  }

  /// Returns the *n* × *n* distances among points: symmetric, with zeros on the diagonal.
  ///
  /// - Complexity: O(*n*² *d*).
  package func within(_ points: FloatMatrix, threadCount: Int = 1) -> Matrix {
    let n = points.rowCount
    let between = between(points, and: points, threadCount: threadCount)
    var distances = between.elements
    for row in 0..<n {
      distances[row * n + row] = 0
      for column in 0..<row { distances[row * n + column] = distances[column * n + row] }
    }
    return Matrix(rowCount: n, columnCount: n, elements: distances)
  }

  /// Returns the *n* × *m* distances of points from others.
  ///
  /// - Complexity: O(*n* *m* *d*).
  package func between(_ points: FloatMatrix, and others: FloatMatrix, threadCount: Int = 1) -> Matrix {
    let pointsBlock = prepared(points, threadCount: threadCount)
    let othersBlock = prepared(others, threadCount: threadCount)
    let products = Matrix(pointsBlock).timesTransposed(Matrix(othersBlock), threadCount: threadCount)
    let lengths = squaredLengths(othersBlock)
    let rowLengths = squaredLengths(pointsBlock)
    let width = others.rowCount
    let blocks = Blocks(itemCount: points.rowCount, size: 256)
    let elements = products.elements
    let parts = blocks.concurrentMap(threadCount: threadCount) { _, rows in
      var distances = Array(elements[rows.lowerBound * width..<rows.upperBound * width])
      for (place, row) in rows.enumerated() {
        let length = rowLengths[row]
        let range = place * width..<(place + 1) * width
        switch metric {
        case .cosine:
          for index in range { distances[index] = min(2, max(0, 1 - distances[index])) }
        case .euclidean:
          for (column, index) in range.enumerated() {
            distances[index] = max(0, length + lengths[column] - 2 * distances[index]).squareRoot()
          }
        }
      }
      return distances
    }
    return Matrix(rowCount: points.rowCount, columnCount: width, elements: Array(parts.joined()))
  }

  private func prepared(_ points: FloatMatrix, threadCount: Int) -> FloatMatrix {
    metric == .cosine ? points.normalisingRows(threadCount: threadCount) : points
  }

  private func squaredLengths(_ points: FloatMatrix) -> [Double] {
    guard metric == .euclidean else { return [Double](repeating: 1, count: points.rowCount) }
    let (elements, width) = (points.elements, points.columnCount)
    return (0..<points.rowCount).map { row in
      var sum = 0.0
      for index in row * width..<(row + 1) * width {
        sum += Double(elements[index]) * Double(elements[index])
      }
      return sum
    }
  }
}
