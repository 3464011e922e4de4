/// The first fields of a line, as the header of a log line has them: between spaces or bars, brackets whole.
struct LineFields {
  /// What a field looks like.
  enum Kind: Hashable, CaseIterable {
    case time
    case level
    /// Digits and punctuation.
    case number
    /// From a square bracket to the one that closes it.
    case bracket
    /// Punctuation only.
    case mark
    case word
  }

  struct Field: Hashable {
    var kind: Kind
    /// Whether the field ends in a colon, as the name of what wrote the line does.
    var endsInColon: Bool
    /// Whether a bar stands after the field, so that it is a column whatever it holds.
    var endsInBar: Bool
  }

  /// The most fields that are looked at: no known header has more.
  static let limit = 16

  /// The last column at which the time of a header can be, counted from 0; without one there, no more is looked at.
  static let lastTimeColumn = 5

  /// The longest bracketed field, in bytes.
  private static let bracketLimit = 160

  let fields: [Field]

  /// The index of the first byte of each field.
  let starts: [Int]

  init(of line: Span<UInt8>) {
    var fields: [Field] = []
    var starts: [Int] = []
    var index = 0
    var hasTime = false
    while fields.count < Self.limit, hasTime || fields.count <= Self.lastTimeColumn {
      while index < line.count, Self.isSeparator(line[index]) { index += 1 }
      guard index < line.count else { break }
      let (end, kind) = Self.field(line, index)
      var next = end
      while line.byte(next) == 0x20 { next += 1 }
      let endsInBar = line.byte(next) == 0x7C
      fields.append(Field(kind: kind, endsInColon: line[end - 1] == 0x3A, endsInBar: endsInBar))
      starts.append(index)
      hasTime = hasTime || kind == .time
      index = end
    }
    self.fields = fields
    self.starts = starts
  }

  // MARK: Steps

  private static func field(_ line: Span<UInt8>, _ start: Int) -> (end: Int, kind: Kind) {
    if let time = time(line, start) { return (separated(line, time), .time) }
    if line[start] == 0x5B, let close = closing(line, start) {
      let holdsTime = time(line, start + 1) != nil || looksLikeTime(line, start + 1..<close)
      return (separated(line, close), holdsTime ? .time : .bracket)
    }
    let end = separated(line, start)
    return (end, kind(line, start..<end))
  }

  private static func kind(_ line: Span<UInt8>, _ range: Range<Int>) -> Kind {
    var hasLetter = false
    var hasDigit = false
    for index in range {
      hasLetter = hasLetter || line[index].isLetter || line[index] >= 0x80
      hasDigit = hasDigit || line[index].isDigit
    }
    if hasLetter { return isLevel(line, range) ? .level : .word }
    guard hasDigit else { return .mark }
    return looksLikeTime(line, range) || isEpoch(line, range) ? .time : .number
  }

  /// The end of a date or time of day that starts at an index, as the masks know them, or in twelve digits.
  private static func time(_ line: Span<UInt8>, _ start: Int) -> Int? {
    if line[start].isDigit {
      let match = TimeMasks.timestamp(line, start) ?? TimeMasks.wordedDate(line, start)
      return (match ?? TimeMasks.time(line, start))?.upperBound ?? compactTime(line, start)
    }
    return line[start].isUppercase ? TimeMasks.wordedDate(line, start)?.upperBound : nil
  }

  /// The end of a date and a time of day of six digits each: `081109 203615`.
  private static func compactTime(_ line: Span<UInt8>, _ start: Int) -> Int? {
    let end = line.digitsEnd(start)
    guard end == start + 6, line.byte(end) == 0x20, line.digitsEnd(end + 1) == end + 7, line.endsWord(end + 7)
    else { return nil }
    func pair(_ index: Int) -> Int { Int(line[index] & 0x0F) * 10 + Int(line[index + 1] & 0x0F) }
    let isDate = (1...12).contains(pair(start + 2)) && (1...31).contains(pair(start + 4))
    let isTime = pair(end + 1) < 24 && pair(end + 3) < 60 && pair(end + 5) < 61
    return isDate && isTime ? end + 7 : nil
  }

  /// Whether hours, minutes and seconds stand in a field without letters: `20171223-22:15:29:606`.
  private static func looksLikeTime(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      let end = line.digitsEnd(index)
      let second = line.digitsEnd(end + 1)
      if (1...2).contains(end - index), line.byte(end) == 0x3A, (1...2).contains(second - end - 1),
        line.byte(second) == 0x3A, line.byte(second + 1).isDigit
      {
        return true
      }
      index = max(end, index + 1)
    }
    return false
  }

  /// Whether a field is seconds or milliseconds since 1970, of the years from 2001 to 2033.
  private static func isEpoch(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let digits = line.digitsEnd(range.lowerBound) - range.lowerBound
    return (digits == 10 || digits == 13) && line[range.lowerBound] == 0x31
      && (digits == range.count || line[range.lowerBound + digits] == 0x2E)
  }

  private static func isLevel(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let end = line.lettersEnd(range.lowerBound)
    guard range.upperBound - end <= 1, end == range.upperBound || line[end].isTrailing else { return false }
    return HeaderWords.isLevel(line, range.lowerBound..<end)
  }

  /// The index after the bracket that closes the one at an index, if it is near.
  private static func closing(_ line: Span<UInt8>, _ start: Int) -> Int? {
    var depth = 0
    for index in start..<min(line.count, start + bracketLimit) {
      if line[index] == 0x5B { depth += 1 }
      if line[index] == 0x5D { depth -= 1 }
      if depth == 0 { return index + 1 }
    }
    return nil
  }

  private static func separated(_ line: Span<UInt8>, _ start: Int) -> Int {
    var end = start
    while end < line.count, !isSeparator(line[end]) { end += 1 }
    return end
  }

  private static func isSeparator(_ byte: UInt8) -> Bool { byte.isSpace || byte == 0x7C }
}
