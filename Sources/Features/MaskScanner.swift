/// A stretch of bytes that a mask covers.
package struct MaskMatch: Sendable, Hashable {
  package let range: Range<Int>

  /// The row of the mask in `Masks.table`.
  package let mask: Int
}

/// Finds what to mask in one pass over bytes.
///
/// Matches start only where a word, sign or quote starts, never overlap, and come in order. What is written
/// with placeholders is left alone when it is scanned again.
package struct MaskScanner: Sendable {
  private let masks: [Mask]
  private let byLetter: [Int]
  private let byDigit: [Int]
  private let byPath: [Int]
  private let byQuote: [Int]
  private let bySign: [Int]
  private let byCurrency: [Int]
  private let byOther: [Int]

  package init() {
    let table = Masks.table
    func rows(_ start: MaskStart) -> [Int] { table.indices.filter { table[$0].starts.contains(start) } }
    masks = table
    byLetter = rows(.letter)
    byDigit = rows(.digit)
    byPath = rows(.path)
    byQuote = rows(.quote)
    bySign = rows(.sign)
    byCurrency = rows(.currency)
    byOther = rows(.other)
  }

  /// Calls a function with each match, in order.
  ///
  /// - Complexity: One pass; each byte is looked at by the few masks that can start where its word starts.
  package func forEachMatch(in bytes: Span<UInt8>, _ body: (MaskMatch) -> Void) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte.isSpace {
        index += 1
        continue
      }
      let rows = candidates(bytes, index, byte)
      if rows.isEmpty {
        index = plainEnd(bytes, index, byte)
        continue
      }
      if let match = firstMatch(bytes, index, rows) {
        body(match)
        index = match.range.upperBound
      } else {
        index = plainEnd(bytes, index, byte)
      }
    }
  }

  /// The message with a placeholder in place of each match.
  package func masked(_ bytes: Span<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + 16)
    var copied = 0
    forEachMatch(in: bytes) { match in
      for index in copied..<match.range.lowerBound { output.append(bytes[index]) }
      output.append(contentsOf: masks[match.mask].placeholderBytes)
      copied = match.range.upperBound
    }
    for index in copied..<bytes.count { output.append(bytes[index]) }
    return output
  }

  /// The message with a placeholder in place of each match.
  package func masked(_ text: String) -> String {
    String(decoding: masked(Array(text.utf8).span), as: UTF8.self)
  }

  // MARK: Steps

  private func firstMatch(_ bytes: Span<UInt8>, _ index: Int, _ rows: [Int]) -> MaskMatch? {
    for row in rows {
      if let range = masks[row].match(bytes, index), !range.isEmpty {
        return MaskMatch(range: range, mask: row)
      }
    }
    return nil
  }

  /// The masks that can match at an index where a word, sign or quote starts.
  private func candidates(_ bytes: Span<UInt8>, _ index: Int, _ byte: UInt8) -> [Int] {
    if byte.isLetter { return canStartMask(bytes, index) ? byLetter : [] }
    if byte.isDigit { return byDigit }
    switch byte {
    case 0x2F, 0x5C, 0x7E: return byPath
    case 0x2E: return bytes.byte(index + 1) == 0x2E || bytes.byte(index + 1) == 0x2F ? byPath : []
    case 0x22, 0x27, 0x60: return byQuote
    case 0x2D, 0x2B:
      let isSign = bytes.byte(index + 1).isDigit && bytes.startsWord(index)
      return isSign ? bySign : []
    case 0x24, 0xC2, 0xE2: return byCurrency
    case 0x3A: return bytes.byte(index + 1) == 0x3A ? byOther : []
    case 0x3C: return bytes.byte(index + 1).isDigit ? byOther : []
    default: return []
    }
  }

  /// Whether the byte after a run of letters lets the run be more than a word.
  private func canStartMask(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
    let end = bytes.lettersEnd(index)
    let next = bytes.byte(end)
    if next.isDigit { return true }
    switch next {
    case 0x2D, 0x2E, 0x2F, 0x3A, 0x3D, 0x40, 0x5C, 0x5F, 0x2B, 0x25: return true
    case 0x20, 0x2C: return end - index >= 3 && end - index <= 9 && bytes[index].isUppercase
    default: return false
    }
  }

  /// The end of what is copied when no mask matches: a word, a placeholder, or one byte.
  private func plainEnd(_ bytes: Span<UInt8>, _ index: Int, _ byte: UInt8) -> Int {
    if byte.isWord { return bytes.wordEnd(index + 1) }
    return bytes.placeholderEnd(index) ?? index + 1
  }
}
