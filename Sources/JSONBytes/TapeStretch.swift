internal import Glibc

/// A copy of values that stand next to each other in a document, to tell whether another document has the same
/// values.
///
/// The copy is a stretch of the tape, with all places in it counted from its start, and the bytes of its strings; so
/// two stretches are equal only where the values are equal in every byte, and their order too.
package struct TapeStretch: Sendable, Hashable {
  private var words: [UInt64] = []
  private var strings: [UInt8] = []

  package init() {}

  /// How many words of the tape it is long.
  package var count: Int { words.count }

  /// Whether a stretch of a document's tape begins with these values; `false` of none.
  package func isHead(of range: Range<Int>, in document: JSONDocument) -> Bool {
    guard !words.isEmpty, words.count <= range.count else { return false }
    let start = document.startOfStrings(in: range)
    guard start + strings.count <= document.strings.count else { return false }
    let tape = document.tape.span
    var place = 0
    while place < words.count {
      let word = tape[range.lowerBound + place]
      guard words[place] == Self.moved(word, range.lowerBound, start) else { return false }
      place += 1
      guard Self.isNumber(word) else { continue }
      // A number is two words, and its value is no place.
      guard place < words.count, words[place] == tape[range.lowerBound + place] else { return false }
      place += 1
    }
    return unsafe strings.withUnsafeBytes { own in
      unsafe document.strings.withUnsafeBytes { other in
        guard let own = own.baseAddress, let other = other.baseAddress else { return true }
        return unsafe memcmp(own, other + start, strings.count) == 0
      }
    }
  }

  /// Makes it the copy of a stretch of a document's tape, of whole values.
  ///
  /// - Parameter isHead: Whether the stretch is known to begin with what this is a copy of, so that only the rest is
  ///   copied.
  package mutating func copy(_ range: Range<Int>, of document: JSONDocument, isHead: Bool) {
    if !isHead {
      words.removeAll(keepingCapacity: true)
      strings.removeAll(keepingCapacity: true)
    }
    let start = document.startOfStrings(in: range)
    let tape = document.tape.span
    var end = start + strings.count
    var place = range.lowerBound + words.count
    var last: UInt64?
    // In steps that double, as appending does; to reserve alone would copy at every call.
    let count = range.count
    if words.capacity < count { words.reserveCapacity(max(count, 2 * words.capacity)) }
    words.append(addingCapacity: range.upperBound - place) { output in
      while place < range.upperBound {
        let word = tape[place]
        output.append(Self.moved(word, range.lowerBound, start))
        place += 1
        if Self.isNumber(word) {
          output.append(tape[place])
          place += 1
        } else if Self.isString(word) {
          last = word
        }
      }
    }
    if let last { end = document.stringRange(at: Int(last & JSONDocument.payload)).end }
    strings.append(contentsOf: document.strings[start + strings.count..<end])
  }

  /// A word of the tape with its place counted from the start of the stretch, or of the stretch's strings.
  private static func moved(_ word: UInt64, _ start: Int, _ startOfStrings: Int) -> UInt64 {
    switch UInt8(truncatingIfNeeded: word >> 56) {
    case UInt8(ascii: "\""): word &- UInt64(startOfStrings)
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"): word &- UInt64(start)
    default: word
    }
  }

  fileprivate static func isNumber(_ word: UInt64) -> Bool {
    switch UInt8(truncatingIfNeeded: word >> 56) {
    case UInt8(ascii: "l"), UInt8(ascii: "u"), UInt8(ascii: "d"): true
    default: false
    }
  }

  fileprivate static func isString(_ word: UInt64) -> Bool { word >> 56 == UInt64(UInt8(ascii: "\"")) }
}

extension JSONDocument {
  /// The stretch of the tape with the elements of an array; empty if the node is none.
  package func stretch(ofElements node: JSONNode) -> Range<Int> {
    kind(node) == .array ? node.index + 1..<end(node) - 1 : node.index..<node.index
  }

  /// The stretch of the tape with a field, from its key on; `nil` if the value is not that of a field with this key.
  package func stretch(ofField key: ByteRange, _ value: JSONNode) -> Range<Int>? {
    let word = tape[value.index - 1]
    guard TapeStretch.isString(word), stringRange(at: Int(word & JSONDocument.payload)) == key else {
      return nil
    }
    return value.index - 1..<end(value)
  }

  /// The stretch of the tape from a place to the end of the document.
  package func stretch(from place: Int) -> Range<Int> { place..<tape.count }

  /// Where the strings of a stretch of the tape begin, with the length before the first of them; 0 if there are none.
  fileprivate func startOfStrings(in range: Range<Int>) -> Int {
    var place = range.lowerBound
    while place < range.upperBound {
      let word = tape[place]
      if TapeStretch.isString(word) { return Int(word & JSONDocument.payload) }
      place += TapeStretch.isNumber(word) ? 2 : 1
    }
    return 0
  }
}
