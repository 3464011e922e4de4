/// A seeded permutation of 0 ..< `count` that needs no memory, so that any trace of a corpus can be made alone.
///
/// A Feistel network on the next even number of bits, walked until it falls inside the range.
///
/// Source: J. Black and P. Rogaway 2002, doi:10.1007/3-540-45760-7_9.
struct Permutation: Sendable {
  let count: Int
  private let halfBits: UInt64
  private let keys: [UInt64]

  init(count: Int, seed: UInt64) {
    self.count = count
    let bits = Int.bitWidth - max(count - 1, 1).leadingZeroBitCount
    halfBits = UInt64(bits + 1) / 2
    var dice = Dice(seed: seed)
    keys = (0..<6).map { _ in dice.bits() }
  }

  /// Returns the place of `index`.
  func callAsFunction(_ index: Int) -> Int {
    precondition(index >= 0 && index < count, "index \(index) outside 0..<\(count)")
    var place = UInt64(index)
    repeat { place = round(place) } while place >= UInt64(count)
    return Int(place)
  }

  private func round(_ place: UInt64) -> UInt64 {
    let mask = (1 << halfBits) - 1 as UInt64
    var left = place >> halfBits
    var right = place & mask
    for key in keys {
      var mixed = (right ^ key) &* 0xBF58_476D_1CE4_E5B9
      mixed ^= mixed >> 29
      mixed = mixed &* 0x94D0_49BB_1331_11EB
      (left, right) = (right, left ^ ((mixed >> 32) & mask))
    }
    return left << halfBits | right
  }
}
