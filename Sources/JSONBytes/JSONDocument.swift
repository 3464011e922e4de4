internal import Glibc

/// A parsed JSON document: a flat tape of nodes and the unescaped bytes of its strings.
///
/// The tape is simdjson's (its `doc/tape.md` describes it): a word a node, with the kind in the top byte and
/// in the rest a place in `strings` or, for an array or object, the place behind its end; a number has its
/// value in a second word.
///
/// What other modules look at a value with is inlined into them, which takes `@usableFromInline` on the type
/// too: without it the compiler keeps `@inlinable` to itself and says nothing.
@usableFromInline package struct JSONDocument: Sendable {
  @usableFromInline package var tape: [UInt64] = []

  /// The bytes of all strings, each behind its length (4 bytes, little endian) and before a zero.
  ///
  /// At least 64 bytes follow the last one, so that a JSON text within a string can be parsed in place.
  @usableFromInline package var strings: [UInt8] = []

  package init() {}

  /// Whether nothing was read into it, or nothing that could be read.
  package var isBlank: Bool { tape.isEmpty }

  /// The document's only top-level value.
  @inlinable package var root: JSONNode { JSONNode(index: 1) }

  /// What sort of value a node is.
  @inlinable @inline(__always) package func kind(_ node: JSONNode) -> JSONKind {
    switch UInt8(truncatingIfNeeded: tape[node.index] >> 56) {
    case UInt8(ascii: "{"): .object
    case UInt8(ascii: "["): .array
    case UInt8(ascii: "\""): .string
    case UInt8(ascii: "l"), UInt8(ascii: "u"), UInt8(ascii: "d"): .number
    case UInt8(ascii: "t"): .true
    case UInt8(ascii: "f"): .false
    default: .null
    }
  }

  /// The place of a string's bytes in `strings`; `nil` if the node is no string.
  @inlinable @inline(__always) package func text(_ node: JSONNode) -> ByteRange? {
    let word = tape[node.index]
    guard word >> 56 == UInt64(UInt8(ascii: "\"")) else { return nil }
    return stringRange(at: Int(word & JSONDocument.payload))
  }

  /// The value of a number; `nil` if the node is none.
  ///
  /// Whole numbers beyond 2^53 are rounded.
  @inlinable package func number(_ node: JSONNode) -> Double? {
    switch UInt8(truncatingIfNeeded: tape[node.index] >> 56) {
    case UInt8(ascii: "d"): Double(bitPattern: tape[node.index + 1])
    case UInt8(ascii: "l"): Double(Int64(bitPattern: tape[node.index + 1]))
    case UInt8(ascii: "u"): Double(tape[node.index + 1])
    default: nil
    }
  }

  /// The value of a truth value; `nil` if the node is none.
  @inlinable package func bool(_ node: JSONNode) -> Bool? {
    switch kind(node) {
    case .true: true
    case .false: false
    default: nil
    }
  }

  /// The number of elements of an array, or 2^24 − 1 of one with more; 0 if the node is no array.
  package func elementCount(of node: JSONNode) -> Int {
    kind(node) == .array ? Int(tape[node.index] >> 32 & 0xFF_FFFF) : 0
  }

  /// The number of fields of an object, or 2^24 − 1 of one with more; 0 if the node is no object.
  package func fieldCount(of node: JSONNode) -> Int {
    kind(node) == .object ? Int(tape[node.index] >> 32 & 0xFF_FFFF) : 0
  }

  /// Calls a closure with each element of an array, in order; never if the node is no array.
  @inlinable @inline(__always) package func forEachElement(of node: JSONNode, _ body: (JSONNode) -> Void) {
    guard kind(node) == .array else { return }
    let last = end(node) - 1
    var next = node.index + 1
    while next < last {
      let element = JSONNode(index: next)
      body(element)
      next = end(element)
    }
  }

  /// The first element of an array; `nil` if it has none or the node is no array.
  @inlinable @inline(__always) package func firstElement(of node: JSONNode) -> JSONNode? {
    guard kind(node) == .array else { return nil }
    return element(at: node.index + 1, of: node)
  }

  /// The element behind one of an array; `nil` behind the last.
  @inlinable @inline(__always) package func element(behind element: JSONNode, of node: JSONNode) -> JSONNode?
  {
    self.element(at: end(element), of: node)
  }

  @inlinable @inline(__always) func element(at index: Int, of node: JSONNode) -> JSONNode? {
    index < end(node) - 1 ? JSONNode(index: index) : nil
  }

  /// Calls a closure with each key and value of an object, in order; never if the node is no object.
  @inlinable @inline(__always) package func forEachField(
    of node: JSONNode, _ body: (_ key: ByteRange, _ value: JSONNode) -> Void
  ) {
    guard kind(node) == .object else { return }
    let last = end(node) - 1
    var next = node.index + 1
    while next < last {
      let key = stringRange(at: Int(tape[next] & JSONDocument.payload))
      let value = JSONNode(index: next + 1)
      body(key, value)
      next = end(value)
    }
  }

  /// The value of a field, the last one if the key stands there more than once, as most readers of JSON do.
  package func field(_ key: StaticString, of node: JSONNode) -> JSONNode? {
    guard kind(node) == .object else { return nil }
    var found: JSONNode?
    let tape = tape.span
    let bytes = unsafe strings.span.bytes
    let count = key.utf8CodeUnitCount
    let last = end(node) - 1
    var next = node.index + 1
    while next < last {
      let place = Int(tape[next] & JSONDocument.payload)
      let length = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt32.self)
      if UInt32(littleEndian: length) == count, holds(key, at: place + 4) {
        found = JSONNode(index: next + 1)
      }
      next = JSONDocument.end(next + 1, on: tape)
    }
    return found
  }

  /// Whether a stretch of `strings` is the same as an ASCII word.
  @inlinable package func matches(_ range: ByteRange, _ word: StaticString) -> Bool {
    range.count == word.utf8CodeUnitCount && holds(word, at: range.start)
  }

  /// Whether the bytes from a place on are those of an ASCII word.
  @usableFromInline func holds(_ word: StaticString, at place: Int) -> Bool {
    let count = word.utf8CodeUnitCount
    precondition(place >= 0 && place + count <= strings.count, "\(word) is not within \(strings.count) bytes")
    return unsafe strings.withUnsafeBytes { bytes in
      unsafe bytes.baseAddress.map { unsafe memcmp($0 + place, word.utf8Start, count) == 0 } ?? (count == 0)
    }
  }

  /// What a table says of a stretch of `strings`; 0 if it is not in the table.
  package func value(ofName range: ByteRange, in table: ByteTable) -> UInt8 {
    table.value(of: strings.span, range)
  }

  /// The stretch of `strings` with all strings of a node, keys included, and nothing of another node.
  package func strings(of node: JSONNode) -> ByteRange {
    var (start, end): (Int?, Int) = (nil, 0)
    var next = node.index
    let last = self.end(node)
    while next < last {
      let word = tape[next]
      switch UInt8(truncatingIfNeeded: word >> 56) {
      case UInt8(ascii: "\""):
        let range = stringRange(at: Int(word & JSONDocument.payload))
        start = start ?? range.start
        end = range.end
        next += 1
      case UInt8(ascii: "l"), UInt8(ascii: "u"), UInt8(ascii: "d"): next += 2
      default: next += 1
      }
    }
    return ByteRange(start: start ?? 0, count: start.map { end - $0 } ?? 0)
  }

  /// The place on the tape behind a node.
  @inlinable @inline(__always) func end(_ node: JSONNode) -> Int {
    JSONDocument.end(node.index, on: tape.span)
  }

  @inlinable @inline(__always) static func end(_ index: Int, on tape: Span<UInt64>) -> Int {
    let word = tape[index]
    switch UInt8(truncatingIfNeeded: word >> 56) {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return Int(word & 0xFFFF_FFFF)
    case UInt8(ascii: "l"), UInt8(ascii: "u"), UInt8(ascii: "d"): return index + 2
    default: return index + 1
    }
  }

  @inlinable @inline(__always) func stringRange(at place: Int) -> ByteRange {
    let count = unsafe strings.span.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt32.self)
    return ByteRange(start: place + 4, count: Int(UInt32(littleEndian: count)))
  }

  @inlinable @inline(__always) static var payload: UInt64 { (1 << 56) - 1 }
}

/// A value of a document, by its place on the tape.
@usableFromInline package struct JSONNode: Sendable, Hashable {
  @usableFromInline package let index: Int

  @inlinable package init(index: Int) {
    self.index = index
  }
}

/// What sort of value a node of a document is.
@usableFromInline package enum JSONKind: UInt8, Sendable {
  case object, array, string, number, `true`, `false`, null

  /// Written out, so that other modules compare two bytes and call nothing.
  @inlinable @inline(__always) package static func == (one: JSONKind, other: JSONKind) -> Bool {
    one.rawValue == other.rawValue
  }
}
