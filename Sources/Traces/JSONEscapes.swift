internal import JSONBytes

/// The escapes of JSON texts, such as `\u914d`.
enum JSONEscapes {
  /// The character that an escape stands for which would not need one, and the length of the escape.
  ///
  /// Python's `json.dumps` writes all that is not ASCII so. Quotes, backslashes and control characters need theirs.
  ///
  /// - Parameter place: Where a backslash stands that none escapes.
  /// - Returns: `nil` if what begins there is no such escape.
  static func needless(
    at place: Int, of bytes: Span<UInt8>, before end: Int
  ) -> (scalar: Unicode.Scalar, length: Int)? {
    guard let first = unit(at: place, of: bytes, before: end) else { return nil }
    if let scalar = Unicode.Scalar(first) {
      let isNeeded = first < 0x20 || first == 0x22 || first == 0x5C || (0x7F...0x9F).contains(first)
      return isNeeded ? nil : (scalar, unitLength)
    }
    // A character beyond the first 65,536 is two escapes.
    guard first < 0xDC00, let second = unit(at: place + unitLength, of: bytes, before: end),
      (0xDC00...0xDFFF).contains(second)
    else { return nil }
    let code = 0x1_0000 + (UInt32(first) - 0xD800) << 10 + UInt32(second) - 0xDC00
    return Unicode.Scalar(code).map { ($0, 2 * unitLength) }
  }

  private static let unitLength = 6

  private static func unit(at place: Int, of bytes: Span<UInt8>, before end: Int) -> UInt16? {
    guard place + unitLength <= end, bytes[place] == UInt8(ascii: "\\"), bytes[place + 1] == UInt8(ascii: "u")
    else { return nil }
    var unit: UInt16 = 0
    for offset in 2..<unitLength {
      guard let digit = value(ofDigit: bytes[place + offset]) else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }

  private static func value(ofDigit byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// Appends a text with characters in place of the escapes that they do not need.
  ///
  /// - Returns: Whether it has such an escape; if not, nothing is appended.
  static func appendDecoded(_ text: [UInt8], _ range: ByteRange, to output: inout [UInt8]) -> Bool {
    let bytes = text.span
    let raw = unsafe bytes.bytes
    var (place, copied) = (range.start, range.start)
    while place < range.end,
      let distance = raw.extracting(place..<range.end).firstPosition(of: UInt8(ascii: "\\"))
    {
      place += distance
      guard let (scalar, length) = needless(at: place, of: bytes, before: range.end) else {
        // The byte behind a backslash is escaped, also where it is one.
        place += 2
        continue
      }
      output.append(contentsOf: text[copied..<place])
      for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { output.append(byte) }
      place += length
      copied = place
    }
    guard copied > range.start else { return false }
    output.append(contentsOf: text[copied..<range.end])
    return true
  }
}

extension Trace {
  /// Makes a trace that was read ready: an empty id names nothing, and texts are shown as they were meant.
  mutating func finish(_ parser: JSONParser) {
    if id?.isEmpty == true { id = nil }
    removeTerminalCodes()
    showTexts(parser)
  }

  /// Takes out of what was said, and of what tools gave back, the colours of a terminal.
  private mutating func removeTerminalCodes() {
    guard TerminalCodes.mayStand(in: text) else { return }
    var shown = ShownTexts(text: text)
    for index in turns.indices { turns[index].text = shown.place(of: turns[index].text) }
    for index in toolCalls.indices {
      if let result = toolCalls[index].result { toolCalls[index].result = shown.place(of: result) }
      if let message = toolCalls[index].mark?.message {
        toolCalls[index].mark?.message = shown.place(of: message)
      }
    }
    guard !shown.added.isEmpty else { return }
    text.append(contentsOf: shown.added)
    JSONParser.appendPadding(to: &text)
  }

  /// Texts without the colours of a terminal, which are added behind all others.
  private struct ShownTexts {
    let text: [UInt8]
    private(set) var added: [UInt8] = []
    private var places: [ByteRange: ByteRange] = [:]

    init(text: [UInt8]) {
      self.text = text
    }

    /// Where a text will stand; the same for two that are one.
    mutating func place(of range: ByteRange) -> ByteRange {
      guard TerminalCodes.mayStand(in: text, range) else { return range }
      if let known = places[range] { return known }
      var place = range
      if let clean = TerminalCodes.removed(from: text, range) {
        place = ByteRange(start: text.count + added.count, count: clean.count)
        added += clean
      }
      places[range] = place
      return place
    }
  }

  /// Shows what tools were given and gave back as they meant it: results without wrappers, JSON without escapes.
  private mutating func showTexts(_ parser: JSONParser) {
    openResults(parser)
    decodeEscapes(parser)
  }

  /// Shows what tools were given and gave back without the escapes that JSON does not need, where it is JSON.
  ///
  /// Some exports hold such texts as a program wrote them, others as a value; they are one text in either.
  private mutating func decodeEscapes(_ parser: JSONParser) {
    var added: [UInt8] = []
    var document = JSONDocument()
    for index in toolCalls.indices {
      if let arguments = Self.decoded(text, toolCalls[index].arguments, parser, &document, &added) {
        toolCalls[index].arguments = arguments
      }
      guard let result = toolCalls[index].result,
        let range = Self.decoded(text, result, parser, &document, &added)
      else {
        continue
      }
      toolCalls[index].result = range
      if let turn = toolCalls[index].resultTurn, turns[turn].text == result { turns[turn].text = range }
    }
    guard !added.isEmpty else { return }
    text.append(contentsOf: added)
    JSONParser.appendPadding(to: &text)
  }

  /// Where a text will stand without the escapes that it does not need, once what is added stands behind all others;
  /// `nil` if it has none or is no JSON.
  private static func decoded(
    _ text: [UInt8], _ range: ByteRange, _ parser: JSONParser, _ document: inout JSONDocument,
    _ added: inout [UInt8]
  ) -> ByteRange? {
    var place = range.start
    while place < range.end, text[place] <= 0x20 { place += 1 }
    guard place < range.end, text[place] == UInt8(ascii: "{") || text[place] == UInt8(ascii: "[") else {
      return nil
    }
    let start = added.count
    guard JSONEscapes.appendDecoded(text, range, to: &added) else { return nil }
    guard (try? parser.parse(text, range, into: &document)) != nil else {
      added.removeLast(added.count - start)
      return nil
    }
    return ByteRange(start: text.count + start, count: added.count - start)
  }
}
