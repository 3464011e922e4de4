import Threads

extension SparseMatrix {
  /// Returns the product with a dense matrix, *n* × *m* and *m* × *p*, as an *n* × *p* matrix.
  ///
  /// Each element is a sum in the order of the columns, whatever the number of threads.
  ///
  /// - Complexity: O(elements · *p*).
  package func times(_ other: FloatMatrix, threadCount: Int = 1) -> FloatMatrix {
    precondition(
      columnCount == other.rowCount,
      "\(rowCount) × \(columnCount) times \(other.rowCount) × \(other.columnCount)")
    let width = other.columnCount
    let blocks = Blocks(itemCount: rowCount, size: 256)
    let product = unsafe [Float].filled(count: rowCount * width) { output in
      unsafe other.elements.withStart { dense in
        // Each block writes its own rows of the output and no other.
        nonisolated(unsafe) let (dense, output) = unsafe (dense, output)
        blocks.concurrentForEach(threadCount: threadCount) { _, rows in
          unsafe writeProduct(ofRows: rows, with: dense, width: width, to: output)
        }
      }
    }
    return FloatMatrix(rowCount: rowCount, columnCount: width, elements: product)
  }

  /// Returns the product of the transpose with a dense matrix, *n* × *m* and *n* × *p*, as *m* × *p*.
  ///
  /// Each element is a sum in the order of the rows, whatever the number of threads. To multiply more than
  /// once, take `transposed()` first.
  package func transposedTimes(_ other: FloatMatrix, threadCount: Int = 1) -> FloatMatrix {
    transposed().times(other, threadCount: threadCount)
  }

  /// Writes some rows of the product, in strips of columns whose sums stay in registers.
  private func writeProduct(
    ofRows rows: Range<Int>, with dense: UnsafePointer<Float>, width: Int,
    to output: UnsafeMutablePointer<Float>
  ) {
    unsafe columns.withStart { columns in
      unsafe values.withStart { values in
        for row in rows {
          let range = elementRange(ofRow: row)
          let strip = unsafe Strip(
            columns: columns + range.lowerBound, values: values + range.lowerBound, count: range.count,
            dense: dense, width: width, output: output + row * width)
          var column = 0
          while column + 32 <= width {
            unsafe strip.write(SIMD32<Float>.self, at: column)
            column += 32
          }
          while column + 8 <= width {
            unsafe strip.write(SIMD8<Float>.self, at: column)
            column += 8
          }
          while column < width {
            unsafe strip.writeOne(at: column)
            column += 1
          }
        }
      }
    }
  }
}

/// One sparse row, the dense matrix it is multiplied with, and the row it is written to.
@unsafe
private struct Strip {
  let columns: UnsafePointer<Int32>
  let values: UnsafePointer<Float>
  let count: Int
  let dense: UnsafePointer<Float>
  let width: Int
  let output: UnsafeMutablePointer<Float>

  /// Writes as many neighbouring columns as the vector has lanes.
  @inline(__always)
  func write<Lanes: SIMD<Float>>(_: Lanes.Type, at column: Int) {
    var sum = Lanes(repeating: 0)
    for index in unsafe 0..<count {
      let source = unsafe UnsafeRawPointer(dense + Int(columns[index]) * width + column)
      sum += unsafe source.loadUnaligned(as: Lanes.self) * values[index]
    }
    unsafe UnsafeMutableRawPointer(output + column).storeBytes(of: sum, as: Lanes.self)
  }

  func writeOne(at column: Int) {
    var sum: Float = 0
    for index in unsafe 0..<count {
      sum += unsafe dense[Int(columns[index]) * width + column] * values[index]
    }
    unsafe output[column] = sum
  }
}
