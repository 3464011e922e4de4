internal import JSONBytes

/// A number or a time of day in a text, and the value that it has however it is written.
struct Figure {
  let range: ByteRange

  /// The hash of the value: `37,184` and `37184` are one, `371.84` and `371,84` another.
  let value: UInt64

  /// The hash of the digits from the first to the last that is no zero: equal for `48.50` and `4850`; 0 for a time, and
  /// for too few.
  let digits: UInt64

  private static let mostDigits = 15
  private static let fewestDigits = 2

  /// Letters may follow as the unit does.
  private static let unitBytes = 4

  /// Calls a closure with each figure; parts of ids, of dates and of addresses are none.
  static func forEach(in bytes: Span<UInt8>, _ text: ByteRange, _ body: (Figure) -> Void) {
    var place = text.start
    while let start = unsafe bytes.bytes.firstDigit(
      in: ByteRange(start: place, count: text.end - place))
    {
      place = start
      var digits = 0
      while place < text.end {
        if ErrorPhraseIndex.isDigit(bytes[place]) {
          digits += 1
        } else if !(isInner(bytes[place]) && place + 1 < text.end
          && ErrorPhraseIndex.isDigit(bytes[place + 1]))
        {
          break
        }
        place += 1
      }
      let isWhole = (start == text.start || !isJoined(bytes[start - 1])) && endsWell(bytes, place, text.end)
      if isWhole, digits >= fewestDigits, digits <= mostDigits {
        let range = ByteRange(start: start, count: place - start)
        body(Figure(range: range, value: value(of: bytes, range), digits: digitHash(of: bytes, range)))
      }
    }
  }

  /// Calls a closure with each date as standards write it, such as `2026-05-12`, and the hash of the day.
  static func forEachDate(in bytes: Span<UInt8>, _ text: ByteRange, _ body: (ByteRange, UInt64) -> Void) {
    var place = text.start
    while place + dateBytes <= text.end {
      // Most bytes are none of a date's marks.
      let marks = ByteRange(start: place + yearBytes, count: text.end - dateBytes + 1 - place)
      guard let mark = unsafe bytes.bytes.firstPosition(of: UInt8(ascii: "-"), in: marks) else { return }
      place = mark - yearBytes
      guard isDate(bytes, place, text) else {
        place += 1
        continue
      }
      let range = ByteRange(start: place, count: dateBytes)
      body(range, ByteHash.of(bytes, range, seed: Lapse.dateSeed))
      place += dateBytes
    }
  }

  private static let (dateBytes, yearBytes) = (10, 4)

  private static func isDate(_ bytes: Span<UInt8>, _ start: Int, _ text: ByteRange) -> Bool {
    guard bytes[start + 4] == UInt8(ascii: "-"), bytes[start + 7] == UInt8(ascii: "-") else { return false }
    for offset in 0..<dateBytes where offset != 4 && offset != 7 {
      guard ErrorPhraseIndex.isDigit(bytes[start + offset]) else { return false }
    }
    let isOpen = start == text.start || !isJoined(bytes[start - 1])
    let end = start + dateBytes
    return isOpen
      && (end == text.end || !ErrorPhraseIndex.isDigit(bytes[end]) && bytes[end] != UInt8(ascii: "-"))
  }

  /// Whether a byte may stand between digits of one figure.
  private static func isInner(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":")
      || byte == UInt8(ascii: "'")
  }

  /// Whether a byte before digits makes them a part of something else.
  private static func isJoined(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "#"), UInt8(ascii: "@"),
      UInt8(ascii: "."):
      true
    default: byte < 0x80 && (ErrorPhraseIndex.isLetter(byte) || ErrorPhraseIndex.isDigit(byte))
    }
  }

  /// Whether no part of an id follows, but a unit at most.
  private static func endsWell(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var place = start
    while place < end, ErrorPhraseIndex.isLetter(bytes[place]) {
      place += 1
      if place - start > unitBytes { return false }
    }
    guard place < end else { return true }
    let byte = bytes[place]
    return !ErrorPhraseIndex.isDigit(byte) && byte != UInt8(ascii: "-") && byte != UInt8(ascii: "_")
      && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "@")
  }

  /// Where the decimal point of a number stands, be it a comma; `nil` where it has none.
  ///
  /// A comma before three digits parts thousands, as all marks but the last do.
  static func point(in bytes: Span<UInt8>, _ range: ByteRange) -> Int? {
    var (markCount, isOfOneMark) = (0, true)
    var point: Int?
    for place in range.indices where !ErrorPhraseIndex.isDigit(bytes[place]) {
      markCount += 1
      isOfOneMark = isOfOneMark && point.map { bytes[$0] == bytes[place] } ?? true
      point = place
    }
    guard let last = point else { return nil }
    let isThousands =
      bytes[last] == UInt8(ascii: "'") || bytes[last] == UInt8(ascii: ",") && range.end - last == 4
      || markCount > 1 && isOfOneMark
    return isThousands ? nil : last
  }

  /// The hash of a number without the marks between thousands; a time keeps its colons.
  private static func value(of bytes: Span<UInt8>, _ range: ByteRange) -> UInt64 {
    var hash = ByteHash(seed: Lapse.figureSeed)
    let isTime = range.indices.contains { bytes[$0] == UInt8(ascii: ":") }
    let point = point(in: bytes, range)
    var end = range.end
    if let point, !isTime {
      while end > point + 1, bytes[end - 1] == UInt8(ascii: "0") { end -= 1 }
      if end == point + 1 { end = point }
    }
    for place in range.start..<end {
      let byte = bytes[place]
      if ErrorPhraseIndex.isDigit(byte) || isTime {
        hash.add(UInt64(byte))
      } else if place == point {
        hash.add(UInt64(UInt8(ascii: ".")))
      }
    }
    return hash.value
  }

  private static func digitHash(of bytes: Span<UInt8>, _ range: ByteRange) -> UInt64 {
    guard !range.indices.contains(where: { bytes[$0] == UInt8(ascii: ":") }),
      let first = range.indices.first(where: { isTelling(bytes[$0]) }),
      let last = range.indices.last(where: { isTelling(bytes[$0]) })
    else { return 0 }
    var (hash, count) = (ByteHash(seed: Lapse.figureSeed), 0)
    for place in first...last where ErrorPhraseIndex.isDigit(bytes[place]) {
      hash.add(UInt64(bytes[place]))
      count += 1
    }
    return count >= fewestDigits ? hash.value : 0
  }

  private static func isTelling(_ byte: UInt8) -> Bool {
    byte > UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// The name that stands before a figure: what is before the last colon or equals sign in its line, or the word right
  /// before it.
  static func name(of figure: ByteRange, in bytes: Span<UInt8>, from start: Int) -> ByteRange? {
    let first = max(start, figure.start - nameBytes)
    var place = figure.start
    var wordEnd: Int?
    while place > first {
      place -= 1
      switch bytes[place] {
      case UInt8(ascii: ":"), UInt8(ascii: "="): return word(before: place, in: bytes, from: start)
      case UInt8(ascii: "\n"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "{"),
        UInt8(ascii: "["):
        return wordEnd.flatMap { word(before: $0, in: bytes, from: start) }
      default:
        if wordEnd == nil, ErrorPhraseIndex.isLetter(bytes[place]) { wordEnd = place + 1 }
      }
    }
    return wordEnd.flatMap { word(before: $0, in: bytes, from: start) }
  }

  /// The word that ends last before a place, quotes and spaces between; `nil` for none of some length.
  private static func word(before end: Int, in bytes: Span<UInt8>, from start: Int) -> ByteRange? {
    var place = end
    while place > start, isBetween(bytes[place - 1]) { place -= 1 }
    let last = place
    while place > start, isName(bytes[place - 1]), last - place < nameBytes { place -= 1 }
    return last - place >= 2 ? ByteRange(start: place, count: last - place) : nil
  }

  private static func isBetween(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
      || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\t")
  }

  private static func isName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte >= 0x80 || ErrorPhraseIndex.isLetter(byte)
      || ErrorPhraseIndex.isDigit(byte)
  }

  private static let nameBytes = 48
}
