internal import Clustering
internal import LinearAlgebra

extension SparseMatrix {
  /// The rows at unit length; a row of zeros stays as it is.
  func normalisingRows() -> SparseMatrix {
    var scaled = values
    for (row, length) in rowLengths.enumerated() where length > 0 {
      for index in elementRange(ofRow: row) { scaled[index] /= length }
    }
    return SparseMatrix(
      columnCount: columnCount, rowOffsets: rowOffsets, columns: columns, values: scaled)
  }

  var rowLengths: [Float] {
    (0..<rowCount).map { row in
      elementRange(ofRow: row).reduce(into: Float(0)) { $0 += values[$1] * values[$1] }.squareRoot()
    }
  }

  /// The cosines of rows and the rows of another matrix; 0 for a row of zeros.
  func similarities(to centroids: FloatMatrix, threadCount: Int = 1) -> FloatMatrix {
    times(centroids.transposed(), threadCount: threadCount)
      .scalingRows(by: rowLengths.map { $0 > 0 ? 1 / $0 : 0 })
  }

  /// The mean direction of the rows of each cluster, of unit length.
  func centroids(of assignments: [Int32], clusterCount: Int) -> FloatMatrix {
    var sums = [Float](repeating: 0, count: clusterCount * columnCount)
    let lengths = rowLengths
    for (row, cluster) in assignments.enumerated() where cluster >= 0 && lengths[row] > 0 {
      let start = Int(cluster) * columnCount
      for index in elementRange(ofRow: row) {
        sums[start + Int(columns[index])] += values[index] / lengths[row]
      }
    }
    return FloatMatrix(rowCount: clusterCount, columnCount: columnCount, elements: sums).normalisingRows()
  }
}
