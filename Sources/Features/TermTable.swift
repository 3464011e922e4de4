/// A table from terms to numbers, made for counting: no hashing but a shuffle of the key's bits.
@usableFromInline package struct TermTable: Sendable {
  @usableFromInline var keys: [UInt32]
  @usableFromInline var values: [Int32]
  private(set) var count = 0

  package init() {
    keys = Array(repeating: Self.free, count: 1 << 10)
    values = Array(repeating: 0, count: 1 << 10)
  }

  /// No term has this key: its block would be the eighth of seven.
  @inlinable static var free: UInt32 { .max }

  /// The number of a term; 0 if it has none.
  @inlinable package subscript(term: TermKey) -> Int32 { values[place(of: term.rawValue)] }

  /// Adds to the number of a term.
  package mutating func add(_ number: Int32, to term: TermKey) {
    let place = place(of: term.rawValue)
    values[place] += number
    guard keys[place] == Self.free else { return }
    keys[place] = term.rawValue
    count += 1
    if count * 2 > keys.count { grow() }
  }

  /// Adds the numbers of another table.
  mutating func add(_ other: TermTable) {
    guard count > 0 else {
      self = other
      return
    }
    for (key, value) in zip(other.keys, other.values) where key != Self.free {
      add(value, to: TermKey(rawValue: key))
    }
  }

  /// The terms that have a number, ascending.
  var terms: [TermKey] {
    keys.filter { $0 != Self.free }.sorted().map { TermKey(rawValue: $0) }
  }

  /// The terms with at least a number, ascending.
  package func terms(withAtLeast least: Int32) -> [TermKey] {
    zip(keys, values).filter { $0.0 != Self.free && $0.1 >= least }.map(\.0).sorted()
      .map { TermKey(rawValue: $0) }
  }

  @inlinable func place(of key: UInt32) -> Int {
    var place = Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 32) & (keys.count - 1)
    while keys[place] != key, keys[place] != Self.free { place = (place + 1) & (keys.count - 1) }
    return place
  }

  private mutating func grow() {
    let old = zip(keys, values).filter { $0.0 != Self.free }
    keys = Array(repeating: Self.free, count: keys.count * 2)
    values = Array(repeating: 0, count: keys.count)
    for (key, value) in old {
      let place = place(of: key)
      keys[place] = key
      values[place] = value
    }
  }
}
