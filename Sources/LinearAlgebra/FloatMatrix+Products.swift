import CLAPACK
import Threads

extension FloatMatrix {
  /// Returns the product of two matrices, *n* × *m* and *m* × *p*, as an *n* × *p* matrix.
  package func times(_ other: FloatMatrix, threadCount: Int = 1) -> FloatMatrix {
    precondition(
      columnCount == other.rowCount,
      "\(rowCount) × \(columnCount) times \(other.rowCount) × \(other.columnCount)")
    return product(with: other, CblasNoTrans, columnCount: other.columnCount, threadCount: threadCount)
  }

  /// Returns the product with the transpose of another matrix, *n* × *m* and *p* × *m*, as an *n* × *p* matrix.
  package func timesTransposed(_ other: FloatMatrix, threadCount: Int = 1) -> FloatMatrix {
    precondition(
      columnCount == other.columnCount,
      "\(rowCount) × \(columnCount) times the transpose of \(other.rowCount) × \(other.columnCount)")
    return product(with: other, CblasTrans, columnCount: other.rowCount, threadCount: threadCount)
  }

  private func product(
    with other: FloatMatrix, _ transposition: CBLAS_TRANSPOSE, columnCount width: Int, threadCount: Int
  ) -> FloatMatrix {
    let blocks = Blocks(itemCount: rowCount, size: productBlockSize)
    let depth = columnCount
    let product = unsafe [Float].filled(count: rowCount * width) { output in
      unsafe elements.withStart { left in
        unsafe other.elements.withStart { right in
          // Each block writes its own rows of the output and no other.
          nonisolated(unsafe) let (left, right, output) = unsafe (left, right, output)
          blocks.concurrentForEach(threadCount: threadCount) { _, rows in
            unsafe cblas_sgemm(
              CblasRowMajor, CblasNoTrans, transposition,
              BLAS.length(rows.count), BLAS.length(width), BLAS.length(depth),
              1, left + rows.lowerBound * depth, BLAS.length(depth),
              right, BLAS.length(other.columnCount),
              0, output + rows.lowerBound * width, BLAS.length(width))
          }
        }
      }
    }
    return FloatMatrix(rowCount: rowCount, columnCount: width, elements: product)
  }

  /// Returns the *m* × *m* products of the columns of an *n* × *m* matrix, XᵀX, summed in `Double`.
  ///
  /// Products of `Float`s are exact in `Double`, so that singular values keep all the digits that X has.
  ///
  /// - Complexity: O(*n* *m*²).
  package func gram(threadCount: Int = 1) -> Matrix {
    let width = columnCount
    guard rowCount > 0, width > 0 else { return Matrix(rowCount: width, columnCount: width) }
    // At most 64 partial sums, so that memory does not grow with the rows.
    let blocks = Blocks(itemCount: rowCount, size: max(productBlockSize, (rowCount + 63) / 64))
    let sums = blocks.concurrentMap(threadCount: threadCount) { _, rows in
      upperGram(ofRows: rows)
    }
    var total = [Double](repeating: 0, count: width * width)
    for sum in sums {
      for index in total.indices { total[index] += sum[index] }
    }
    for row in 0..<width {
      for column in 0..<row { total[row * width + column] = total[column * width + row] }
    }
    return Matrix(rowCount: width, columnCount: width, elements: total)
  }

  /// The upper triangle of XᵀX over some rows.
  private func upperGram(ofRows rows: Range<Int>) -> [Double] {
    let width = columnCount
    return unsafe [Double].filled(count: width * width) { output in
      let pieces = Blocks(itemCount: rows.count, size: productBlockSize)
      for piece in 0..<pieces.count {
        let range = pieces[piece]
        let first = (rows.lowerBound + range.lowerBound) * width
        let wide = elements[first..<first + range.count * width].map(Double.init)
        unsafe wide.withStart { input in
          unsafe cblas_dsyrk(
            CblasRowMajor, CblasUpper, CblasTrans, BLAS.length(width), BLAS.length(range.count),
            1, input, BLAS.length(width), 1, output, BLAS.length(width))
        }
      }
    }
  }
}
