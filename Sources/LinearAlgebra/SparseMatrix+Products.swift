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
            unsafe strip.write32(at: column)
            column += 32
          }
          while column + 8 <= width {
            unsafe strip.write8(at: column)
            column += 8
          }
          while column < width {
            unsafe strip.write1(at: column)
            column += 1
          }
        }
      }
    }
  }
}

/// One sparse row, the dense matrix it is multiplied with, and the row it is written to.
///
/// The loops are written out for their widths: a generic one over `SIMD` was forty times slower.
@unsafe
private struct Strip {
  let columns: UnsafePointer<Int32>
  let values: UnsafePointer<Float>
  let count: Int
  let dense: UnsafePointer<Float>
  let width: Int
  let output: UnsafeMutablePointer<Float>

  /// Writes 32 neighbouring columns.
  @inline(__always)
  func write32(at column: Int) {
    var sum0 = SIMD8<Float>(repeating: 0)
    var sum1 = sum0
    var sum2 = sum0
    var sum3 = sum0
    for index in unsafe 0..<count {
      let source = unsafe UnsafeRawPointer(dense + Int(columns[index]) * width + column)
      let value = unsafe SIMD8<Float>(repeating: values[index])
      unsafe sum0 += source.loadUnaligned(as: SIMD8<Float>.self) * value
      unsafe sum1 += source.loadUnaligned(fromByteOffset: 32, as: SIMD8<Float>.self) * value
      unsafe sum2 += source.loadUnaligned(fromByteOffset: 64, as: SIMD8<Float>.self) * value
      unsafe sum3 += source.loadUnaligned(fromByteOffset: 96, as: SIMD8<Float>.self) * value
    }
    let target = unsafe UnsafeMutableRawPointer(output + column)
    unsafe target.storeBytes(of: sum0, as: SIMD8<Float>.self)
    unsafe target.storeBytes(of: sum1, toByteOffset: 32, as: SIMD8<Float>.self)
    unsafe target.storeBytes(of: sum2, toByteOffset: 64, as: SIMD8<Float>.self)
    unsafe target.storeBytes(of: sum3, toByteOffset: 96, as: SIMD8<Float>.self)
  }

  /// Writes 8 neighbouring columns.
  @inline(__always)
  func write8(at column: Int) {
    var sum = SIMD8<Float>(repeating: 0)
    for index in unsafe 0..<count {
      let source = unsafe UnsafeRawPointer(dense + Int(columns[index]) * width + column)
      unsafe sum += source.loadUnaligned(as: SIMD8<Float>.self) * SIMD8(repeating: values[index])
    }
    unsafe UnsafeMutableRawPointer(output + column).storeBytes(of: sum, as: SIMD8<Float>.self)
  }

  @inline(__always)
  func write1(at column: Int) {
    var sum: Float = 0
    for index in unsafe 0..<count {
      sum += unsafe dense[Int(columns[index]) * width + column] * values[index]
    }
    unsafe output[column] = sum
  }
}
