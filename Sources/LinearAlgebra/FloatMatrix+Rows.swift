import CLAPACK
import Threads

extension FloatMatrix {
  /// Returns the squared length of each row.
  package func squaredRowLengths(threadCount: Int = 1) -> [Float] {
    let blocks = Blocks(itemCount: rowCount, size: 4_096)
    return unsafe [Float].filled(count: rowCount) { output in
      unsafe elements.withStart { start in
        nonisolated(unsafe) let (start, output) = unsafe (start, output)
        blocks.concurrentForEach(threadCount: threadCount) { _, rows in
          for row in rows {
            let first = unsafe start + row * columnCount
            unsafe output[row] = scalarProduct(first, first, count: columnCount)
          }
        }
      }
    }
  }

  /// Returns the matrix with each row at unit length; a row of zeros stays as it is.
  package func normalisingRows(threadCount: Int = 1) -> FloatMatrix {
    scalingRows(by: squaredRowLengths(threadCount: threadCount).map { $0 > 0 ? 1 / $0.squareRoot() : 0 })
  }

  /// Returns the matrix with each row multiplied by its factor.
  package func scalingRows(by factors: [Float]) -> FloatMatrix {
    precondition(factors.count == rowCount, "\(factors.count) factors for \(rowCount) rows")
    var scaled = elements
    for row in 0..<rowCount {
      let factor = factors[row]
      for index in row * columnCount..<(row + 1) * columnCount { scaled[index] *= factor }
    }
    return FloatMatrix(rowCount: rowCount, columnCount: columnCount, elements: scaled)
  }

  /// Returns the scalar products of one row of another matrix with some rows of this one.
  package func products(
    ofRows rows: [Int], withRow row: Int, of other: FloatMatrix, threadCount: Int = 1
  ) -> [Float] {
    precondition(columnCount == other.columnCount, "\(columnCount) and \(other.columnCount) columns")
    precondition((0..<other.rowCount).contains(row), "row \(row) of \(other.rowCount)")
    let blocks = Blocks(itemCount: rows.count, size: 2_048)
    return unsafe [Float].filled(count: rows.count) { output in
      unsafe elements.withStart { start in
        unsafe other.elements.withStart { otherStart in
          nonisolated(unsafe) let (start, chosen, output) = unsafe (
            start, otherStart + row * columnCount, output
          )
          blocks.concurrentForEach(threadCount: threadCount) { _, places in
            for place in places {
              precondition((0..<rowCount).contains(rows[place]), "row \(rows[place]) of \(rowCount)")
              unsafe output[place] = scalarProduct(
                start + rows[place] * columnCount, chosen, count: columnCount)
            }
          }
        }
      }
    }
  }

  /// Returns the scalar product of each row with a row of another matrix, chosen for it.
  ///
  /// - Parameter choices: The row of `other` for each row of this matrix.
  package func products(withRows choices: [Int32], of other: FloatMatrix, threadCount: Int = 1) -> [Float] {
    precondition(columnCount == other.columnCount, "\(columnCount) and \(other.columnCount) columns")
    precondition(choices.count == rowCount, "\(choices.count) choices for \(rowCount) rows")
    precondition(
      choices.allSatisfy { (0..<other.rowCount).contains(Int($0)) },
      "a choice is not of \(other.rowCount) rows")
    let blocks = Blocks(itemCount: rowCount, size: 4_096)
    return unsafe [Float].filled(count: rowCount) { output in
      unsafe elements.withStart { start in
        unsafe other.elements.withStart { otherStart in
          nonisolated(unsafe) let (start, otherStart, output) = unsafe (start, otherStart, output)
          blocks.concurrentForEach(threadCount: threadCount) { _, rows in
            for row in rows {
              unsafe output[row] = scalarProduct(
                start + row * columnCount, otherStart + Int(choices[row]) * columnCount, count: columnCount)
            }
          }
        }
      }
    }
  }

  /// Returns the weighted sum of the rows of each group, one group a row.
  ///
  /// Each sum runs over fixed blocks of rows in row order, whatever the number of threads.
  ///
  /// - Parameters:
  ///   - groups: The group of each row, from 0 and below `groupCount`; a row below 0 is in no group.
  ///   - weights: A factor for each row; 1 if `nil`.
  package func rowSums(
    groups: [Int32], groupCount: Int, weights: [Float]? = nil, threadCount: Int = 1
  ) -> FloatMatrix {
    precondition(groups.count == rowCount, "\(groups.count) groups for \(rowCount) rows")
    precondition(
      weights?.count ?? rowCount == rowCount, "\(weights?.count ?? 0) weights for \(rowCount) rows")
    let width = columnCount
    // Rows are listed group by group, then groups are shared among threads: no partial sums to put together.
    let members = Self.members(groups: groups, groupCount: groupCount)
    let blocks = Blocks(itemCount: groupCount, size: 8)
    let sums = unsafe [Float].filled(count: groupCount * width) { output in
      unsafe elements.withStart { start in
        nonisolated(unsafe) let (start, output) = unsafe (start, output)
        blocks.concurrentForEach(threadCount: threadCount) { _, range in
          for group in range {
            for place in members.offsets[group]..<members.offsets[group + 1] {
              let row = Int(members.rows[place])
              unsafe cblas_saxpy(
                BLAS.length(width), weights?[row] ?? 1, start + row * width, 1, output + group * width, 1)
            }
          }
        }
      }
    }
    return FloatMatrix(rowCount: groupCount, columnCount: width, elements: sums)
  }

  private static func members(groups: [Int32], groupCount: Int) -> (offsets: [Int], rows: [Int32]) {
    var offsets = [Int](repeating: 0, count: groupCount + 1)
    for group in groups where group >= 0 { offsets[Int(group) + 1] += 1 }
    for group in 0..<groupCount { offsets[group + 1] += offsets[group] }
    var next = offsets
    var rows = [Int32](repeating: 0, count: offsets[groupCount])
    for (row, group) in groups.enumerated() where group >= 0 {
      rows[next[Int(group)]] = Int32(row)
      next[Int(group)] += 1
    }
    return (offsets, rows)
  }
}

/// The sum of the products of two rows of numbers, in eight partial sums.
@inline(__always)
func scalarProduct(_ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, count: Int) -> Float {
  var sums = SIMD8<Float>(repeating: 0)
  var index = 0
  while index + 8 <= count {
    let a = unsafe UnsafeRawPointer(left + index).loadUnaligned(as: SIMD8<Float>.self)
    let b = unsafe UnsafeRawPointer(right + index).loadUnaligned(as: SIMD8<Float>.self)
    sums += a * b
    index += 8
  }
  var sum = sums.sum()
  while index < count {
    sum += unsafe left[index] * right[index]
    index += 1
  }
  return sum
}
