/// Finds many phrases in one pass over bytes, whatever the case of ASCII letters.
///
/// A phrase counts only between word borders: "error" is not in "terror" nor in "errors". So none begins within a word,
/// and most words begin none: of eight bytes at a time it is told where words begin, of four bytes there whether a
/// phrase may, and only then the tree of all phrases is walked. An automaton that takes a step a byte (A. V. Aho and
/// M. J. Corasick 1975, doi:10.1145/360825.360855) waits at each step for the one before.
package struct PhraseMatcher: Sendable {
  /// A phrase that was found: its place in the list of phrases, and where it ends.
  package struct Match: Hashable {
    package let phrase: Int
    package let end: Int
  }

  private let classes: SharedTable<UInt8>
  private let classCount: Int

  /// For each node of the tree where it leads by class of byte, as the place of that node's row with ``endMark`` if a
  /// phrase ends there, or −1; behind these the phrase that ends in the node, or −1.
  private let tree: SharedTable<Int32>

  /// So that the other end of a row, mostly in no cache, is looked at only for a phrase.
  fileprivate static let endMark: Int32 = 1 << 30

  /// A bit for each hash of the bytes that a phrase begins with.
  private let beginnings: SharedTable<UInt64>

  /// Which of four bytes are looked at, and how their hash is shortened.
  private let mask: UInt32
  private let shift: UInt32

  /// The top bit of each byte if no phrase begins with a space, else none.
  private let skippedSpaces: UInt64

  /// - Parameter phrases: In lower case; where one is listed twice the first counts.
  package init(_ phrases: [String]) {
    let bytes = phrases.map { Array($0.utf8) }
    let tree = PhraseTree(bytes)
    classes = SharedTable(tree.classes)
    classCount = tree.classCount
    self.tree = SharedTable(tree.rows)
    // Some thirty bits a phrase keep most words out.
    let bitCount = min(16, max(10, Int.bitWidth - (bytes.count * 32).leadingZeroBitCount))
    let shortest = bytes.map(\.count).filter { $0 > 0 }.min() ?? 4
    // Behind a phrase of three bytes all that may follow are noted; behind shorter ones that would be too many.
    let mask: UInt32 = shortest > 2 ? ~0 : (1 << UInt32(8 * shortest)) - 1
    (self.mask, shift) = (mask, UInt32(32 - bitCount))
    var bits = [UInt64](repeating: 0, count: 1 << (bitCount - 6))
    for four in bytes.filter({ !$0.isEmpty }).flatMap(Self.beginnings) {
      let hash = Self.hash(four, mask: mask, shift: UInt32(32 - bitCount))
      bits[hash >> 6] |= 1 << UInt64(hash & 63)
    }
    beginnings = SharedTable(bits)
    skippedSpaces = bytes.contains { $0.first == 0x20 } ? 0 : WordBytes.topBits
  }

  /// The four bytes that may stand where a phrase begins; zeros where it ends before the third.
  private static func beginnings(of phrase: [UInt8]) -> [UInt32] {
    let known = phrase.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    guard phrase.count == 3 else { return [known] }
    return (0...UInt8.max).filter { !isWordByte(phrase[2]) || !isWordByte($0) }.map {
      known | UInt32($0) << 24
    }
  }

  /// A hash of some of four bytes, whatever the case of their letters.
  @inline(__always) private static func hash(_ bytes: UInt32, mask: UInt32, shift: UInt32) -> Int {
    Int(truncatingIfNeeded: ((bytes | 0x2020_2020) & mask &* 0x9E37_79B1) >> shift)
  }

  /// Calls a closure with every phrase that stands in a stretch of bytes, in no particular order.
  package func forEachMatch(in bytes: Span<UInt8>, _ range: ByteRange, _ body: (Match) -> Void) {
    precondition(range.start >= 0 && range.end <= bytes.count, "\(range) is not within \(bytes.count) bytes")
    let raw = unsafe bytes.bytes
    var place = range.start
    // The top bit of the lowest byte if the byte before is part of a word.
    var carry: UInt64 = 0
    while place + 8 <= range.end {
      let word = unsafe UInt64(
        littleEndian: raw.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self))
      let inWords = WordBytes.flags(word)
      var starts = ~(inWords & (inWords << 8 | carry)) & WordBytes.topBits
      starts &= ~(WordBytes.spaces(word) & skippedSpaces)
      carry = inWords >> 56
      while starts != 0 {
        let start = place + starts.trailingZeroBitCount >> 3
        starts &= starts &- 1
        if mayBegin(raw, start, range.end) { walk(bytes, from: start, to: range.end, body) }
      }
      place += 8
    }
    while place < range.end {
      let byte = unsafe bytes[unchecked: place]
      let isInWord = Self.isWordByte(byte)
      if !isInWord || carry == 0, mayBegin(raw, place, range.end) {
        walk(bytes, from: place, to: range.end, body)
      }
      carry = isInWord ? 0x80 : 0
      place += 1
    }
  }

  /// Whether a phrase may begin at a place, by four bytes from there on; where fewer are left it may.
  @inline(__always) private func mayBegin(_ bytes: RawSpan, _ place: Int, _ end: Int) -> Bool {
    guard place + 4 <= end else { return true }
    let four = unsafe UInt32(
      littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt32.self))
    let hash = Self.hash(four, mask: mask, shift: shift)
    return beginnings[hash >> 6] >> UInt64(hash & 63) & 1 != 0
  }

  /// Reports the phrases that begin at a place, the shortest first.
  @inline(never)
  private func walk(_ bytes: Span<UInt8>, from start: Int, to end: Int, _ body: (Match) -> Void) {
    var (node, place) = (0, start)
    while place < end {
      // The range was checked against the bytes.
      let byte = unsafe bytes[unchecked: place]
      let edge = tree[node + Int(classes[Int(byte)])]
      guard edge >= 0 else { return }
      node = Int(edge & ~Self.endMark)
      place += 1
      guard edge & Self.endMark != 0 else { continue }
      let phrase = Int(tree[node + classCount])
      if place == end || !Self.isWordByte(byte) || !Self.isWordByte(bytes[place]) {
        body(Match(phrase: phrase, end: place))
      }
    }
  }

  /// Whether a byte is part of an ASCII word; other scripts have no borders that bytes could tell.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}

/// What eight bytes at a time tell of words; of each byte the top bit is the answer.
private enum WordBytes {
  static let topBits: UInt64 = 0x8080_8080_8080_8080

  /// Which bytes are letters and digits of ASCII.
  @inline(__always) static func flags(_ word: UInt64) -> UInt64 {
    let letters = between(word | every(0x20), UInt8(ascii: "a"), UInt8(ascii: "z"))
    return (letters | between(word, UInt8(ascii: "0"), UInt8(ascii: "9"))) & ~word & topBits
  }

  /// Which bytes are spaces.
  @inline(__always) static func spaces(_ word: UInt64) -> UInt64 {
    between(word, 0x20, 0x20) & ~word & topBits
  }

  /// Which bytes are between two of ASCII, whatever their top bits.
  @inline(__always) private static func between(_ word: UInt64, _ first: UInt8, _ last: UInt8) -> UInt64 {
    let low = word & ~topBits
    // Seven bits and what is missing to the eighth: no byte runs over into the next.
    return (low &+ every(0x80 - first)) & ~(low &+ every(0x7F - last))
  }

  @inline(__always) private static func every(_ byte: UInt8) -> UInt64 {
    UInt64(byte) &* 0x0101_0101_0101_0101
  }
}

/// The tree of phrases, while it is made.
private struct PhraseTree {
  private(set) var classes = [UInt8](repeating: 0, count: 256)
  private(set) var classCount = 1
  private(set) var rows: [Int32] = []

  /// The row of a node that leads nowhere.
  private var blankRow: [Int32] = []

  init(_ phrases: [[UInt8]]) {
    for byte in phrases.joined() where classes[Int(byte)] == 0 {
      classes[Int(byte)] = UInt8(classCount)
      classCount += 1
    }
    for upper in UInt8(ascii: "A")...UInt8(ascii: "Z") {
      classes[Int(upper)] = classes[Int(upper | 0x20)]
    }
    blankRow = [Int32](repeating: -1, count: classCount + 1)
    addNode()
    for (index, phrase) in phrases.enumerated() where !phrase.isEmpty { insert(phrase, index) }
    precondition(rows.count < PhraseMatcher.endMark, "\(rows.count) places in a tree of phrases")
    for row in stride(from: 0, to: rows.count, by: blankRow.count) {
      for edge in row..<row + classCount where rows[edge] >= 0 && rows[Int(rows[edge]) + classCount] >= 0 {
        rows[edge] |= PhraseMatcher.endMark
      }
    }
  }

  private mutating func addNode() { rows += blankRow }

  private mutating func insert(_ phrase: [UInt8], _ index: Int) {
    var node = 0
    for byte in phrase {
      let edge = node + Int(classes[Int(byte)])
      if rows[edge] < 0 {
        rows[edge] = Int32(rows.count)
        addNode()
      }
      node = Int(rows[edge])
    }
    if rows[node + classCount] < 0 { rows[node + classCount] = Int32(index) }
  }
}
