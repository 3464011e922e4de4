package import JSONBytes

/// Times as traces write them.
package enum Timestamp {
  /// Seconds since 1970 (UTC) of a text or number; `nil` if it is no time.
  ///
  /// Read are ISO 8601 with `T` or a space, a fraction and an offset (without one it is UTC), dates of mails
  /// (RFC 2822), and counts since 1970 of seconds, milliseconds, microseconds or nanoseconds, told apart by their size.
  package static func seconds(of node: JSONNode, in document: JSONDocument) -> Double? {
    if let number = document.number(node) { return seconds(ofCount: number) }
    guard let range = document.text(node) else { return nil }
    return seconds(of: document.strings[range.indices])
  }

  /// Seconds since 1970 (UTC) of a text; `nil` if it is no time.
  package static func seconds(of bytes: ArraySlice<UInt8>) -> Double? {
    guard bytes.count >= 10, bytes.count <= 40 else { return nil }
    let text = bytes.span
    guard text[4] == UInt8(ascii: "-") else {
      if let count = wholeCount(text) { return seconds(ofCount: count) }
      let written = String(decoding: bytes, as: UTF8.self)
      return Double(written).map { seconds(ofCount: $0) } ?? MailDate.seconds(of: written)
    }
    guard let year = number(text, 0, 4), let month = number(text, 5, 2), let day = number(text, 8, 2),
      let date = CalendarDay(checkedYear: year, month: month, day: day)
    else { return nil }
    var total = Double(date.number) * 86_400
    guard text.count > 10 else { return total }
    guard let hour = number(text, 11, 2), let minute = number(text, 14, 2), hour <= 24, minute < 60 else {
      return nil
    }
    total += Double(hour * 3_600 + minute * 60)
    var place = 16
    if place < text.count, text[place] == UInt8(ascii: ":") {
      // A leap second is the sixtieth.
      guard let second = number(text, 17, 2), second <= 60 else { return nil }
      total += Double(second)
      place = 19
      total += fraction(text, &place)
    }
    guard let offset = offset(text, place) else { return nil }
    // At the ends of the calendar an offset leads beyond them.
    return CalendarDay(ofSeconds: total - offset) == nil ? nil : total - offset
  }

  /// A time in ISO 8601, in UTC and to the second.
  package static func text(of seconds: Double) -> String {
    var writer = ByteWriter()
    write(seconds, to: &writer)
    return String(decoding: writer.array, as: UTF8.self)
  }

  /// Appends a time as ``text(of:)`` words it.
  package static func write(_ seconds: Double, to writer: inout ByteWriter) {
    guard let day = CalendarDay(ofSeconds: seconds) else { return writer.append("—" as String) }
    let second = Int((seconds - Double(day.number) * 86_400).rounded(.down))
    let date = day.date
    writer.append(date.year, digitCount: 4)
    writer.append(UInt8(ascii: "-"))
    writer.append(date.month, digitCount: 2)
    writer.append(UInt8(ascii: "-"))
    writer.append(date.day, digitCount: 2)
    writer.append(UInt8(ascii: "T"))
    writer.append(second / 3_600, digitCount: 2)
    writer.append(UInt8(ascii: ":"))
    writer.append(second / 60 % 60, digitCount: 2)
    writer.append(UInt8(ascii: ":"))
    writer.append(second % 60, digitCount: 2)
    writer.append(UInt8(ascii: "Z"))
  }

  /// Seconds of a count since 1970, in the unit that puts it between 1973 and 5138.
  private static func seconds(ofCount count: Double) -> Double? {
    switch count {
    case 1e8..<1e11: count
    case 1e11..<1e14: count / 1e3
    case 1e14..<1e17: count / 1e6
    case 1e17..<1e20: count / 1e9
    default: nil
    }
  }

  /// So many digits fit into a word whatever they are; nanoseconds have as many.
  private static let wordDigitCount = 19

  /// A count that is all digits, rounded as `Double` rounds a text.
  private static func wholeCount(_ text: Span<UInt8>) -> Double? {
    guard text.count <= wordDigitCount else { return nil }
    var value: UInt64 = 0
    for place in text.indices {
      let byte = text[place]
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + UInt64(byte - UInt8(ascii: "0"))
    }
    return Double(value)
  }

  private static func number(_ text: Span<UInt8>, _ start: Int, _ count: Int) -> Int? {
    guard start + count <= text.count else { return nil }
    var value = 0
    for place in start..<start + count {
      let byte = text[place]
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }

  private static func fraction(_ text: Span<UInt8>, _ place: inout Int) -> Double {
    guard place < text.count, text[place] == UInt8(ascii: ".") || text[place] == UInt8(ascii: ",") else {
      return 0
    }
    place += 1
    var (value, unit) = (0.0, 0.1)
    while place < text.count, let digit = number(text, place, 1) {
      value += Double(digit) * unit
      unit /= 10
      place += 1
    }
    return value
  }

  /// Seconds that an offset such as `+02:00` lies before UTC; `nil` for one of a day or more, which nobody has.
  private static func offset(_ text: Span<UInt8>, _ start: Int) -> Double? {
    guard start < text.count, text[start] == UInt8(ascii: "+") || text[start] == UInt8(ascii: "-"),
      let hours = number(text, start + 1, 2)
    else { return 0 }
    let minutes = number(text, start + 4, 2) ?? number(text, start + 3, 2) ?? 0
    guard hours < 24, minutes < 60 else { return nil }
    let seconds = Double(hours * 3_600 + minutes * 60)
    return text[start] == UInt8(ascii: "-") ? -seconds : seconds
  }
}
