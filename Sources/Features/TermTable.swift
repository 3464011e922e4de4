/// A table from terms to numbers, made for counting: no hashing but a shuffle of the key's bits.
@usableFromInline package struct TermTable: Sendable {
  /// Of each place the key in the upper half and the number in the lower: one look into memory gets both.
  @usableFromInline var entries: [UInt64]
  private(set) var count = 0

  package init() {
    entries = Array(repeating: Self.free, count: 1 << 10)
  }

  /// An entry without a key: no term has the key of its upper half, whose block would be the eighth of seven.
  @inlinable static var free: UInt64 { 0xFFFF_FFFF_0000_0000 }

  /// The number of a term; 0 if it has none.
  @inlinable package subscript(term: TermKey) -> Int32 { Self.number(entries[place(of: term.rawValue)]) }

  /// Adds to the number of a term.
  package mutating func add(_ number: Int32, to term: TermKey) {
    let place = place(of: term.rawValue)
    let entry = entries[place]
    entries[place] = UInt64(term.rawValue) << 32 | UInt64(UInt32(bitPattern: Self.number(entry) + number))
    guard entry == Self.free else { return }
    count += 1
    if count * 2 > entries.count { grow() }
  }

  /// Adds the numbers of another table.
  mutating func add(_ other: TermTable) {
    guard count > 0 else {
      self = other
      return
    }
    for entry in other.entries where entry != Self.free { add(Self.number(entry), to: Self.term(entry)) }
  }

  /// The terms that have a number, ascending.
  var terms: [TermKey] { terms { _ in true } }

  /// The terms with at least a number, ascending.
  package func terms(withAtLeast least: Int32) -> [TermKey] { terms { $0 >= least } }

  private func terms(where isAsked: (Int32) -> Bool) -> [TermKey] {
    // The keys are the upper halves, so that the entries stand in their order.
    entries.filter { $0 != Self.free && isAsked(Self.number($0)) }.sorted().map(Self.term)
  }

  private static func term(_ entry: UInt64) -> TermKey { TermKey(rawValue: UInt32(entry >> 32)) }

  @inlinable static func number(_ entry: UInt64) -> Int32 {
    Int32(bitPattern: UInt32(truncatingIfNeeded: entry))
  }

  @inlinable func place(of key: UInt32) -> Int {
    let key = UInt64(key)
    let last = entries.count - 1
    var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & last
    while entries[place] >> 32 != key, entries[place] != Self.free { place = (place + 1) & last }
    return place
  }

  private mutating func grow() {
    let old = entries
    entries = Array(repeating: Self.free, count: old.count * 2)
    for entry in old where entry != Self.free { entries[place(of: UInt32(entry >> 32))] = entry }
  }
}
