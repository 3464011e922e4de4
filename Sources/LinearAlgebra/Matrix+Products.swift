import CLAPACK
import Threads

extension Matrix {
  /// Returns the product of two matrices, *n* × *m* and *m* × *p*, as an *n* × *p* matrix.
  package func times(_ other: Matrix, threadCount: Int = 1) -> Matrix {
    precondition(
      columnCount == other.rowCount,
      "\(rowCount) × \(columnCount) times \(other.rowCount) × \(other.columnCount)")
    return product(with: other, CblasNoTrans, columnCount: other.columnCount, threadCount: threadCount)
  }

  /// Returns the product with the transpose of another matrix, *n* × *m* and *p* × *m*, as an *n* × *p* matrix.
  package func timesTransposed(_ other: Matrix, threadCount: Int = 1) -> Matrix {
    precondition(
      columnCount == other.columnCount,
      "\(rowCount) × \(columnCount) times the transpose of \(other.rowCount) × \(other.columnCount)")
    return product(with: other, CblasTrans, columnCount: other.rowCount, threadCount: threadCount)
  }

  /// Returns the product of this matrix's transpose with another, *n* × *m* and *n* × *p*, as *m* × *p*.
  package func transposedTimes(_ other: Matrix, threadCount: Int = 1) -> Matrix {
    precondition(
      rowCount == other.rowCount,
      "the transpose of \(rowCount) × \(columnCount) times \(other.rowCount) × \(other.columnCount)")
    return transposed().times(other, threadCount: threadCount)
  }

  /// Returns the matrix with rows and columns exchanged.
  package func transposed() -> Matrix {
    var result = Matrix(rowCount: columnCount, columnCount: rowCount)
    for row in 0..<rowCount {
      for column in 0..<columnCount { result[column, row] = self[row, column] }
    }
    return result
  }

  private func product(
    with other: Matrix, _ transposition: CBLAS_TRANSPOSE, columnCount width: Int, threadCount: Int
  ) -> Matrix {
    let blocks = Blocks(itemCount: rowCount, size: productBlockSize)
    let depth = columnCount
    let product = unsafe [Double].filled(count: rowCount * width) { output in
      unsafe elements.withStart { left in
        unsafe other.elements.withStart { right in
          // Each block writes its own rows of the output and no other.
          nonisolated(unsafe) let (left, right, output) = unsafe (left, right, output)
          blocks.concurrentForEach(threadCount: threadCount) { _, rows in
            unsafe cblas_dgemm(
              CblasRowMajor, CblasNoTrans, transposition,
              BLAS.length(rows.count), BLAS.length(width), BLAS.length(depth),
              1, left + rows.lowerBound * depth, BLAS.length(depth),
              right, BLAS.length(other.columnCount),
              0, output + rows.lowerBound * width, BLAS.length(width))
          }
        }
      }
    }
    return Matrix(rowCount: rowCount, columnCount: width, elements: product)
  }
}

/// The rows of a block of a product: enough to keep OpenBLAS busy, few enough to share among threads.
let productBlockSize = 512
