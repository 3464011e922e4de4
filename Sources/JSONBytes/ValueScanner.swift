/// Finds the records of a file that holds JSON values over any number of lines.
///
/// A record is an object at the top, or an element of an array at the top that is an object or an array
/// itself; several values may follow one another. Only quotes, backslashes, brackets and line feeds are
/// looked at.
///
/// A record that lost a quote or a bracket would swallow everything after it. It is given up, as far as it
/// goes, where it certainly is no JSON any more: at a line feed inside a string, at a bracket that closes
/// what was not opened, and at a line that begins as records begin in this file (same indentation, same
/// bracket) where no value may stand or where lines inside a record are indented more. After a line feed
/// inside a string, scanning goes on at the next line that begins as records begin.
struct ValueScanner {
  private enum Mode {
    /// Between records.
    case between
    /// In text that belongs to no record.
    case stray
    /// In a record, outside strings.
    case value
    /// In the blanks that a line of a record begins with.
    case indentation
    /// In a string of a record.
    case string
    /// After a record that broke inside a string: in the blanks that a line begins with.
    case seekingAtStart
    /// After a record that broke inside a string: in the rest of a line.
    case seeking
  }

  let maximumRecordLength: Int

  /// The offset of the next byte to be scanned, up to date between pieces.
  private(set) var offset: Int

  /// The line of the next byte to be scanned.
  private(set) var line: Int

  private var mode = Mode.between
  private var isEscaped = false

  /// Where the array around the records began; `nil` outside one.
  private var arrayStart: RecordRange?

  /// The blanks before the first other byte of the line; −1 once there was one.
  private var indentation = 0

  /// Where the open record or stray text begins.
  private var start = RecordRange(offset: 0, length: 0, line: 0)

  /// The bracket that the open record begins with, and the blanks before it on its line; −1 where other
  /// text stands before it.
  private var opener = UInt8.openBrace
  private var recordIndentation = -1

  /// The blanks before the second line of the open record; `nil` while there is none.
  private var innerIndentation: Int?

  private var hasFoundRecords = false
  private var hasFoundLongRecords = false

  private var nesting = Nesting()

  /// The last byte of the record outside strings that is no blank.
  private var previous: UInt8 = 0

  init(maximumRecordLength: Int, offset: Int, line: Int) {
    self.maximumRecordLength = maximumRecordLength
    self.offset = offset
    self.line = line
  }

  /// Where the bytes begin that are still needed; those of a record that is already too long are not.
  var neededOffset: Int {
    switch mode {
    case .value, .indentation, .string:
      offset - start.offset <= maximumRecordLength ? start.offset : offset
    case .between, .stray, .seekingAtStart, .seeking:
      offset
    }
  }

  /// Takes the next bytes of the file.
  mutating func scan(_ bytes: RawSpan, into found: inout RecordsFound) {
    var position = 0
    while position < bytes.byteCount {
      switch mode {
      case .value: position = scanValue(bytes, position, &found)
      case .string: position = scanString(bytes, position, &found)
      case .indentation: position = scanIndentation(bytes, position, &found)
      case .between: position = scanBetween(bytes, position)
      case .stray: position = scanStray(bytes, position, &found)
      case .seekingAtStart: position = seekAtStart(bytes, position)
      case .seeking: position = seek(bytes, position)
      }
    }
    offset += bytes.byteCount
  }

  /// Says that the file has ended.
  mutating func finish(into found: inout RecordsFound) {
    switch mode {
    case .value, .indentation, .string: closeRecord(at: offset, &found)
    case .stray: closeStray(at: offset, &found)
    case .between:
      guard let arrayStart else { return }
      found.problems.append(
        RecordProblem(
          offset: arrayStart.offset, length: offset - arrayStart.offset, line: arrayStart.line,
          reason: .unclosedArray))
    case .seekingAtStart, .seeking: return
    }
    mode = .between
    arrayStart = nil
  }

  // MARK: Between records

  private mutating func scanBetween(_ bytes: RawSpan, _ start: Int) -> Int {
    var position = start
    while position < bytes.byteCount {
      let byte = bytes.byte(at: position)
      switch byte {
      case .lineFeed:
        line += 1
        indentation = 0
      case _ where byte.isBlank:
        if indentation >= 0 { indentation += 1 }
      case .comma, 0xEF, 0xBB, 0xBF:
        // The last three are a byte order mark, which stands between files that were put one behind the other.
        break
      case .openBracket where arrayStart == nil:
        arrayStart = RecordRange(offset: offset + position, length: 1, line: line)
      case .closeBracket where arrayStart != nil:
        arrayStart = nil
      case .openBrace, .openBracket:
        openRecord(byte, at: offset + position)
        return position + 1
      default:
        self.start = RecordRange(offset: offset + position, length: 0, line: line)
        mode = .stray
        return position
      }
      position += 1
    }
    return position
  }

  private mutating func openRecord(_ byte: UInt8, at recordOffset: Int) {
    start = RecordRange(offset: recordOffset, length: 0, line: line)
    opener = byte
    recordIndentation = indentation
    indentation = -1
    innerIndentation = nil
    nesting = Nesting()
    nesting.open(byte)
    previous = byte
    mode = .value
  }

  private mutating func closeRecord(at end: Int, _ found: inout RecordsFound) {
    let record = RecordRange(offset: start.offset, length: end - start.offset, line: start.line)
    found.add(record, held: record.length, limit: maximumRecordLength)
    hasFoundRecords = true
    if innerIndentation != nil { hasFoundLongRecords = true }
    mode = .between
  }

  /// Passes over stray text up to the end of the line or to what may begin or end something.
  private mutating func scanStray(_ bytes: RawSpan, _ start: Int, _ found: inout RecordsFound) -> Int {
    var position = start
    while position < bytes.byteCount {
      let byte = bytes.byte(at: position)
      let ends =
        byte == .lineFeed || byte == .openBrace || byte == .openBracket
        || byte == .closeBracket && arrayStart != nil
      if ends {
        closeStray(at: offset + position, &found)
        return position
      }
      position += 1
    }
    return position
  }

  private mutating func closeStray(at end: Int, _ found: inout RecordsFound) {
    found.problems.append(
      RecordProblem(
        offset: start.offset, length: end - start.offset, line: start.line, reason: .strayText))
    indentation = -1
    mode = .between
  }

  // MARK: In a record

  private mutating func scanValue(_ bytes: RawSpan, _ start: Int, _ found: inout RecordsFound) -> Int {
    var position = start
    while position < bytes.byteCount {
      let byte = bytes.byte(at: position)
      position += 1
      switch byte {
      case .quote:
        previous = byte
        mode = .string
        return position
      case .openBrace, .openBracket:
        nesting.open(byte)
        previous = byte
      case .closeBrace, .closeBracket:
        previous = byte
        if closeBracket(byte, at: offset + position, &found) { return position }
      case .lineFeed:
        line += 1
        indentation = 0
        mode = .indentation
        return position
      case 0x20, 0x09, 0x0D:
        break
      default:
        previous = byte
      }
    }
    return position
  }

  /// Closes what a bracket closes.
  ///
  /// - Returns: Whether the record ended with it or just before it.
  private mutating func closeBracket(
    _ byte: UInt8, at end: Int, _ found: inout RecordsFound
  ) -> Bool {
    if nesting.close(byte) {
      guard nesting.isEmpty else { return false }
      closeRecord(at: end, &found)
      return true
    }
    // Nothing in the record fits it: a bracket too many, unless it closes the array around the records.
    guard byte == .closeBracket, arrayStart != nil else { return false }
    closeRecord(at: end - 1, &found)
    arrayStart = nil
    return true
  }

  private mutating func scanString(_ bytes: RawSpan, _ start: Int, _ found: inout RecordsFound) -> Int {
    var position = start
    if isEscaped, position < bytes.byteCount {
      isEscaped = false
      if bytes.byte(at: position) != .lineFeed { position += 1 }
    }
    while true {
      position = bytes.firstStringStop(from: position)
      guard position < bytes.byteCount else { return position }
      switch bytes.byte(at: position) {
      case .quote:
        mode = .value
        return position + 1
      case .lineFeed:
        closeRecord(at: offset + position, &found)
        mode = .seekingAtStart
        indentation = 0
        line += 1
        return position + 1
      default:
        guard position + 1 < bytes.byteCount else {
          isEscaped = true
          return position + 1
        }
        position += bytes.byte(at: position + 1) == .lineFeed ? 1 : 2
      }
    }
  }

  private mutating func scanIndentation(
    _ bytes: RawSpan, _ start: Int, _ found: inout RecordsFound
  ) -> Int {
    var position = start
    while position < bytes.byteCount {
      let byte = bytes.byte(at: position)
      if byte == .lineFeed {
        line += 1
        indentation = 0
      } else if byte.isBlank {
        indentation += 1
      } else {
        return beginInnerLine(byte, position, &found)
      }
      position += 1
    }
    return position
  }

  private mutating func beginInnerLine(
    _ byte: UInt8, _ position: Int, _ found: inout RecordsFound
  ) -> Int {
    if beginsNextRecord(byte) {
      closeRecord(at: offset + position, &found)
      return position
    }
    if innerIndentation == nil { innerIndentation = indentation }
    indentation = -1
    mode = .value
    return position
  }

  /// Whether a line of the open record looks like the first of the next, so that the open one must have
  /// lost its end.
  private func beginsNextRecord(_ byte: UInt8) -> Bool {
    guard byte == opener, indentation == recordIndentation else { return false }
    let mayBeValue =
      previous == .openBracket || previous == .colon || previous == .comma && nesting.innermostIsArray
    guard mayBeValue else { return true }
    guard let innerIndentation else { return hasFoundRecords && !hasFoundLongRecords }
    return innerIndentation > recordIndentation
  }

  // MARK: After a record that broke inside a string

  private mutating func seekAtStart(_ bytes: RawSpan, _ start: Int) -> Int {
    var position = start
    while position < bytes.byteCount {
      let byte = bytes.byte(at: position)
      if byte == .lineFeed {
        line += 1
        indentation = 0
      } else if byte.isBlank {
        indentation += 1
      } else {
        mode = resumes(at: byte) ? .between : .seeking
        return position
      }
      position += 1
    }
    return position
  }

  private func resumes(at byte: UInt8) -> Bool {
    if byte == opener { return recordIndentation < 0 || indentation == recordIndentation }
    return byte == .closeBracket && arrayStart != nil && indentation <= max(recordIndentation - 1, 0)
  }

  private mutating func seek(_ bytes: RawSpan, _ start: Int) -> Int {
    let position = bytes.firstPosition(of: .lineFeed, from: start)
    guard position < bytes.byteCount else { return position }
    line += 1
    indentation = 0
    mode = .seekingAtStart
    return position + 1
  }
}
