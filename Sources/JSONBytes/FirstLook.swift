/// What the first bytes of a file tell about how its records lie; its name is never asked.
package enum FirstLook: Sendable, Hashable {
  /// The file holds records, from an offset on; before it stands a byte order mark.
  case records(RecordLayout, offset: Int)

  /// The file holds no records, for a reason.
  case nothing(RecordProblem.Reason)

  /// How many bytes are enough to tell.
  package static let enoughCount = 1 << 20

  /// Looks at the first ``enoughCount`` bytes of a file, or all where it has fewer.
  package init(at bytes: RawSpan) {
    if bytes.isUTF32 {
      self = .nothing(.utf32)
      return
    }
    if bytes.isUTF16 {
      self = .nothing(.utf16)
      return
    }
    if bytes.begins(with: Array("PAR1".utf8)) {
      self = .nothing(.parquet)
      return
    }
    let offset = bytes.begins(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = bytes.firstPositionAfterBlanks(from: offset)
    if first == bytes.byteCount || bytes.byte(at: first).isOpener {
      self = .records(layout(of: bytes, from: first), offset: offset)
    } else if let opener = firstPlausibleLine(of: bytes, from: first) {
      self = .records(layout(of: bytes, from: opener), offset: offset)
    } else {
      self = .nothing(bytes.holdsControlBytes ? .binary : .noJSON)
    }
  }
}

/// How records lie from the first opening bracket on.
private func layout(of bytes: RawSpan, from first: Int) -> RecordLayout {
  guard first < bytes.byteCount else { return .lines }
  let isArray = bytes.byte(at: first) == .openBracket
  let lineEnd = bytes.firstPosition(of: .lineFeed, from: first)
  guard let valueEnd = bytes.valueEnd(from: first, to: lineEnd) else {
    // The value goes on after the line, or the line is cut off.
    guard !isArray else { return .values }
    guard lineEnd < bytes.byteCount else { return .lines }
    return mostLinesAreWhole(bytes, from: lineEnd) ? .lines : .values
  }
  guard bytes.firstPositionAfterBlanks(from: valueEnd) >= lineEnd else { return .values }
  guard isArray else { return .lines }
  let next = bytes.firstPositionAfterBlanks(from: lineEnd)
  return next < bytes.byteCount ? .lines : .values
}

/// Whether at least half of the lines that are all in the bytes hold one whole object each.
private func mostLinesAreWhole(_ bytes: RawSpan, from start: Int) -> Bool {
  var lineCount = 0
  var wholeCount = 0
  var position = start + 1
  while position < bytes.byteCount {
    let lineEnd = bytes.firstPosition(of: .lineFeed, from: position)
    let first = bytes.firstPositionAfterBlanks(from: position)
    if first < lineEnd {
      lineCount += 1
      if first == position, bytes.byte(at: first) == .openBrace,
        let valueEnd = bytes.valueEnd(from: first, to: lineEnd),
        bytes.firstPositionAfterBlanks(from: valueEnd) >= lineEnd
      {
        wholeCount += 1
      }
    }
    position = lineEnd + 1
  }
  return wholeCount > 0 && wholeCount * 2 >= lineCount
}

/// Where the first line begins that could begin an object or an array: the bracket and then what may follow
/// one, because in bytes at random a bracket alone is soon found.
private func firstPlausibleLine(of bytes: RawSpan, from start: Int) -> Int? {
  var position = bytes.firstPosition(of: .lineFeed, from: start)
  while position < bytes.byteCount {
    let first = bytes.firstPositionAfterBlanks(from: position)
    guard first + 1 < bytes.byteCount else { return nil }
    let next = bytes.byte(at: first + 1)
    switch bytes.byte(at: first) {
    case .openBrace where next == .quote || next == .closeBrace || next.isBlank: return first
    case .openBracket where next == .quote || next == .closeBracket || next.isBlank || next.isOpener:
      return first
    default: position = bytes.firstPosition(of: .lineFeed, from: first)
    }
  }
  return nil
}

extension RawSpan {
  fileprivate func begins(with prefix: [UInt8]) -> Bool {
    byteCount >= prefix.count && prefix.indices.allSatisfy { byte(at: $0) == prefix[$0] }
  }

  /// Whether it begins with the byte order mark of UTF-32 or with a bracket in it.
  fileprivate var isUTF32: Bool {
    if begins(with: [0xFF, 0xFE, 0, 0]) || begins(with: [0, 0, 0xFE, 0xFF]) { return true }
    guard byteCount >= 4 else { return false }
    let opener = byte(at: 0) == 0 ? byte(at: 3) : byte(at: 0)
    let zeros = byte(at: 0) == 0 ? [1, 2] : [1, 2, 3]
    return opener.isOpener && zeros.allSatisfy { byte(at: $0) == 0 }
  }

  /// Whether it begins with the byte order mark of UTF-16 or with a bracket in it.
  fileprivate var isUTF16: Bool {
    if begins(with: [0xFF, 0xFE]) || begins(with: [0xFE, 0xFF]) { return true }
    guard byteCount >= 2 else { return false }
    let (first, second) = (byte(at: 0), byte(at: 1))
    return first.isOpener && second == 0 || first == 0 && second.isOpener
  }

  /// Whether a byte is there that no text holds; tabs, line ends, form feeds and escapes are text.
  fileprivate var holdsControlBytes: Bool {
    (0..<byteCount).contains { position in
      let byte = self.byte(at: position)
      return byte < 0x09 || byte > 0x0D && byte < 0x20 && byte != 0x1B
    }
  }

  /// The first position at or after another whose byte is no blank; the end where there is none.
  func firstPositionAfterBlanks(from position: Int) -> Int {
    var position = position
    while position < byteCount, byte(at: position).isBlank { position += 1 }
    return position
  }

  /// Just after the value that begins at a position; `nil` where it does not end before another position.
  func valueEnd(from start: Int, to end: Int) -> Int? {
    var nesting = Nesting()
    var position = start
    while position < end {
      let byte = self.byte(at: position)
      position += 1
      switch byte {
      case .openBrace, .openBracket:
        nesting.open(byte)
      case .closeBrace, .closeBracket:
        guard nesting.innermostFits(byte), nesting.close(byte) else { return nil }
        if nesting.isEmpty { return position }
      case .quote:
        guard let stringEnd = stringEnd(from: position, to: end) else { return nil }
        position = stringEnd
      default: break
      }
    }
    return nil
  }

  /// Just after the quote that ends the string a position is in.
  func stringEnd(from start: Int, to end: Int) -> Int? {
    var position = start
    while true {
      position = firstStringStop(from: position)
      guard position < end else { return nil }
      if byte(at: position) == .quote { return position + 1 }
      position += 2
      guard position <= end else { return nil }
    }
  }
}
