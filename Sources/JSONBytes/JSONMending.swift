/// Rewrites what is valid JSON but cannot be held, half surrogate pairs and numbers out of range, and the words
/// for what is no number, which many writers put into JSON.
struct JSONMending {
  private let source: [UInt8]
  private let error: JSONError

  init(_ bytes: UnsafeRawBufferPointer, _ range: ByteRange, after error: JSONError) {
    self.error = error
    switch error {
    case .malformed where unsafe !bytes.holds("NaN", in: range) && !bytes.holds("Infinity", in: range):
      // Most of what is malformed is no JSON at all, such as a line of a log that begins with a bracket.
      source = []
    case .badString, .badNumber, .numberOutOfRange, .malformed:
      source = unsafe Array(bytes[range.indices])
    default:
      source = []
    }
  }

  /// Returns the document with the padding behind it; `nil` if there was nothing to mend.
  func mended() -> [UInt8]? {
    guard !source.isEmpty else { return nil }
    var output: [UInt8] = []
    output.reserveCapacity(source.count + JSONParser.padding)
    var place = 0
    var isChanged = false
    while place < source.count {
      switch source[place] {
      case UInt8(ascii: "\""):
        isChanged = copyString(&place, to: &output) || isChanged
      case UInt8(ascii: "N"), UInt8(ascii: "I"), UInt8(ascii: "-"):
        isChanged = copyWord(&place, to: &output) || isChanged
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        isChanged = copyNumber(&place, to: &output) || isChanged
      default:
        output.append(source[place])
        place += 1
      }
    }
    guard isChanged else { return nil }
    JSONParser.appendPadding(to: &output)
    return output
  }

  /// Writes null for `NaN`, `Infinity` and `-Infinity`; copies anything else, a number as a whole.
  private func copyWord(_ place: inout Int, to output: inout [UInt8]) -> Bool {
    for word in ["NaN", "Infinity", "-Infinity"] where source[place...].starts(with: word.utf8) {
      output.append(contentsOf: "null".utf8)
      place += word.utf8.count
      return true
    }
    if source[place] == UInt8(ascii: "-") { return copyNumber(&place, to: &output) }
    output.append(source[place])
    place += 1
    return false
  }

  /// Copies a string, with U+FFFD for each half of a surrogate pair that stands alone.
  private func copyString(_ place: inout Int, to output: inout [UInt8]) -> Bool {
    var isChanged = false
    output.append(source[place])
    place += 1
    while place < source.count {
      let byte = source[place]
      guard byte == UInt8(ascii: "\\") else {
        output.append(byte)
        place += 1
        if byte == UInt8(ascii: "\"") { return isChanged }
        continue
      }
      let unit = escapedUnit(at: place)
      let isPair = isHigh(unit) && isLow(escapedUnit(at: place + 6))
      let length = isPair ? 12 : unit == nil ? 2 : 6
      if !isPair, isHigh(unit) || isLow(unit) {
        output.append(contentsOf: "\\ufffd".utf8)
        isChanged = true
      } else {
        output.append(contentsOf: source[place..<min(place + length, source.count)])
      }
      place += length
    }
    return isChanged
  }

  /// Copies a number, between quotes if a `Double` cannot hold it.
  private func copyNumber(_ place: inout Int, to output: inout [UInt8]) -> Bool {
    let start = place
    while place < source.count, isPartOfNumber(source[place]) { place += 1 }
    let digits = source[start..<place]
    let isWhole = !digits.contains { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }
    let text = String(decoding: digits, as: UTF8.self)
    guard let value = Double(text) else {
      output.append(contentsOf: digits)
      return false
    }
    let isHeld = isWhole ? Int64(text) != nil || UInt64(text) != nil : value.isFinite
    guard !isHeld else {
      output.append(contentsOf: digits)
      return false
    }
    output.append(UInt8(ascii: "\""))
    output.append(contentsOf: digits)
    output.append(UInt8(ascii: "\""))
    return true
  }

  private func isPartOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  /// The code unit of a `\uXXXX` at a place; `nil` if there is none.
  private func escapedUnit(at place: Int) -> UInt32? {
    guard place + 6 <= source.count, source[place] == UInt8(ascii: "\\"),
      source[place + 1] == UInt8(ascii: "u")
    else { return nil }
    return UInt32(String(decoding: source[place + 2..<place + 6], as: UTF8.self), radix: 16)
  }

  private func isHigh(_ unit: UInt32?) -> Bool { unit.map { $0 & 0xFC00 == 0xD800 } ?? false }

  private func isLow(_ unit: UInt32?) -> Bool { unit.map { $0 & 0xFC00 == 0xDC00 } ?? false }
}
