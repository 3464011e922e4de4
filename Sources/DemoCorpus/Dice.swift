import Statistics

/// Random draws for one trace or one plan; integer arithmetic only, so that every machine draws the same.
struct Dice: Sendable {
  private var generator: SplitMix64

  init(seed: UInt64) {
    generator = SplitMix64(seed: seed)
  }

  /// Returns 64 random bits.
  mutating func bits() -> UInt64 {
    generator.next()
  }

  /// Returns a number from 0 to `bound` − 1.
  ///
  /// The bias of taking the high half of a product is below 2⁻⁴⁰ for the bounds used here.
  mutating func below(_ bound: Int) -> Int {
    Int(generator.next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// Returns a number from `range`.
  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// Returns whether an event of the given probability, in hundredths, happens.
  mutating func happens(_ percent: Int) -> Bool {
    below(100) < percent
  }

  /// Returns one element; the array must not be empty.
  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// Returns an index drawn in proportion to the weights, whose sum must be positive.
  mutating func index(weighted weights: [Int]) -> Int {
    var rest = below(weights.reduce(0, +))
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return index }
    }
    return weights.count - 1
  }

  /// Returns the elements in random order.
  mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    for last in stride(from: result.count - 1, to: 0, by: -1) {
      result.swapAt(last, below(last + 1))
    }
    return result
  }
}
