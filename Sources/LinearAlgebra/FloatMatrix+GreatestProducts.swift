import CLAPACK
import Threads

extension FloatMatrix {
  /// For each row, which row of another matrix gives the greatest scalar product with it, and how great.
  ///
  /// With unit rows this is the nearest by cosine; with −½|*c*|² as the offset of row *c* it is the nearest by
  /// Euclidean distance.
  package struct GreatestProducts: Sendable, Hashable {
    /// The row of the other matrix, the lowest of equals.
    package let indices: [Int32]

    /// The product with that row, offset included.
    package let products: [Float]

    /// The greatest product with any other row, offset included; −∞ if there is no other.
    package let runnersUp: [Float]
  }

  /// Returns, for each of the *n* rows, the greatest product with one of *k* rows.
  ///
  /// The products are made and looked through block by block, so that *n* × *k* of them never lie in memory.
  ///
  /// - Parameters:
  ///   - others: A *k* × *d* matrix with *k* ≥ 1.
  ///   - offsets: What is added to the products with each of the *k* rows; nothing if `nil`.
  /// - Complexity: O(*n* *k* *d*).
  package func greatestProducts(
    with others: FloatMatrix, offsets: [Float]? = nil, threadCount: Int = 1
  ) -> GreatestProducts {
    precondition(columnCount == others.columnCount, "\(columnCount) and \(others.columnCount) columns")
    precondition(others.rowCount >= 1, "there is no row to choose from")
    let choiceCount = others.rowCount
    let offsets = offsets ?? [Float](repeating: 0, count: choiceCount)
    precondition(offsets.count == choiceCount, "\(offsets.count) offsets for \(choiceCount) rows")
    let blocks = Blocks(itemCount: rowCount, size: productBlockSize)
    let parts = blocks.concurrentMap(threadCount: threadCount) { _, rows in
      var choices: [Choice] = []
      choices.reserveCapacity(rows.count)
      var scores: [Float] = []
      scores.reserveCapacity(rows.count * choiceCount)
      for _ in rows { scores.append(contentsOf: offsets) }
      addProducts(ofRows: rows, with: others, to: &scores)
      unsafe scores.withStart { start in
        for place in 0..<rows.count {
          unsafe choices.append(greatest(start + place * choiceCount, count: choiceCount))
        }
      }
      return choices
    }
    let choices = parts.joined()
    return GreatestProducts(
      indices: choices.map(\.index), products: choices.map(\.value), runnersUp: choices.map(\.runnerUp))
  }

  private func addProducts(ofRows rows: Range<Int>, with others: FloatMatrix, to scores: inout [Float]) {
    guard columnCount > 0 else { return }
    unsafe elements.withStart { left in
      unsafe others.elements.withStart { right in
        unsafe cblas_sgemm(
          CblasRowMajor, CblasNoTrans, CblasTrans,
          BLAS.length(rows.count), BLAS.length(others.rowCount), BLAS.length(columnCount),
          1, left + rows.lowerBound * columnCount, BLAS.length(columnCount),
          right, BLAS.length(columnCount), 1, &scores, BLAS.length(others.rowCount))
      }
    }
  }
}

/// The greatest of some numbers, where it stands, and the greatest of the rest.
private struct Choice: Sendable {
  var index: Int32
  var value: Float
  var runnerUp: Float

  /// Takes a further number into account; of equal numbers the lowest index is kept.
  mutating func consider(_ candidate: Float, at place: Int32) {
    if candidate > value || (candidate == value && place < index) {
      runnerUp = value
      (index, value) = (place, candidate)
    } else if candidate > runnerUp {
      runnerUp = candidate
    }
  }
}

/// Finds the greatest of `count` numbers, eight at a time.
private func greatest(_ numbers: UnsafePointer<Float>, count: Int) -> Choice {
  var values = SIMD8<Float>(repeating: -.infinity)
  var runnersUp = values
  var indices = SIMD8<Int32>(repeating: Int32.max)
  var current = SIMD8<Int32>(0, 1, 2, 3, 4, 5, 6, 7)
  var place = 0
  while place + 8 <= count {
    let found = unsafe UnsafeRawPointer(numbers + place).loadUnaligned(as: SIMD8<Float>.self)
    let isGreater = found .> values
    // The lesser of the two; `pointwiseMax` and `pointwiseMin` are calls, slower than the product itself.
    let passed = found.replacing(with: values, where: isGreater)
    runnersUp.replace(with: passed, where: passed .> runnersUp)
    values.replace(with: found, where: isGreater)
    indices.replace(with: current, where: isGreater)
    current &+= 8
    place += 8
  }
  var choice = Choice(index: Int32.max, value: -.infinity, runnerUp: -.infinity)
  for lane in 0..<8 where indices[lane] != Int32.max {
    choice.consider(values[lane], at: indices[lane])
    choice.runnerUp = max(choice.runnerUp, runnersUp[lane])
  }
  while place < count {
    unsafe choice.consider(numbers[place], at: Int32(place))
    place += 1
  }
  // Nothing is greater than what is not a number: the first row then stands for the choice.
  if choice.index == Int32.max { choice.index = 0 }
  return choice
}
