/// Recognisers of dates and times of day.
enum TimeMasks {
  /// A date in digits (`2024-05-01`, `05/01/2024`, `01/May/2024`), with the time of day after it.
  static func timestamp(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    guard let dateEnd = numericDate(bytes, start) else { return nil }
    return start..<withTime(bytes, after: dateEnd)
  }

  /// A date with the month as a word (`Sat Jun 18 02:08:10 2005`, `18 June 2005`, `May 5, 2024 10:00 PM`).
  static func wordedDate(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    var index = start
    if bytes.byte(index).isLetter, let end = word(bytes, index, MaskWords.weekdays) {
      index = bytes.byte(end) == 0x2C ? end + 1 : end
      guard bytes.byte(index) == 0x20 else { return nil }
      index = spacesEnd(bytes, index)
    }
    guard let dayEnd = monthAndDay(bytes, index) else { return nil }
    var end = dayEnd
    if let year = year(bytes, afterSeparator: end) { end = year }
    end = withTime(bytes, after: end)
    if let year = year(bytes, afterSeparator: end) { end = year }
    return start..<end
  }

  /// A time of day (`10:15`, `10:15:59.123`) with the zone after it.
  static func time(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    guard let end = clock(bytes, start) else { return nil }
    return start..<end
  }

  // MARK: Parts

  private static func numericDate(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    let firstEnd = bytes.digitsEnd(start)
    let separator = bytes.byte(firstEnd)
    guard [1, 2, 4].contains(firstEnd - start), separator == 0x2D || separator == 0x2F || separator == 0x2E
    else { return nil }
    let second = firstEnd + 1
    let isWorded = bytes.byte(second).isLetter
    let secondEnd =
      isWorded ? word(bytes, second, MaskWords.months) ?? second : bytes.digitsEnd(second)
    guard secondEnd > second, isWorded || secondEnd - second <= 2, bytes.byte(secondEnd) == separator
    else { return nil }
    let third = secondEnd + 1
    let thirdEnd = bytes.digitsEnd(third)
    let startsWithYear = firstEnd - start == 4
    let wanted = startsWithYear ? 1...2 : 4...4
    guard wanted.contains(thirdEnd - third),
      isPlausible(bytes, start..<firstEnd, second..<secondEnd, third..<thirdEnd)
    else { return nil }
    let next = bytes.byte(thirdEnd)
    guard next | 0x20 == 0x74 || bytes.endsWord(thirdEnd) else { return nil }
    return separator == 0x2E && next == 0x2E && bytes.byte(thirdEnd + 1).isDigit ? nil : thirdEnd
  }

  /// Whether month and day can be a month and a day, in either order.
  private static func isPlausible(
    _ bytes: Span<UInt8>, _ first: Range<Int>, _ second: Range<Int>, _ third: Range<Int>
  ) -> Bool {
    let month = value(bytes, second)
    let other = value(bytes, first.count == 4 ? third : first)
    return bytes[second.lowerBound].isLetter
      ? other <= 31 : max(month, other) <= 31 && min(month, other) <= 12
  }

  private static func value(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    range.reduce(0) { total, index in total * 10 + Int(bytes[index] & 0x0F) }
  }

  private static func monthAndDay(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    if let monthEnd = word(bytes, start, MaskWords.months) {
      let afterDot = bytes.byte(monthEnd) == 0x2E ? monthEnd + 1 : monthEnd
      guard bytes.byte(afterDot) == 0x20 else { return nil }
      return day(bytes, spacesEnd(bytes, afterDot))
    }
    guard let dayEnd = day(bytes, start), bytes.byte(dayEnd) == 0x20,
      let monthEnd = word(bytes, dayEnd + 1, MaskWords.months)
    else { return nil }
    return monthEnd
  }

  private static func day(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    var end = bytes.digitsEnd(start)
    guard (1...2).contains(end - start), value(bytes, start..<end) <= 31, bytes.byte(end) != 0x3A else {
      return nil
    }
    for suffix in ["st", "nd", "rd", "th"] where bytes.hasPrefix(suffix, at: end) { end += 2 }
    return bytes.endsWord(end) ? end : nil
  }

  private static func year(_ bytes: Span<UInt8>, afterSeparator start: Int) -> Int? {
    var index = bytes.byte(start) == 0x2C ? start + 1 : start
    guard bytes.byte(index) == 0x20 else { return nil }
    index += 1
    let end = bytes.digitsEnd(index)
    let isYear = end - index == 4 && (bytes[index] == 0x31 || bytes[index] == 0x32)
    return isYear && bytes.endsWord(end) && bytes.byte(end) != 0x3A ? end : nil
  }

  /// The end of the time of day that follows a date, or the end of the date.
  private static func withTime(_ bytes: Span<UInt8>, after dateEnd: Int) -> Int {
    let separator = bytes.byte(dateEnd)
    guard separator == 0x20 || separator | 0x20 == 0x74 || separator == 0x3A || separator == 0x2C else {
      return dateEnd
    }
    var start = dateEnd + 1
    if separator == 0x2C, bytes.byte(start) == 0x20 { start += 1 }
    return clock(bytes, start) ?? dateEnd
  }

  private static func clock(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    let hourEnd = bytes.digitsEnd(start)
    guard (1...2).contains(hourEnd - start), bytes.byte(hourEnd) == 0x3A else { return nil }
    var end = bytes.digitsEnd(hourEnd + 1)
    guard end - hourEnd == 3 else { return nil }
    if bytes.byte(end) == 0x3A, bytes.digitsEnd(end + 1) == end + 3 {
      end += 3
      if bytes.byte(end) == 0x2E || bytes.byte(end) == 0x2C, bytes.byte(end + 1).isDigit {
        end = bytes.digitsEnd(end + 1)
      }
    }
    guard bytes.byte(end) != 0x3A || !bytes.byte(end + 1).isHexDigit else { return nil }
    end = zoneEnd(bytes, end)
    return bytes.endsWord(end) ? end : nil
  }

  private static func zoneEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    let index = bytes.byte(start) == 0x20 ? start + 1 : start
    if bytes.byte(index).isLetter { return word(bytes, index, MaskWords.timeZones) ?? start }
    guard bytes.byte(index) == 0x2B || bytes.byte(index) == 0x2D else { return start }
    let end = bytes.digitsEnd(index + 1)
    if end == index + 5 { return end }
    guard end == index + 3 else { return start }
    return bytes.byte(end) == 0x3A && bytes.digitsEnd(end + 1) == end + 3 ? end + 3 : start
  }

  private static func word(_ bytes: Span<UInt8>, _ start: Int, _ table: Set<String>) -> Int? {
    let end = bytes.lettersEnd(start)
    guard end > start, end - start <= 9, bytes.endsWord(end) else { return nil }
    return table.contains(bytes.lowercasedText(start..<end)) ? end : nil
  }

  private static func spacesEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] == 0x20 { end += 1 }
    return end
  }
}
