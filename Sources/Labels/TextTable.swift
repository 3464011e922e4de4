/// Distinct texts, numbered from 0 in the order in which they were first seen.
///
/// The bytes of all texts lie in one array, so that ten million rows cost four bytes a cell and not a
/// `String` each.
package struct TextTable: Sendable {
  private var bytes: [UInt8] = []
  private var starts: [Int] = [0]

  /// The number of a text plus one, by the hash of the text; 0 where nothing is.
  ///
  /// There is a power of two of them.
  private var slots: [Int32] = Array(repeating: 0, count: 64)

  package init() {}

  /// The number of distinct texts.
  package var count: Int { starts.count - 1 }

  /// The text with a number.
  package func text(_ index: Int) -> String {
    String(decoding: bytes[starts[index]..<starts[index + 1]], as: UTF8.self)
  }

  /// All texts in order of their numbers.
  package var texts: [String] { (0..<count).map(text) }

  /// The number of a text, which is added if it is new.
  package mutating func index(of text: String) -> Int {
    let buffer = Array(text.utf8)
    return index(of: buffer, buffer.indices)
  }

  /// The number of the text in a stretch of bytes, which is added if it is new.
  package mutating func index(of buffer: [UInt8], _ range: Range<Int>) -> Int {
    var slot = hash(buffer, range) & (slots.count - 1)
    while slots[slot] != 0 {
      let candidate = Int(slots[slot]) - 1
      if equals(candidate, buffer, range) { return candidate }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(count + 1)
    bytes.append(contentsOf: buffer[range])
    starts.append(bytes.count)
    if count * 2 > slots.count { grow() }
    return count - 1
  }

  /// The number of a text; `nil` if it is not in the table.
  package func find(_ text: String) -> Int? {
    let buffer = Array(text.utf8)
    var slot = hash(buffer, buffer.indices) & (slots.count - 1)
    while slots[slot] != 0 {
      let candidate = Int(slots[slot]) - 1
      if equals(candidate, buffer, buffer.indices) { return candidate }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Adds the texts of another table that are new.
  ///
  /// - Returns: The number here of each of the other's texts.
  package mutating func addAll(of other: TextTable) -> [Int32] {
    (0..<other.count).map { number in
      Int32(index(of: other.bytes, other.starts[number]..<other.starts[number + 1]))
    }
  }

  /// Whether one text comes before another in the order of code points.
  package func precedes(_ left: Int, _ right: Int) -> Bool {
    var a = starts[left]
    var b = starts[right]
    let aEnd = starts[left + 1]
    let bEnd = starts[right + 1]
    while a < aEnd, b < bEnd {
      if bytes[a] != bytes[b] { return bytes[a] < bytes[b] }
      a += 1
      b += 1
    }
    return aEnd - a < bEnd - b
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for index in 0..<count {
      var slot = hash(bytes, starts[index]..<starts[index + 1]) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index + 1)
    }
  }

  /// FNV-1a with the high bits folded in, as the slot is taken from the low ones.
  private func hash(_ buffer: [UInt8], _ range: Range<Int>) -> Int {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for place in range { value = (value ^ UInt64(buffer[place])) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: value ^ (value >> 29))
  }

  private func equals(_ index: Int, _ buffer: [UInt8], _ range: Range<Int>) -> Bool {
    let start = starts[index]
    guard starts[index + 1] - start == range.count else { return false }
    for offset in 0..<range.count where bytes[start + offset] != buffer[range.lowerBound + offset] {
      return false
    }
    return true
  }
}
