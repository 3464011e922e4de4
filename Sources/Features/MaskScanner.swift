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
  /// The recognisers, in the order of the table.
  private let recognisers: [MaskRecogniser]

  /// The rows of the table that can match at each kind of start, a bit a row.
  private let rowsByStart: [UInt64]

  package init() {
    precondition(Masks.table.count <= 64, "\(Masks.table.count) masks do not fit into 64 bits")
    recognisers = Masks.table.map(\.recogniser)
    rowsByStart = (0..<MaskStart.kindCount).map { kind in
      Masks.table.indices.reduce(0) { rows, row in
        Masks.table[row].starts.contains(MaskStart(rawValue: 1 << kind)) ? rows | 1 << row : rows
      }
    }
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
      if let kind = kind(bytes, index, byte), let match = firstMatch(bytes, index, rowsByStart[kind]) {
        body(match)
        index = match.range.upperBound
        // The closing quote must not be taken for an opening one.
        if recognisers[match.mask] == .quoted { index = closingEnd(bytes, index) }
      } else {
        index = plainEnd(bytes, index, byte)
      }
    }
  }

  /// The end of the quotation mark at an index.
  private func closingEnd(_ bytes: Span<UInt8>, _ index: Int) -> Int {
    guard bytes.byte(index) == 0x5C else { return index + 1 }
    return bytes.isEscapedQuote(index) ? index + 4 : index + 2
  }

  /// The message with a placeholder in place of each match.
  package func masked(_ bytes: Span<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + 16)
    var copied = 0
    forEachMatch(in: bytes) { match in
      for index in copied..<match.range.lowerBound { output.append(bytes[index]) }
      output.append(contentsOf: Masks.table[match.mask].placeholderBytes)
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

  private func firstMatch(_ bytes: Span<UInt8>, _ index: Int, _ rows: UInt64) -> MaskMatch? {
    var left = rows
    while left != 0 {
      let row = left.trailingZeroBitCount
      left &= left - 1
      if let range = recognisers[row].match(bytes, index), !range.isEmpty {
        return MaskMatch(range: range, mask: row)
      }
    }
    return nil
  }

  /// The kind of start at an index, as a bit number of `MaskStart`; `nil` where no match can start.
  private func kind(_ bytes: Span<UInt8>, _ index: Int, _ byte: UInt8) -> Int? {
    if byte.isLetter { return wordKind(bytes, index) }
    if byte.isDigit { return MaskStart.digitKind }
    switch byte {
    case 0x2F, 0x5C, 0x7E: return MaskStart.pathKind
    case 0x2E:
      let isRelative = bytes.byte(index + 1) == 0x2E || bytes.byte(index + 1) == 0x2F
      return isRelative ? MaskStart.pathKind : nil
    case 0x22, 0x27, 0x60: return MaskStart.quoteKind
    case 0x2D, 0x2B:
      return bytes.byte(index + 1).isDigit && bytes.startsWord(index) ? MaskStart.signKind : nil
    case 0x24, 0xC2, 0xE2: return MaskStart.currencyKind
    case 0x3A: return bytes.byte(index + 1) == 0x3A ? MaskStart.otherKind : nil
    case 0x3C: return bytes.byte(index + 1).isDigit ? MaskStart.otherKind : nil
    case 0x5B: return isAddress(bytes, index + 1) ? MaskStart.otherKind : nil
    default: return nil
    }
  }

  /// The kind of a start with a letter, by what comes after the run of letters.
  private func wordKind(_ bytes: Span<UInt8>, _ index: Int) -> Int? {
    let end = bytes.lettersEnd(index)
    let next = bytes.byte(end)
    if next.isDigit { return MaskStart.mixedKind }
    switch next {
    case 0x2D, 0x2E, 0x40, 0x5C, 0x5F, 0x2B, 0x25: return MaskStart.mixedKind
    case 0x2F: return MaskStart.slashKind
    case 0x3A: return MaskStart.colonKind
    case 0x3D: return MaskStart.equalsKind
    case 0x20 where end == index + 2 && bytes.hexEnd(index) == end: return MaskStart.mixedKind
    case 0x20, 0x2C: return bytes[index].isUppercase && isDated(bytes, index, end) ? MaskStart.datedKind : nil
    default: return nil
    }
  }

  /// Whether a group of an IPv6 address stands at an index.
  private func isAddress(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
    let end = bytes.hexEnd(index)
    return end - index <= 4 && bytes.byte(end) == 0x3A
      && (end > index || bytes.byte(end + 1) == 0x3A)
  }

  /// Whether a capitalised word starts like a month or a weekday, or is a currency code.
  private func isDated(_ bytes: Span<UInt8>, _ index: Int, _ end: Int) -> Bool {
    guard end - index >= 3, end - index <= 9 else { return false }
    if end - index == 3, bytes[index + 1].isUppercase { return bytes.byte(end + 1).isDigit }
    let start = UInt32(bytes[index] | 0x20) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
    return MaskWords.dateStarts.contains(start)
  }

  /// The end of what is copied when no mask matches: a word, a placeholder, or one byte.
  private func plainEnd(_ bytes: Span<UInt8>, _ index: Int, _ byte: UInt8) -> Int {
    if byte.isWord { return bytes.wordEnd(index + 1) }
    return bytes.placeholderEnd(index) ?? index + 1
  }
}
