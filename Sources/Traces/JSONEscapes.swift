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
      guard let digit = Character(Unicode.Scalar(bytes[place + offset])).hexDigitValue else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }

  /// The text with the characters in place of the escapes that they do not need; `nil` if it has no such escape.
  static func decoded(_ bytes: Span<UInt8>, _ range: ByteRange) -> [UInt8]? {
    let raw = unsafe bytes.bytes
    var output: [UInt8] = []
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
      for index in copied..<place { output.append(bytes[index]) }
      output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      place += length
      copied = place
    }
    guard copied > range.start else { return nil }
    for index in copied..<range.end { output.append(bytes[index]) }
    return output
  }
}

extension Trace {
  /// Shows what tools were given and gave back without the escapes that JSON does not need, where it is JSON.
  ///
  /// Some exports hold such texts as a program wrote them, others as a value; they are one text in either.
  mutating func decodeEscapes(_ parser: JSONParser) {
    var added: [UInt8] = []
    var document = JSONDocument()
    let start = text.count
    for index in toolCalls.indices {
      if let decoded = decoded(toolCalls[index].arguments, parser, &document) {
        toolCalls[index].arguments = ByteRange(start: start + added.count, count: decoded.count)
        added.append(contentsOf: decoded)
      }
      guard let result = toolCalls[index].result, let decoded = decoded(result, parser, &document) else {
        continue
      }
      let range = ByteRange(start: start + added.count, count: decoded.count)
      toolCalls[index].result = range
      if let turn = toolCalls[index].resultTurn, turns[turn].text == result { turns[turn].text = range }
      added.append(contentsOf: decoded)
    }
    guard !added.isEmpty else { return }
    text.append(contentsOf: added)
    JSONParser.appendPadding(to: &text)
  }

  /// A text without the escapes that it does not need; `nil` if it has none or is no JSON.
  private func decoded(
    _ range: ByteRange, _ parser: JSONParser, _ document: inout JSONDocument
  ) -> [UInt8]? {
    var place = range.start
    while place < range.end, text[place] <= 0x20 { place += 1 }
    guard place < range.end, text[place] == UInt8(ascii: "{") || text[place] == UInt8(ascii: "["),
      let decoded = JSONEscapes.decoded(text.span, range),
      (try? parser.parse(text, range, into: &document)) != nil
    else { return nil }
    return decoded
  }
}
