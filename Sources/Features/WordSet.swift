/// A set of the hashes of words, made for one text after the other.
///
/// Hashes are not hashed again, which is most of the work of a `Set`.
struct WordSet: Sendable {
  /// The words, each once, in the order in which they came.
  private var words: [UInt64] = []

  /// The place of a word in `words`, counted from 1, where its last bits or those behind them say; 0 for none.
  private var places = [Int32](repeating: 0, count: 64)

  var count: Int { words.count }
  var isEmpty: Bool { words.isEmpty }

  mutating func insert(_ word: UInt64) {
    let slot = slot(of: word)
    guard places[slot] == 0 else { return }
    if words.isEmpty { words.reserveCapacity(places.count / 2) }
    words.append(word)
    places[slot] = Int32(words.count)
    if words.count * 2 > places.count { grow() }
  }

  func contains(_ word: UInt64) -> Bool { places[slot(of: word)] != 0 }

  /// How many words are in this set and in another.
  func commonCount(with other: WordSet) -> Int {
    let (few, many) = count < other.count ? (self, other) : (other, self)
    return few.words.count { many.places[many.slot(of: $0)] != 0 }
  }

  private func slot(of word: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: word) & (places.count - 1)
    while places[slot] != 0, words[Int(places[slot]) - 1] != word { slot = (slot + 1) & (places.count - 1) }
    return slot
  }

  private mutating func grow() {
    places = Array(repeating: 0, count: places.count * 4)
    for (place, word) in words.enumerated() { places[slot(of: word)] = Int32(place + 1) }
  }
}
