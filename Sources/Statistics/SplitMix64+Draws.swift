import Foundation

extension SplitMix64 {
  /// Makes one of many generators of the same seed, for instance one a block, whose numbers have nothing to do
  /// with each other.
  package init(seed: UInt64, stream: Int) {
    var ofStream = SplitMix64(seed: UInt64(truncatingIfNeeded: stream))
    var ofSeed = SplitMix64(seed: seed ^ ofStream.next())
    self.init(seed: ofSeed.next())
  }

  /// Draws a number from 0 to 1, without 1, evenly.
  package mutating func uniform() -> Double {
    // The upper 53 bits, as many as a `Double` holds.
    Double(next() >> 11) * 0x1p-53
  }

  /// Draws a whole number from 0 to `bound`, without `bound`, evenly.
  ///
  /// Source: D. Lemire 2019, doi:10.1145/3230636.
  ///
  /// - Precondition: `bound` ≥ 1.
  package mutating func integer(below bound: Int) -> Int {
    precondition(bound >= 1, "no whole number from 0 is below \(bound)")
    let width = UInt64(bound)
    var product = next().multipliedFullWidth(by: width)
    let rejected = (0 &- width) % width
    while product.low < rejected { product = next().multipliedFullWidth(by: width) }
    return Int(product.high)
  }

  /// Draws independent numbers from the normal distribution with mean 0 and variance 1.
  ///
  /// Source: G. Marsaglia and T. A. Bray 1964, doi:10.1137/1006063.
  package mutating func normals(count: Int) -> [Double] {
    var numbers: [Double] = []
    numbers.reserveCapacity(count + 1)
    while numbers.count < count {
      let (x, y) = (2 * uniform() - 1, 2 * uniform() - 1)
      let square = x * x + y * y
      guard square < 1, square > 0 else { continue }
      let factor = (-2 * log(square) / square).squareRoot()
      numbers.append(x * factor)
      numbers.append(y * factor)
    }
    return Array(numbers.prefix(count))
  }

  /// Draws an index with a chance proportional to its weight.
  ///
  /// - Parameter weights: Finite numbers, none below 0.
  /// - Returns: `nil` if the weights sum to 0.
  /// - Complexity: O(*n*).
  package mutating func index(weightedBy weights: [Double]) -> Int? {
    let total = weights.reduce(0, +)
    guard total > 0 else { return nil }
    let target = uniform() * total
    var sum = 0.0
    var last: Int?
    for (index, weight) in weights.enumerated() where weight > 0 {
      sum += weight
      if target < sum { return index }
      last = index
    }
    // Rounding can leave the target at the total itself.
    return last
  }

  /// Draws `count` of the indices below `total` without putting back, in the order drawn.
  ///
  /// With `count` equal to `total` this is a shuffle.
  ///
  /// - Precondition: 0 ≤ `count` ≤ `total`.
  /// - Complexity: O(`total`).
  package mutating func sample(_ count: Int, of total: Int) -> [Int] {
    precondition((0...total).contains(count), "\(count) of \(total) cannot be drawn")
    var indices = Array(0..<total)
    for place in 0..<count {
      indices.swapAt(place, place + integer(below: total - place))
    }
    return Array(indices.prefix(count))
  }

  /// Returns the elements in an order drawn evenly from all orders.
  package mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    sample(elements.count, of: elements.count).map { elements[$0] }
  }
}
